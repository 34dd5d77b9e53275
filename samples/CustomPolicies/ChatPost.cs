namespace MediMate.Incidents.Samples;

/// <summary>What stands in a chat.</summary>
public sealed record ChatPost(string Id, string To, string Text);
