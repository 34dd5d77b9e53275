using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MediMate.Incidents;

/// <summary>Asks the host's contact directory; where it fails or takes too long, the playbook's own contacts answer.</summary>
internal sealed class ContactLookUp(
    IContactDirectory directory,
    PlaybookContactDirectory playbookContacts,
    AudienceLookUp audiences,
    HostCalls hostCalls,
    EngineClock clock,
    IOptions<IncidentResponseOptions> options,
    ILogger<ContactLookUp> logger)
{
    public async ValueTask<ImmutableArray<TargetAnswer>> FindAsync(OutboxLookUp lookUp, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.Value.LookUpTimeout, clock.TimeProvider);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        var audience = await audiences.FindAsync(lookUp, both.Token, cancellationToken).ConfigureAwait(false);
        if (audience is { Failure: null })
        {
            return [audience];
        }

        // All at once: two seconds are for the whole look-up, not for each of its names.
        var asked = lookUp.Targets.Select(target => target.Asked).Distinct(StringComparer.Ordinal).Select(name => FindAsync(name, both.Token, cancellationToken));
        var answers = await Task.WhenAll(asked).ConfigureAwait(false);
        return audience is null ? [.. answers] : [audience, .. answers];
    }

    private async Task<TargetAnswer> FindAsync(string target, CancellationToken timeout, CancellationToken cancellationToken)
    {
        try
        {
            var people = await hostCalls.RunAsync(() => directory.FindAsync(target, clock.Now, timeout)).WaitAsync(timeout).ConfigureAwait(false);
            return new TargetAnswer { Target = target, People = people };
        }
#pragma warning disable CA1031 // A host's directory may throw anything, or never answer; somebody must be called all the same.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            EngineLog.LookUpFailed(logger, exception);
            return new TargetAnswer
            {
                Target = target,
                People = playbookContacts.Find(target),
                Failure = timeout.IsCancellationRequested
                    ? $"MMI4004: the contact directory did not answer within {options.Value.LookUpTimeout}"
                    : $"MMI4005: the contact directory failed: {exception.GetType().Name}",
            };
        }
    }
}
