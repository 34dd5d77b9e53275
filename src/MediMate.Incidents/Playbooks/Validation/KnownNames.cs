namespace MediMate.Incidents;

/// <summary>The names that a playbook's parts may use, gathered once: a playbook with many rows is checked in the time that it takes to read it.</summary>
internal sealed class KnownNames(Playbook playbook)
{
    private readonly HashSet<string> _levels = Set(playbook.Levels.Select(level => level.Name));
    private readonly HashSet<string> _roles = Set(playbook.Team.Select(role => role.Name));
    private readonly HashSet<string> _contacts = Set(playbook.Contacts.Select(contact => contact.Name));
    private readonly HashSet<string> _blankContacts =
        Set(playbook.Contacts.Where(contact => string.IsNullOrWhiteSpace(contact.Reference)).Select(contact => contact.Name));

    public bool HasLevel(string name) => _levels.Contains(name);

    /// <summary>Tells whether the name is that of a role or a contact.</summary>
    public bool HasPerson(string name) => _roles.Contains(name) || _contacts.Contains(name);

    /// <summary>Tells whether a contact of this name says nothing of how it is reached.</summary>
    public bool IsBlankContact(string name) => _blankContacts.Contains(name);

    private static HashSet<string> Set(IEnumerable<string> names) => names.ToHashSet(StringComparer.OrdinalIgnoreCase);
}
