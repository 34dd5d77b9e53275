namespace MediMate.Incidents.Tests.Notifications;

/// <summary>Bundles and clocks, in memory.</summary>
public sealed class BundleClocksTests() : BundleClocksOnAnyStore(() => new InMemoryPlace(), stories: 100);
