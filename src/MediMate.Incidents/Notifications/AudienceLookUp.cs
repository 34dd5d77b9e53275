using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MediMate.Incidents;

/// <summary>Asks the host's audience directory who gets an update. Where there is none the playbook's roles and contacts do.</summary>
internal sealed class AudienceLookUp(
    HostCalls hostCalls, EngineClock clock, IOptions<IncidentResponseOptions> options, ILogger<AudienceLookUp> logger, IAudienceDirectory? directory = null)
{
    /// <summary>Asks who is in the audience of a look-up.</summary>
    /// <returns>The answer, or only why there is none; <see langword="null"/> where nobody is to be asked.</returns>
    public async ValueTask<TargetAnswer?> FindAsync(OutboxLookUp lookUp, CancellationToken timeout, CancellationToken cancellationToken)
    {
        if (directory is null || lookUp is not { Kind: MessageKind.Update, Audience: not MessageAudience.Responders, Targets: [var target, ..] })
        {
            return null;
        }

        var question = new AudienceQuestion { Audience = lookUp.Audience, IncidentId = lookUp.IncidentId, Incident = lookUp.Reference, At = clock.Now };
        try
        {
            var people = await hostCalls.RunAsync(() => directory.FindAsync(question, timeout)).WaitAsync(timeout).ConfigureAwait(false);
            return new TargetAnswer { Target = target.Name, People = UsableAnswers.Of(people) };
        }
#pragma warning disable CA1031 // A host's directory may throw anything, or never answer; somebody must be told all the same.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            EngineLog.AudienceFailed(logger, exception);
            return new TargetAnswer
            {
                Target = target.Name,
                People = [],
                Failure = timeout.IsCancellationRequested
                    ? $"MMI4023: the audience directory did not answer within {options.Value.LookUpTimeout}"
                    : $"MMI4024: the audience directory failed: {exception.GetType().Name}",
            };
        }
    }
}
