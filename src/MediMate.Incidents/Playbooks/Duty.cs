namespace MediMate.Incidents;

/// <summary>A standing duty that the playbook lists: something to do whether or not there is an incident.</summary>
public sealed record Duty
{
    /// <summary>Gets the heading under which the document lists it.</summary>
    /// <value>For instance <c>Training and Preparedness</c>.</value>
    public required string Section { get; init; }

    /// <summary>Gets the duty, as the document says it.</summary>
    public required string Text { get; init; }
}
