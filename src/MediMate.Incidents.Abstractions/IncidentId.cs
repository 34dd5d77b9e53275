namespace MediMate.Incidents;

/// <summary>Identifies an incident: a version 7 GUID, which rises with time.</summary>
/// <param name="Value">The GUID.</param>
public readonly record struct IncidentId(Guid Value)
{
    /// <summary>Returns the id as 32 hexadecimal digits in groups.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Value.ToString("D");
}
