namespace MediMate.Incidents.Tests.Documentation;

// snippet: acknowledge-by-token
/// <summary>Behind the host's own <c>POST /ack/{token}</c>.</summary>
public sealed class AcknowledgementPage(IIncidentResponse incidents)
{
    public async Task<string> PostAsync(string token, CancellationToken cancellationToken)
    {
        var outcome = await incidents.AcknowledgeByTokenAsync(token, cancellationToken);
        return outcome.IsAccepted ? $"You have {outcome.Incident!.Reference}." : outcome.Rejection!.Message;
    }
}
// end of snippet
