using NodaTime;

namespace MediMate.Incidents;

/// <content>Who is next, and when.</content>
internal sealed partial class IncidentResponse
{
    public async ValueTask<EscalationForecast?> WhoIsNextAsync(IncidentId id, CancellationToken cancellationToken = default)
    {
        if (await store.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } incident)
        {
            return null;
        }

        var forecast = Forecasting.Of(incident, await PlaybookOfAsync(incident, cancellationToken).ConfigureAwait(false));
        if (forecast.Targets.IsEmpty)
        {
            return forecast;
        }

        var at = forecast.DueAt is { } due ? Instant.Max(due, clock.Now) : clock.Now;
        var answers = await contacts.Value.FindAsync(forecast.Targets, at, cancellationToken).ConfigureAwait(false);
        var people = LookUpAnswering.Resolve(forecast.Targets, answers);
        return forecast with { People = people, Reason = LookUpAnswering.Remark(forecast.Targets, answers, people.IsEmpty) };
    }

    private async ValueTask<CompiledPlaybook> PlaybookOfAsync(Incident incident, CancellationToken cancellationToken)
    {
        if (playbooks.Find(incident.PlaybookHash) is null)
        {
            await playbooks.LoadAsync(incident.PlaybookHash, cancellationToken).ConfigureAwait(false);
        }

        return playbooks.Find(incident.PlaybookHash)!;
    }
}
