using System.Security.Cryptography;
using System.Text.Json;

namespace MediMate.Incidents;

/// <summary>Seals events for a durable store, each over the one before it, and opens them again.</summary>
/// <remarks>The page on storage tells the bytes that are hashed, so that others can check a chain too. Safe for any number of threads.</remarks>
public static class EventChain
{
    private static readonly SaltSource RandomSalts = RandomNumberGenerator.Fill;

    /// <summary>Gets the hash before an incident's first event.</summary>
    /// <value>32 bytes of zero.</value>
    public static ReadOnlyMemory<byte> Start { get; } = CanonicalBytes.NoHash.ToArray();

    private static ReadOnlySpan<byte> Tag => "MediMate.Incidents/event/1\n"u8;

    /// <summary>Seals an event.</summary>
    /// <param name="incidentId">The incident.</param>
    /// <param name="happened">The event.</param>
    /// <param name="previousHash">The hash of the event before it; <see cref="Start"/> for the first.</param>
    /// <returns>What a store keeps. Salts are random: sealed twice, an event with personal values gives other bytes.</returns>
    /// <exception cref="ArgumentException">The hash is not 32 bytes long.</exception>
    public static SealedEvent Seal(IncidentId incidentId, IncidentEvent happened, ReadOnlyMemory<byte> previousHash) =>
        Seal(incidentId, happened, previousHash, RandomSalts);

    /// <summary>Opens a sealed event.</summary>
    /// <param name="sealedEvent">What a store kept.</param>
    /// <returns>The event. Personal values whose keys were destroyed are shown as <c>#</c> with the first characters of their commitments.</returns>
    /// <exception cref="IncidentStoreException">The bytes cannot be read.</exception>
    public static IncidentEvent Open(SealedEvent sealedEvent)
    {
        ArgumentNullException.ThrowIfNull(sealedEvent);
        try
        {
            var happened = EventCatalog.Engine.Read(sealedEvent.Name, sealedEvent.Form, PersonalValues.Join(sealedEvent.Body, sealedEvent.Personal).Span);

            // A later version may write even these otherwise; the fold needs them.
            return happened is UnknownEvent ? happened with { Sequence = sealedEvent.Sequence, RecordedAt = sealedEvent.RecordedAt } : happened;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new IncidentStoreException(
                $"MMI3002: the personal values of the stored event \"{sealedEvent.Name}\" cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Computes the hash that an event has to have.</summary>
    /// <param name="previousHash">The hash of the event before it; <see cref="Start"/> for the first.</param>
    /// <param name="sealedEvent">The event; its own hash and its personal values are left out.</param>
    /// <returns>32 bytes.</returns>
    /// <exception cref="ArgumentException">The hash is not 32 bytes long.</exception>
    public static byte[] HashOf(ReadOnlyMemory<byte> previousHash, SealedEvent sealedEvent)
    {
        ArgumentNullException.ThrowIfNull(sealedEvent);
        return new CanonicalBytes(160 + sealedEvent.Name.Length + sealedEvent.Body.Length)
            .AddTag(Tag)
            .AddHash(previousHash.Span)
            .Add(sealedEvent.IncidentId)
            .Add(sealedEvent.Sequence)
            .Add(sealedEvent.RecordedAt)
            .Add(sealedEvent.Name)
            .Add(sealedEvent.Form)
            .Add(sealedEvent.Body.Span)
            .Hash();
    }

    /// <summary>Seals an event with salts that the caller chooses.</summary>
    internal static SealedEvent Seal(IncidentId incidentId, IncidentEvent happened, ReadOnlyMemory<byte> previousHash, SaltSource salts)
    {
        ArgumentNullException.ThrowIfNull(happened);
        var name = EventCatalog.Engine.NameOf(happened);
        var split = PersonalValues.Split(name, EventCatalog.Engine.Write(happened), salts);
        var unhashed = new SealedEvent
        {
            IncidentId = incidentId,
            Sequence = happened.Sequence,
            RecordedAt = EngineClock.Cut(happened.RecordedAt),
            Name = name,
            Form = EventCatalog.Engine.FormOf(happened),
            Body = split.Body,
            Personal = split.Personal,
            Hash = Start,
        };
        return unhashed with { Hash = HashOf(previousHash, unhashed) };
    }
}
