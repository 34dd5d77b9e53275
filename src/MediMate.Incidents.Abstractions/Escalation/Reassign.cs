namespace MediMate.Incidents;

/// <summary>Hands an incident to somebody else: nobody has acknowledged any more, and the person is paged now.</summary>
/// <remarks>The ladder begins anew after its first gap, in case that the person does not answer. The response clock stays as it is.</remarks>
public sealed record Reassign : IncidentCommand
{
    /// <summary>Gets the person's id, or the name of a role or contact.</summary>
    public required string To { get; init; }
}
