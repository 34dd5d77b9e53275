namespace MediMate.Incidents;

/// <summary>A contact of the playbook: a role or a name, and where to find how it is reached.</summary>
public sealed record Contact
{
    /// <summary>Gets the role or the contact's own name.</summary>
    public required string Name { get; init; }

    /// <summary>Gets where the contact is to be found.</summary>
    /// <value>
    /// <c>config:KEY</c> for a key of the host's configuration, else a person's id that the host's <see cref="IContactDirectory"/> knows.
    /// <see langword="null"/> when the document leaves it blank.
    /// </value>
    public string? Reference { get; init; }
}
