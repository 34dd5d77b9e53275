namespace MediMate.Incidents.Tests.Notifications;

/// <summary>Tokens in memory.</summary>
public sealed class AcknowledgementTokensInMemoryTests : AcknowledgementTokensOnAnyStore
{
    private protected override ValueTask<Engine> NewEngineAsync() => ValueTask.FromResult(new Engine());
}
