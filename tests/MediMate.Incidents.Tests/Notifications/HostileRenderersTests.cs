namespace MediMate.Incidents.Tests.Notifications;

/// <summary>Renderers that misbehave, in memory.</summary>
public sealed class HostileRenderersTests() : HostileRenderersOnAnyStore(new InMemoryPlace());
