namespace MediMate.Incidents.Tests.Escalation;

/// <summary>Rules that misbehave, in memory.</summary>
public sealed class HostileRulesTests() : HostileRulesOnAnyStore(new InMemoryPlace());
