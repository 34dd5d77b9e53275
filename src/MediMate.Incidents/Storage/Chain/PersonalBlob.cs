using System.Buffers;
using System.Buffers.Text;
using System.Collections.Immutable;
using System.Text.Json;

namespace MediMate.Incidents;

/// <summary>How personal values are written apart from their event, and read back.</summary>
/// <remarks>
/// <c>{"form":1,"values":[{"salt":"…","value":"…","subject":"…"},null]}</c>. A value whose key was destroyed is null, and its salt goes with it:
/// with the salt, a short value could be found by trying all of them.
/// </remarks>
internal static class PersonalBlob
{
    public const int SaltLength = 16;

    private const int Form = 1;

    private static readonly JsonWriterOptions Options = new() { Encoder = IncidentJson.Context.Options.Encoder, SkipValidation = true };

    /// <summary>Writes entries, each value as it stood in its event.</summary>
    public static byte[] Write(IEnumerable<PersonalEntry?> entries) => Write(entries, static entry => entry.Token);

    /// <summary>Writes entries as they are first written: bytes that differ from these were changed.</summary>
    public static byte[] WriteCanonically(IEnumerable<PersonalEntry?> entries) =>
        Write(entries, static entry => JsonSerializer.SerializeToUtf8Bytes(entry.Value, IncidentJson.Context.String));

    /// <summary>Reads entries.</summary>
    /// <exception cref="JsonException">The bytes are no personal values.</exception>
    public static ImmutableArray<PersonalEntry?> Read(ReadOnlyMemory<byte> personal)
    {
        try
        {
            return ReadEntries(personal);
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException)
        {
            throw new JsonException($"They are not in their form: {exception.Message}", exception);
        }
    }

    private static byte[] Write(IEnumerable<PersonalEntry?> entries, Func<PersonalEntry, ReadOnlyMemory<byte>> token)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes, Options))
        {
            writer.WriteStartObject();
            writer.WriteNumber("form"u8, Form);
            writer.WriteStartArray("values"u8);
            foreach (var entry in entries)
            {
                if (entry is null)
                {
                    writer.WriteNullValue();
                    continue;
                }

                writer.WriteStartObject();
                writer.WriteString("salt"u8, Base64Url.EncodeToString(entry.Salt));
                writer.WritePropertyName("value"u8);
                writer.WriteRawValue(token(entry).Span, skipInputValidation: true);
                writer.WriteString("subject"u8, entry.Subject);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }

    private static ImmutableArray<PersonalEntry?> ReadEntries(ReadOnlyMemory<byte> personal)
    {
        var reader = new Utf8JsonReader(personal.Span);
        Expect(ref reader, JsonTokenType.StartObject);
        ExpectMember(ref reader, "form"u8);
        Expect(ref reader, JsonTokenType.Number);
        if (reader.GetInt32() != Form)
        {
            throw new JsonException("They are of a form that this version does not know.");
        }

        ExpectMember(ref reader, "values"u8);
        Expect(ref reader, JsonTokenType.StartArray);
        var entries = ImmutableArray.CreateBuilder<PersonalEntry?>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            entries.Add(reader.TokenType == JsonTokenType.Null ? null : ReadEntry(personal, ref reader));
        }

        Expect(ref reader, JsonTokenType.EndObject);
        return reader.Read() ? throw new JsonException("Something follows them.") : entries.DrainToImmutable();
    }

    private static PersonalEntry ReadEntry(ReadOnlyMemory<byte> personal, ref Utf8JsonReader reader)
    {
        ExpectMember(ref reader, "salt"u8);
        Expect(ref reader, JsonTokenType.String);
        var salt = Base64Url.DecodeFromChars(reader.GetString());
        ExpectMember(ref reader, "value"u8);
        Expect(ref reader, JsonTokenType.String);
        var value = reader.GetString()!;
        var token = personal[(int)reader.TokenStartIndex..(int)reader.BytesConsumed];
        ExpectMember(ref reader, "subject"u8);
        var subject = reader.Read() && reader.TokenType is JsonTokenType.String or JsonTokenType.Null ? reader.GetString() : throw new JsonException("A subject is no text.");
        Expect(ref reader, JsonTokenType.EndObject);
        return new PersonalEntry { Salt = salt, Value = value, Token = token, Subject = subject };
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType type)
    {
        if (!reader.Read() || reader.TokenType != type)
        {
            throw new JsonException($"A {type} is missing.");
        }
    }

    private static void ExpectMember(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals(name))
        {
            throw new JsonException("A member is missing.");
        }
    }
}
