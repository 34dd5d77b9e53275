using System.Text;

namespace MediMate.Incidents;

/// <summary>An event of the incident above it, sealed.</summary>
internal sealed record ArchivedEvent
{
    public required long Sequence { get; init; }

    public required long RecordedAt { get; init; }

    public required string Name { get; init; }

    public required int Form { get; init; }

    /// <summary>Gets the body: JSON as a text, so that the exact bytes come back.</summary>
    public required string Body { get; init; }

    /// <summary>Gets the personal values, likewise.</summary>
    public string? Personal { get; init; }

    public required byte[] Hash { get; init; }

    public static ArchivedEvent Of(SealedEvent happened) => new()
    {
        Sequence = happened.Sequence,
        RecordedAt = Micros.Of(happened.RecordedAt),
        Name = happened.Name,
        Form = happened.Form,
        Body = Encoding.UTF8.GetString(happened.Body.Span),
        Personal = happened.Personal is { } personal ? Encoding.UTF8.GetString(personal.Span) : null,
        Hash = happened.Hash.ToArray(),
    };

    public SealedEvent ToSealed(IncidentId incidentId) => new()
    {
        IncidentId = incidentId,
        Sequence = Sequence,
        RecordedAt = Micros.ToInstant(RecordedAt),
        Name = Name,
        Form = Form,
        Body = Encoding.UTF8.GetBytes(Body),
        Personal = Personal is null ? default(ReadOnlyMemory<byte>?) : Encoding.UTF8.GetBytes(Personal),
        Hash = Hash,
    };
}
