namespace MediMate.Incidents;

/// <summary>What kind of actor did something.</summary>
public enum ActorKind
{
    /// <summary>A person. Only persons acknowledge.</summary>
    Person,

    /// <summary>The engine itself.</summary>
    System,

    /// <summary>A policy that the host registered.</summary>
    Policy,
}
