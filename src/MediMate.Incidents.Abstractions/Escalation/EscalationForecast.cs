using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>Who is called next about an incident, and when, unless somebody does something before.</summary>
public sealed record EscalationForecast
{
    /// <summary>Gets the incident's reference.</summary>
    public required string Incident { get; init; }

    /// <summary>Gets what comes next.</summary>
    public required EscalationForecastKind Kind { get; init; }

    /// <summary>Gets when.</summary>
    /// <value><see langword="null"/> when nobody is called any more.</value>
    public Instant? DueAt { get; init; }

    /// <summary>Gets the loop of the ladder.</summary>
    /// <value>Counted from one; <see langword="null"/> when it is no step.</value>
    public int? Loop { get; init; }

    /// <summary>Gets the step of the ladder.</summary>
    /// <value>Counted from one; <see langword="null"/> when it is no step.</value>
    public int? Step { get; init; }

    /// <summary>Gets whom it calls.</summary>
    public ImmutableArray<EscalationTarget> Targets { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Gets the people behind them, as the contact directory says now for that instant.</summary>
    /// <value>Empty when nobody is reachable. It is asked again when the time has come.</value>
    public ImmutableArray<ResolvedTarget> People { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Gets why nobody is called or reachable, or why others answered than the contact directory.</summary>
    public string? Reason { get; init; }
}
