using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>A question to the contact directory: who is behind these names now? The answer comes back as a command and queues the messages.</summary>
public sealed record OutboxLookUp : OutboxRow
{
    /// <summary>Gets the names, each with its channels.</summary>
    public required ImmutableArray<EscalationTarget> Targets { get; init; }

    /// <summary>Gets the breach that was none: whoever was told of it is told so, on the same channel.</summary>
    /// <value><see langword="null"/> for a question to the contact directory; where it is given, there are no targets.</value>
    public ToldBreach? Withdraws { get; init; }
}
