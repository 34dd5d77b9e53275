namespace MediMate.Incidents.Reading;

/// <summary>A column that a table may have, with other names for it.</summary>
internal sealed record Column(string Name, bool IsNeeded, params string[] Synonyms);
