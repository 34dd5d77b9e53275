using System.Collections.Frozen;
using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>Asks the on-call schedules of the host who is behind a role, and the contact directory how each of them is reached.</summary>
internal sealed class ScheduledDirectory(IContactDirectory directory, IEnumerable<ScheduleRegistration> registrations, IServiceProvider services)
{
    private readonly FrozenDictionary<string, Lazy<IOnCallSchedule>> _schedules = registrations
        .GroupBy(registration => registration.Role, StringComparer.OrdinalIgnoreCase)
        .ToFrozenDictionary(same => same.Key, same => new Lazy<IOnCallSchedule>(() => same.Last().Make(services), LazyThreadSafetyMode.PublicationOnly), StringComparer.OrdinalIgnoreCase);

    /// <summary>Tells whether code of the host says who is behind a name: it may fail, where the playbook's own contacts cannot.</summary>
    public bool IsOfHost(string target) => directory is not PlaybookContactDirectory || _schedules.ContainsKey(target);

    public async ValueTask<ImmutableArray<Responder>> FindAsync(string target, Instant at, CancellationToken cancellationToken)
    {
        if (!_schedules.TryGetValue(target, out var schedule))
        {
            return (await directory.FindAsync(target, at, cancellationToken).ConfigureAwait(false)).OrEmpty();
        }

        var people = ImmutableArray.CreateBuilder<Responder>();
        var onCall = (await schedule.Value.OnCallAsync(at, cancellationToken).ConfigureAwait(false)).OrEmpty();
        if (!onCall.IsEmpty && !onCall.Any(UsableAnswers.IsThere))
        {
            throw new InvalidOperationException("Nobody in the answer of the schedule has an id.");
        }

        foreach (var person in onCall.Where(UsableAnswers.IsThere))
        {
            people.AddRange((await directory.FindAsync(person, at, cancellationToken).ConfigureAwait(false)).OrEmpty());
        }

        return people.ToImmutable();
    }
}
