namespace MediMate.Incidents.Tests.Notifications;

/// <summary>Directories that misbehave, in memory.</summary>
public sealed class HostileDirectoriesTests() : HostileDirectoriesOnAnyStore(new InMemoryPlace());
