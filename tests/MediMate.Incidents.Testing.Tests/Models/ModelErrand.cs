using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents.Testing.Tests.Models;

/// <summary>What waits to be done outside: to find out who is behind names, or to send a message.</summary>
internal abstract record ModelErrand(string Kind, ModelCall? Call)
{
    /// <summary>Gets the suggested level that it is about.</summary>
    public string? Suggestion { get; init; }

    /// <summary>Gets whom an update is for.</summary>
    public string? Audience { get; init; }

    /// <summary>Gets when it is tried again; nothing for at once.</summary>
    public Instant? NotBefore { get; init; }

    /// <summary>Gets the start of a ladder with which it ends, where a rule climbs.</summary>
    public int? Climbs { get; init; }

    /// <summary>Gets the entry about a breach of which it tells.</summary>
    public int? Breach { get; init; }

    /// <summary>Gets the cycle in which it was wanted.</summary>
    public int Cycle { get; init; }
}

/// <summary>The step of a ladder on whose behalf an errand is run.</summary>
internal sealed record ModelCall(int Epoch, string Level, string Ladder, int Loop, int Step);

/// <summary>Finds out who is behind names.</summary>
internal sealed record ModelLookUp(string Kind, ModelCall? Call, ImmutableArray<ModelTarget> Targets) : ModelErrand(Kind, Call);

/// <summary>Tells whoever was told of a breach that it was none.</summary>
internal sealed record ModelWithdrawal(int Entry) : ModelErrand("note", Call: null);

/// <summary>Sends a message.</summary>
internal sealed record ModelMessage(string Kind, ModelCall? Call, string To, string Channel, Instant ExpiresAt) : ModelErrand(Kind, Call)
{
    /// <summary>Gets how often it was tried.</summary>
    public int Attempts { get; init; }
}
