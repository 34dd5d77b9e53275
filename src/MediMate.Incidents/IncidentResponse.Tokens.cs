namespace MediMate.Incidents;

/// <content>Acknowledging by the token of a page.</content>
internal sealed partial class IncidentResponse
{
    public async ValueTask<IncidentOutcome> AcknowledgeByTokenAsync(string token, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(token);
        var keys = await acknowledgementKeys.GetAsync(cancellationToken).ConfigureAwait(false);
        if (!AcknowledgementToken.TryRead(token, keys, out var read))
        {
            // Whatever comes in from outside costs no look into an incident.
            return new IncidentOutcome { Rejection = Rejections.BadToken() };
        }

        var command = new AcknowledgeByToken { By = Actor.Person(read.Person), Offer = read.Offer };
        return await OutcomeOf(RunAsync(new StoreRequest { Id = read.IncidentId }, command, cancellationToken), cancellationToken).ConfigureAwait(false);
    }
}
