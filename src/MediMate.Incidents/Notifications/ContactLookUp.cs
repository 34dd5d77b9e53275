using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>Asks the host's contact directory; where it fails or takes too long, its last answer stands in, else the playbook's own contact.</summary>
internal sealed class ContactLookUp(
    ScheduledDirectory directory,
    PlaybookContactDirectory playbookContacts,
    AudienceLookUp audiences,
    IIncidentStore store,
    HostCalls hostCalls,
    EngineClock clock,
    IOptions<IncidentResponseOptions> options,
    ILogger<ContactLookUp> logger)
{
    /// <summary>Says what recording the answers needs: only where one is news, what is kept is loaded and locked.</summary>
    public static StoreRequest RequestOf(OutboxLookUp lookUp, ImmutableArray<TargetAnswer> answers) => new()
    {
        Row = lookUp.Key,
        Subjects = [.. answers.Where(answer => answer.IsNews).Select(answer => LastAnswers.NameOf(answer.Target)).Distinct()],
    };

    /// <summary>Asks for the people of a look-up: the audience directory about an audience, else the contact directory about its names.</summary>
    public async ValueTask<ImmutableArray<TargetAnswer>> FindAsync(OutboxLookUp lookUp, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.Value.LookUpTimeout, clock.TimeProvider);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        var audience = await audiences.FindAsync(lookUp, both.Token, cancellationToken).ConfigureAwait(false);
        if (audience is { Failure: null })
        {
            return [audience];
        }

        var answers = await AskAllAsync(lookUp.Targets, clock.Now, both.Token, cancellationToken).ConfigureAwait(false);
        return audience is null ? answers : [audience, .. answers];
    }

    /// <summary>Asks who is behind some names.</summary>
    /// <param name="targets">The names.</param>
    /// <param name="at">The instant for which to answer.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async ValueTask<ImmutableArray<TargetAnswer>> FindAsync(ImmutableArray<EscalationTarget> targets, Instant at, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.Value.LookUpTimeout, clock.TimeProvider);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        return await AskAllAsync(targets, at, both.Token, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks all at once: two seconds are for the whole look-up, not for each of its names.</summary>
    private async Task<ImmutableArray<TargetAnswer>> AskAllAsync(
        ImmutableArray<EscalationTarget> targets, Instant at, CancellationToken timeout, CancellationToken cancellationToken)
    {
        var names = targets.Select(target => target.Asked).Distinct(StringComparer.Ordinal).ToList();
        var reading = ReadLastAsync(names, cancellationToken);
        var answers = await Task.WhenAll(names.Select(name => AskAsync(name, at, timeout, cancellationToken))).ConfigureAwait(false);
        var last = await reading.ConfigureAwait(false);
        return [.. answers.Select(answer => Complete(answer, last))];
    }

    private async Task<TargetAnswer> AskAsync(string target, Instant at, CancellationToken timeout, CancellationToken cancellationToken)
    {
        try
        {
            var people = await hostCalls.RunAsync(() => directory.FindAsync(target, at, timeout)).WaitAsync(timeout).ConfigureAwait(false);
            return new TargetAnswer { Target = target, People = UsableAnswers.Of(people), At = at };
        }
#pragma warning disable CA1031 // A host's directory may throw anything, or never answer; somebody must be called all the same.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            EngineLog.LookUpFailed(logger, exception);
            return new TargetAnswer
            {
                Target = target,
                At = at,
                Failure = timeout.IsCancellationRequested
                    ? $"MMI4004: the contact directory did not answer within {options.Value.LookUpTimeout}"
                    : $"MMI4005: the contact directory failed: {exception.GetType().Name}",
            };
        }
    }

    /// <summary>Reads what the directory answered last. The playbook's own contacts cannot fail and need no such help.</summary>
    private async Task<ImmutableArray<LookUpAnswer>> ReadLastAsync(IEnumerable<string> names, CancellationToken cancellationToken)
    {
        if (!names.Any(directory.IsOfHost))
        {
            return [];
        }

        try
        {
            return [.. (await store.ReadSubjectsAsync(SubjectKind.LookUpAnswer, cancellationToken).ConfigureAwait(false)).OfType<LookUpAnswer>()];
        }
        catch (IncidentStoreException)
        {
            // The page does not wait for it. What is not known counts as news, and is compared again when it is committed.
            return [];
        }
    }

    private TargetAnswer Complete(TargetAnswer answer, ImmutableArray<LookUpAnswer> last)
    {
        var id = LastAnswers.NameOf(answer.Target).Id;
        var known = last.FirstOrDefault(entry => entry.Id == id);
        if (answer.Failure is null)
        {
            return answer with { IsNews = directory.IsOfHost(answer.Target) && (known is null || !LastAnswers.IsSame(known.People, answer.People)) };
        }

        // That there was nobody once says little about now: the playbook's contact is asked before nobody is called.
        if (known is { People.IsEmpty: false })
        {
            return answer with { People = known.People, Failure = $"{answer.Failure}; {LastAnswers.Remark(known)}" };
        }

        var contacts = playbookContacts.Find(answer.Target);
        return answer with { People = contacts, Failure = $"{answer.Failure}; {(contacts.IsEmpty ? "nobody stood in" : "the playbook's contact stood in")}" };
    }
}
