namespace MediMate.Incidents.Tests.Notifications;

/// <summary>Channels that misbehave, in memory.</summary>
public sealed class HostileChannelsTests() : HostileChannelsOnAnyStore(new InMemoryPlace());
