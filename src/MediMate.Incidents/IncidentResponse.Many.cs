using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <content>What is about many incidents at once.</content>
internal sealed partial class IncidentResponse
{
    public async ValueTask<ImmutableArray<IncidentOutcome>> AcknowledgeAllAsync(AcknowledgeAll command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        var outcomes = ImmutableArray.CreateBuilder<IncidentOutcome>();
        var now = clock.Now;
        foreach (var incident in await FindAllAsync(incident => IsMeant(incident, command, now), cancellationToken).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var acknowledge = new Acknowledge
            {
                By = command.By,
                IdempotencyKey = command.IdempotencyKey is { } key ? $"{key}/{incident.Id}" : null,
                OnlyIfNobodyHas = true,
            };
            var outcome = await ExecuteAsync(incident.Id, acknowledge, cancellationToken).ConfigureAwait(false);
            if (!outcome.IsAccepted || outcome.IsRepeat || outcome.Events.Any(happened => happened is Acknowledged))
            {
                outcomes.Add(outcome);
            }
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

    /// <summary>Tells whether an incident may be meant. Who had charge of one that is due may have it no more: the commit finds out.</summary>
    private static bool IsMeant(Incident incident, AcknowledgeAll command, Instant now) =>
        incident.IsActive
        && (!incident.IsAcknowledged || incident.NextDueAt < now)
        && (command.Levels.IsEmpty || command.Levels.Contains(incident.Severity.Level, StringComparer.OrdinalIgnoreCase))
        && command.Labels.All(incident.Labels.Contains);
}
