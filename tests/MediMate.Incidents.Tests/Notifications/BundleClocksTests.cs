namespace MediMate.Incidents.Tests.Notifications;

/// <summary>Bundles and clocks, in memory.</summary>
public sealed class BundleClocksTests() : BundleClocksOnAnyStore(() => new StorePlace(), stories: 100);
