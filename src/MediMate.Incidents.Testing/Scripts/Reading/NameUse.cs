namespace MediMate.Incidents.Testing;

/// <summary>A name in a script that only the playbook can tell whether it exists.</summary>
/// <param name="Path">Where it stands.</param>
/// <param name="Kind">What it names.</param>
/// <param name="Name">The name.</param>
internal sealed record NameUse(string Path, FieldKind Kind, string Name);
