namespace MediMate.Incidents.Tests.Signals;

/// <summary>Hostile input in memory.</summary>
public sealed class HostileInputTests : HostileInputOnAnyStore
{
    private protected override ValueTask<Engine> NewEngineAsync() => ValueTask.FromResult(new Engine());
}
