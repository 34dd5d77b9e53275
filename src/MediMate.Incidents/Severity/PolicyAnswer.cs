namespace MediMate.Incidents;

/// <summary>What a policy of the host answered.</summary>
/// <param name="Policy">Its name.</param>
/// <param name="Opinion">Its opinion; null where it stayed silent or failed.</param>
/// <param name="Failure">How it failed.</param>
internal readonly record struct PolicyAnswer(string Policy, SeverityOpinion? Opinion, string? Failure = null);
