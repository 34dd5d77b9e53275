using System.Buffers;
using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace MediMate.Incidents;

/// <summary>Takes personal values out of an event, and puts them back.</summary>
/// <remarks>
/// In the body a value becomes <c>{"#":"…"}</c>, the base64url of SHA-256 over its salt and its text in UTF-8. In an event a personal value is
/// always a text and never an object, so no text that somebody writes can be taken for a commitment.
/// </remarks>
internal static class PersonalValues
{
    private const int ShownOfCommitment = 8;

    private static ReadOnlySpan<byte> Opening => "{\"#\":\""u8;

    private static ReadOnlySpan<byte> Closing => "\"}"u8;

    /// <summary>Takes the personal values out of an event.</summary>
    /// <exception cref="ArgumentException">There are commitments in the event already.</exception>
    /// <exception cref="JsonException">The bytes are no JSON.</exception>
    public static SplitEvent Split(string name, ReadOnlyMemory<byte> json, SaltSource salts)
    {
        var slots = PersonalSlots.Find(name, json.Span);
        if (slots.Count == 0)
        {
            return new SplitEvent { Body = json };
        }

        var values = new string[slots.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = slots[i].Commitment is null
                ? ReadText(json.Span[slots[i].Start..slots[i].End])
                : throw new ArgumentException("The event has a member \"#\", which stands for what was taken out of an event.", nameof(json));
        }

        var body = new ArrayBufferWriter<byte>(json.Length + (slots.Count * 64));
        var entries = new PersonalEntry[slots.Count];
        var copied = 0;
        for (var i = 0; i < values.Length; i++)
        {
            var slot = slots[i];
            var salt = new byte[PersonalBlob.SaltLength];
            salts(salt);
            entries[i] = new PersonalEntry
            {
                Salt = salt,
                Value = values[i],
                Token = json[slot.Start..slot.End],
                Subject = slot.Subject == PersonalSlot.Nobody ? null : values[slot.Subject],
            };
            body.Write(json.Span[copied..slot.Start]);
            body.Write(Opening);
            body.Write(Encoding.ASCII.GetBytes(CommitmentTo(entries[i])));
            body.Write(Closing);
            copied = slot.End;
        }

        body.Write(json.Span[copied..]);
        return new SplitEvent { Body = body.WrittenMemory, Personal = PersonalBlob.Write(entries) };
    }

    /// <summary>Puts the personal values back: the very bytes that were split.</summary>
    /// <remarks>A value whose key was destroyed is shown as <c>#</c> and the first characters of its commitment.</remarks>
    /// <exception cref="JsonException">Body and personal values do not belong together.</exception>
    public static ReadOnlyMemory<byte> Join(ReadOnlyMemory<byte> body, ReadOnlyMemory<byte>? personal)
    {
        if (personal is null)
        {
            return body;
        }

        // Which member it is does not matter here: a commitment is known by itself.
        var slots = CommitmentsIn(string.Empty, body);
        var entries = PersonalBlob.Read(personal.Value);
        if (slots.Count != entries.Length)
        {
            throw new JsonException($"There are {slots.Count} commitments and {entries.Length} personal values.");
        }

        var joined = new ArrayBufferWriter<byte>(body.Length);
        var copied = 0;
        for (var i = 0; i < entries.Length; i++)
        {
            joined.Write(body.Span[copied..slots[i].Start]);
            joined.Write(entries[i] is { } entry ? entry.Token.Span : ShownInsteadOf(slots[i].Commitment!));
            copied = slots[i].End;
        }

        joined.Write(body.Span[copied..]);
        return joined.WrittenMemory;
    }

    /// <summary>Finds what does not fit together.</summary>
    /// <returns>What is wrong, in plain words; <see langword="null"/> where all is right.</returns>
    public static string? Check(string name, ReadOnlyMemory<byte> body, ReadOnlyMemory<byte>? personal)
    {
        try
        {
            var slots = CommitmentsIn(name, body);
            return personal is { } bytes
                ? Check(slots, PersonalBlob.Read(bytes), bytes)
                : slots.Count == 0 ? null : $"{slots.Count} personal values are missing";
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return $"the personal values cannot be read: {exception.Message}";
        }
    }

    /// <summary>Counts the values whose keys were destroyed; none where the bytes cannot be read.</summary>
    public static int CountErased(ReadOnlyMemory<byte>? personal)
    {
        try
        {
            return personal is { } bytes ? PersonalBlob.Read(bytes).Count(entry => entry is null) : 0;
        }
        catch (JsonException)
        {
            return 0;
        }
    }

    /// <summary>Leaves out the values and salts that belong to a person.</summary>
    /// <exception cref="JsonException">The bytes are no personal values.</exception>
    public static ReadOnlyMemory<byte> Erase(ReadOnlyMemory<byte> personal, string subject) =>
        PersonalBlob.Write(PersonalBlob.Read(personal).Select(entry => entry?.Subject == subject ? null : entry));

    private static string? Check(List<PersonalSlot> slots, ImmutableArray<PersonalEntry?> entries, ReadOnlyMemory<byte> personal)
    {
        if (slots.Count == 0 || slots.Count != entries.Length)
        {
            return $"there are {entries.Length} personal values for {slots.Count} commitments";
        }

        for (var i = 0; i < entries.Length; i++)
        {
            if (entries[i] is not { } entry)
            {
                continue;
            }

            if (entry.Salt.Length != PersonalBlob.SaltLength || CommitmentTo(entry) != slots[i].Commitment)
            {
                return $"personal value {i + 1} is not the one that was recorded";
            }

            if (slots[i].IsKnown && !IsSubject(entry, slots[i].Subject, entries))
            {
                return $"personal value {i + 1} is kept for another person";
            }
        }

        return personal.Span.SequenceEqual(PersonalBlob.WriteCanonically(entries)) ? null : "the personal values are not written as they were";
    }

    private static bool IsSubject(PersonalEntry entry, int subject, ImmutableArray<PersonalEntry?> entries) =>
        subject == PersonalSlot.Nobody ? entry.Subject is null : entries[subject] is not { } person || entry.Subject == person.Value;

    private static List<PersonalSlot> CommitmentsIn(string name, ReadOnlyMemory<byte> body)
    {
        var slots = PersonalSlots.Find(name, body.Span);

        // Values that stand in the open were written before a rule said that they are personal.
        PersonalSlots.Keep(slots, slot => slot.Commitment is not null);
        return slots;
    }

    private static string CommitmentTo(PersonalEntry entry)
    {
        var length = Encoding.UTF8.GetByteCount(entry.Value);
        var salted = ArrayPool<byte>.Shared.Rent(entry.Salt.Length + length);
        entry.Salt.CopyTo(salted, 0);
        Encoding.UTF8.GetBytes(entry.Value, salted.AsSpan(entry.Salt.Length));
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(salted.AsSpan(0, entry.Salt.Length + length), hash);
        ArrayPool<byte>.Shared.Return(salted, clearArray: true);
        return Base64Url.EncodeToString(hash);
    }

    private static byte[] ShownInsteadOf(string commitment) =>
        JsonSerializer.SerializeToUtf8Bytes("#" + commitment[..Math.Min(ShownOfCommitment, commitment.Length)], IncidentJson.Context.String);

    private static string ReadText(ReadOnlySpan<byte> token)
    {
        var reader = new Utf8JsonReader(token);
        reader.Read();
        return reader.GetString()!;
    }
}
