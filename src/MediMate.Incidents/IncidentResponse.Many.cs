using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <content>What is about many incidents at once.</content>
internal sealed partial class IncidentResponse
{
    public async ValueTask<ImmutableArray<IncidentOutcome>> AcknowledgeAllAsync(AcknowledgeAll command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        var outcomes = ImmutableArray.CreateBuilder<IncidentOutcome>();
        foreach (var incident in await FindAllAsync(incident => IsMeant(incident, command), cancellationToken).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var acknowledge = new Acknowledge { By = command.By, IdempotencyKey = command.IdempotencyKey is { } key ? $"{key}/{incident.Id}" : null };
            outcomes.Add(await ExecuteAsync(incident.Id, acknowledge, cancellationToken).ConfigureAwait(false));
        }

        return outcomes.ToImmutable();
    }

    /// <summary>Finds the open incidents that fit, the oldest first.</summary>
    private async ValueTask<List<Incident>> FindAllAsync(Func<Incident, bool> isMeant, CancellationToken cancellationToken)
    {
        var found = new List<Incident>();
        var query = new IncidentQuery { IsOpen = true, Limit = IncidentQuery.MaximumLimit };
        while (true)
        {
            var page = await queries.Value.ListAsync(query, cancellationToken).ConfigureAwait(false);
            found.AddRange(page.Incidents.Where(isMeant));
            if (page.Next is null)
            {
                found.Reverse();
                return found;
            }

            query = query with { After = page.Next };
        }
    }

    private static bool IsMeant(Incident incident, AcknowledgeAll command) =>
        incident is { IsActive: true, IsAcknowledged: false }
        && (command.Levels.IsEmpty || command.Levels.Contains(incident.Severity.Level, StringComparer.OrdinalIgnoreCase))
        && command.Labels.All(incident.Labels.Contains);
}
