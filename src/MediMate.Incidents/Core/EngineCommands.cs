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

/// <summary>A signal came in.</summary>
internal sealed record TakeSignal : IncidentCommand
{
    public required Signal Signal { get; init; }
}

/// <summary>The contact directory has answered a look-up.</summary>
internal sealed record AnswerLookUp : IncidentCommand
{
    public required ImmutableArray<TargetAnswer> Answers { get; init; }
}

/// <summary>A message is about to be sent: is it still wanted?</summary>
internal sealed record BeginSending : IncidentCommand
{
    /// <summary>Gets the form that the channel wants.</summary>
    public MessageFormat Format { get; init; }
}

/// <summary>A channel has sent a message, or failed to.</summary>
internal sealed record CompleteSending : IncidentCommand
{
    public required DeliveryResult Result { get; init; }
}
#pragma warning restore MA0048
