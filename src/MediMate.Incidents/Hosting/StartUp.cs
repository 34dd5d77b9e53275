using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MediMate.Incidents;

/// <summary>What is wrong is wrong at start-up: a playbook with errors, a channel that is not there.</summary>
internal sealed class StartUp(PlaybookShelf playbooks, ChannelSet channels, IIncidentStore store, ILogger<StartUp> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        channels.Check(playbooks.Current);
        if (store is InMemoryIncidentStore)
        {
            EngineLog.KeepsNothing(logger);
        }

        await playbooks.SaveCurrentAsync(cancellationToken).ConfigureAwait(false);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
