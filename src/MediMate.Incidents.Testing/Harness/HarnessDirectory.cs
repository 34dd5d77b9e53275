using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents.Testing;

/// <summary>Says who holds a role: the people of the harness, unless the schedule of the role says otherwise.</summary>
internal sealed class HarnessDirectory(ImmutableArray<HarnessPerson> people, ImmutableArray<string> externalAudience) : IContactDirectory
{
    /// <summary>Stands for the users outside, where no person holds the playbook's external audience.</summary>
    public const string Users = "users";

    /// <summary>The channel of the users outside.</summary>
    public const string PublicChannel = "public";

    private readonly Dictionary<string, ImmutableArray<string>?> _schedules = new(StringComparer.OrdinalIgnoreCase);

    public ImmutableArray<HarnessPerson> People { get; } = people;

    public bool Knows(string person) => People.Any(known => known.Id == person);

    /// <summary>Says who holds a role from now on; <see langword="null"/> when asking shall fail.</summary>
    public void SetSchedule(string role, ImmutableArray<string>? people)
    {
        lock (_schedules)
        {
            _schedules[role] = people;
        }
    }

    public ValueTask<ImmutableArray<Responder>> FindAsync(string target, Instant at, CancellationToken cancellationToken)
    {
        lock (_schedules)
        {
            return ValueTask.FromResult(
                !_schedules.TryGetValue(target, out var scheduled)
                    ? Holders(target)
                    : scheduled is { } ids
                        ? [.. ids.SelectMany(id => People.Where(person => person.Id == id)).Select(Responder)]
                        : throw new InvalidOperationException($"the schedule of {target} is broken"));
        }
    }

    private ImmutableArray<Responder> Holders(string target)
    {
        ImmutableArray<Responder> holders = [.. People.Where(person => person.Id == target || Holds(person, target)).Select(Responder)];
        return holders.IsEmpty && externalAudience.Contains(target, StringComparer.OrdinalIgnoreCase)
            ? [new Responder { Id = Users, Methods = [new ContactMethod { Channel = PublicChannel }] }]
            : holders;
    }

    private static Responder Responder(HarnessPerson person) => new()
    {
        Id = person.Id,
        Language = person.Language,
        Methods = [.. person.Channels.Select(channel => new ContactMethod { Channel = channel })],
    };

    private static bool Holds(HarnessPerson person, string role) => person.Roles.Any(held => Same(held, role));

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
