using System.Collections.Immutable;

namespace MediMate.Incidents;

#pragma warning disable MA0048 // The engine's own commands, a line or two each, are read together.

/// <summary>The time is now what it is: do what is due.</summary>
internal sealed record Tick : IncidentCommand;

/// <summary>A person declares an incident.</summary>
internal sealed record Declare : IncidentCommand
{
    public required DeclareIncident Declaration { get; init; }
}

/// <summary>Something that is about a signal: it finds its incident by itself, or declares one.</summary>
internal abstract record SignalCommand : IncidentCommand
{
    public required Signal Signal { get; init; }
}

/// <summary>A signal came in.</summary>
internal sealed record TakeSignal : SignalCommand
{
    /// <summary>Gets how many equal signals came in together.</summary>
    public long Count { get; init; } = 1;
}

/// <summary>A beat came in; its signal says that the monitor's key is over.</summary>
internal sealed record TakeBeat : SignalCommand
{
    public required CompiledHeartbeat Heartbeat { get; init; }

    /// <summary>Gets the signal that is the beat.</summary>
    public required Signal Beat { get; init; }

    /// <summary>Gets a value indicating whether no other monitor waits for the same beat: the receipt is kept with the last.</summary>
    public required bool IsLast { get; init; }
}

/// <summary>A beat stays away; its signal says so.</summary>
internal sealed record MissBeat : SignalCommand
{
    public required Guid MonitorId { get; init; }
}

/// <summary>A silence has ended: an entry of it is let go.</summary>
internal sealed record ReleaseSilenced : SignalCommand
{
    public required Guid SilenceId { get; init; }
}

/// <summary>Something that is about no incident at all.</summary>
internal abstract record SubjectCommand : IncidentCommand;

/// <summary>Somebody wants a silence.</summary>
internal sealed record BeginSilence : SubjectCommand
{
    public required Guid Id { get; init; }

    public required StartSilence Silence { get; init; }
}

/// <summary>Somebody ends a silence early.</summary>
internal sealed record EndSilence : SubjectCommand
{
    public required Guid Id { get; init; }
}

/// <summary>A silence is due: to begin, or to end.</summary>
internal sealed record TickSilence : SubjectCommand
{
    public required Guid Id { get; init; }
}

/// <summary>A node runs: a heartbeat of its playbook is watched from now on.</summary>
internal sealed record WatchHeartbeat : SubjectCommand
{
    public required CompiledHeartbeat Heartbeat { get; init; }
}

/// <summary>A node runs whose playbook has a heartbeat no longer.</summary>
internal sealed record ForgetHeartbeat : SubjectCommand
{
    public required Guid MonitorId { get; init; }
}

/// <summary>The time is over in which an incident gathers signals.</summary>
internal sealed record EndGroup : SubjectCommand
{
    public required Guid GroupId { get; init; }
}

/// <summary>Somebody acknowledges by the token of a page; the actor is the person in it.</summary>
internal sealed record AcknowledgeByToken : IncidentCommand
{
    public required AcknowledgementOffer Offer { get; init; }
}

/// <summary>The contact directory has answered a look-up.</summary>
internal sealed record AnswerLookUp : IncidentCommand
{
    public required ImmutableArray<TargetAnswer> Answers { get; init; }
}

/// <summary>The ticks of an incident fail again and again: somebody has to look after it by hand.</summary>
internal sealed record ReportQuarantine : IncidentCommand;

/// <summary>Those are found who were told of a breach that was none.</summary>
internal sealed record TellWithdrawal : IncidentCommand
{
    /// <summary>Gets who was told; <see langword="null"/> while a message is on its way.</summary>
    public required ImmutableArray<ResolvedTarget>? Told { get; init; }
}

/// <summary>A message is about to be sent: is it still wanted?</summary>
internal sealed record BeginSending : IncidentCommand
{
    /// <summary>Gets the form that the channel wants.</summary>
    public MessageFormat Format { get; init; }

    /// <summary>Gets what the host's renderer made of it.</summary>
    /// <value><see langword="null"/> where the engine renders.</value>
    public HostBody? Rendered { get; init; }

    /// <summary>Gets the link by which the reader acknowledges; the body ends in it.</summary>
    public string? Link { get; init; }
}

/// <summary>A channel has sent a message, or failed to.</summary>
internal sealed record CompleteSending : IncidentCommand
{
    public required DeliveryResult Result { get; init; }
}
#pragma warning restore MA0048
