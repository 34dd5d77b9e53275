using NodaTime;

namespace MediMate.Incidents.Tests.Interleavings;

/// <summary>What happened, in the one order in which it happened: commits, calls of channels, deaths.</summary>
internal sealed class Journal
{
    private readonly List<JournalEntry> _entries = [];

    public IReadOnlyList<JournalEntry> Entries => _entries;

    public void Add(JournalEntry entry) => _entries.Add(entry);
}

/// <summary>Something that happened.</summary>
internal abstract record JournalEntry(string Node, Instant At);

/// <summary>A commit.</summary>
internal sealed record Committed(string Node, Instant At, StoreDecision Decision) : JournalEntry(Node, At)
{
    public override string ToString() => $"commit: {string.Join(", ", Parts())}";

    private IEnumerable<string> Parts() =>
    [
        .. Decision.Changes.SelectMany(change => change.Events.Select(happened => $"{change.After.Reference} {EventJson.NameOf(happened)}")),
        .. Decision.Rows.Select(row => $"{row.Key} {row.Status}{(row.Reason is null ? string.Empty : $" ({row.Reason})")}"),
        .. Decision.Subjects.Select(change => change.After.Kind.ToString()),
    ];
}

/// <summary>A channel was called: sending has begun.</summary>
internal sealed record Began(string Node, Instant At, OutgoingMessage Message) : JournalEntry(Node, At)
{
    public override string ToString() => $"channel: {Message.Key}";
}

/// <summary>A node died.</summary>
internal sealed record Died(string Node, Instant At) : JournalEntry(Node, At)
{
    public override string ToString() => "dies";
}

/// <summary>A node wrote a failure to its log.</summary>
internal sealed record Complained(string Node, Instant At, string Text) : JournalEntry(Node, At)
{
    public override string ToString() => $"log: {Text}";
}

/// <summary>Somebody was told what came of their command.</summary>
internal sealed record Answered(string Node, Instant At, string Player, IncidentOutcome Outcome) : JournalEntry(Node, At)
{
    public override string ToString() => $"{Player} is answered: {Outcome.Rejection?.Code ?? string.Join(", ", Outcome.Events.Select(EventJson.NameOf))}";
}
