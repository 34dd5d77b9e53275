using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>A rule of the playbook: when something happens, somebody beside the ladder hears of it.</summary>
public sealed record EscalationRule
{
    /// <summary>Gets the name under which it stands on the timeline.</summary>
    public required string Name { get; init; }

    /// <summary>Gets what lets it speak.</summary>
    public required RuleTrigger When { get; init; }

    /// <summary>Gets the clock.</summary>
    /// <value>The name of a clock, for <see cref="RuleTrigger.ClockWarned"/> and <see cref="RuleTrigger.ClockBreached"/>; <see langword="null"/> for any.</value>
    public string? Clock { get; init; }

    /// <summary>Gets the step.</summary>
    /// <value>Counted from one, for <see cref="RuleTrigger.StepRan"/>; <see langword="null"/> for any.</value>
    public int? Step { get; init; }

    /// <summary>Gets the levels at which it speaks.</summary>
    /// <value>Empty for all.</value>
    public ImmutableArray<string> Levels { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Gets the labels that the incident must have, all of them.</summary>
    public ImmutableArray<LabelMatch> Labels { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Gets whether its message ends with the acknowledgement.</summary>
    public required EscalationVerb Verb { get; init; }

    /// <summary>Gets whom it is for.</summary>
    /// <value>Names of roles or contacts; at least one.</value>
    public required ImmutableArray<string> Roles { get; init => field = value.OrEmpty(); }

    /// <summary>Gets the channels.</summary>
    /// <value>Empty for the first method of each contact.</value>
    public ImmutableArray<string> Channels { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Gets whether it is a page or a note.</summary>
    /// <value><see cref="MessageKind.Page"/> or <see cref="MessageKind.Note"/>.</value>
    public required MessageKind Kind { get; init; }
}
