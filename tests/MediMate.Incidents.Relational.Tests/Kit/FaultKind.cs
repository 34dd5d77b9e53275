namespace MediMate.Incidents.Relational.Tests.Kit;

/// <summary>What goes wrong at a call to a database.</summary>
public enum FaultKind
{
    /// <summary>The call fails before it took effect. The connection is still good.</summary>
    Refused,

    /// <summary>The call takes effect, but the caller hears of a failure. The connection is still good.</summary>
    AnswerLost,

    /// <summary>The connection is lost before the call took effect.</summary>
    LostBefore,

    /// <summary>The call takes effect, and the connection is lost before the caller hears of it.</summary>
    LostAfter,
}
