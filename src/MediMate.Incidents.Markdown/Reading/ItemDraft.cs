namespace MediMate.Incidents.Reading;

/// <summary>A checklist item before it has its id; <paramref name="Id"/> is the one that the document gives, if any.</summary>
internal sealed record ItemDraft(string Text, string? Id, bool IsRequired);
