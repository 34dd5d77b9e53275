using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MediMate.Incidents;

/// <summary>What is wrong is wrong at start-up: a playbook with errors, a channel that is not there.</summary>
internal sealed class StartUp(
    PlaybookShelf playbooks, ChannelSet channels, IIncidentStore store, ILogger<StartUp> logger, PlaybookRemarks? remarks = null) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        channels.Check(playbooks.Current);
        LogWarnings(playbooks.Current.Source);
        if (store is InMemoryIncidentStore)
        {
            EngineLog.KeepsNothing(logger);
        }

        await playbooks.SaveCurrentAsync(cancellationToken).ConfigureAwait(false);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>A playbook with warnings runs; whoever runs it should know of them before the night.</summary>
    private void LogWarnings(Playbook playbook)
    {
        // A file has places for its findings; it may have been overruled by a later playbook, though.
        var findings = ReferenceEquals(remarks?.Playbook, playbook) ? remarks.Findings : PlaybookValidator.Validate(playbook);
        var warnings = findings.Where(finding => finding.Level == FindingLevel.Warning).ToList();
        if (warnings.Count > 0)
        {
            EngineLog.PlaybookHasWarnings(logger, warnings.Count, warnings[0]);
        }
    }
}
