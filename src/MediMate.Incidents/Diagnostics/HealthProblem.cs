namespace MediMate.Incidents;

/// <summary>Something that is wrong with the work of a store.</summary>
/// <param name="IsUnhealthy">Whether somebody has to come; else it may pass by itself.</param>
/// <param name="Text">What is wrong.</param>
internal sealed record HealthProblem(bool IsUnhealthy, string Text);
