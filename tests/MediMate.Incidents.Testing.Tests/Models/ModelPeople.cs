using System.Collections.Immutable;

namespace MediMate.Incidents.Testing.Tests.Models;

/// <summary>Who holds which role, and who is reached how. Never changed; each change is a new one.</summary>
internal sealed record ModelPeople(ImmutableArray<HarnessPerson> All, string ExternalAudience)
{
    /// <summary>Gets the roles that somebody else holds than said at first.</summary>
    public ImmutableDictionary<string, ImmutableArray<string>> Schedules { get; init; } = ImmutableDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>Gets how channels fail: for a person, or for everybody else (an empty name); null for not.</summary>
    public ImmutableDictionary<(string Channel, string To), string?> Fails { get; init; } = ImmutableDictionary<(string Channel, string To), string?>.Empty;

    /// <summary>Gets the roles for which the directory fails.</summary>
    public ImmutableHashSet<string> Failing { get; init; } = [];

    /// <summary>Finds whom a target reaches and on which channels: those of the step where the person has them, else the person's first.</summary>
    /// <param name="target">Whom.</param>
    /// <param name="answers">The last answer for each name. It stands in where the directory fails; the model's playbooks have no contacts that could.</param>
    public IEnumerable<(string Person, string Channel)> Reach(ModelTarget target, Dictionary<string, ImmutableArray<HarnessPerson>> answers)
    {
        if (!Failing.Contains(target.Name))
        {
            answers[target.Name] = [.. Holders(target.Name)];
        }

        var people = answers.GetValueOrDefault(target.Name, []);
        if (people.IsEmpty && target.Name == ExternalAudience)
        {
            return [("users", "public")];
        }

        return people.SelectMany(person => target.Channels.IsEmpty
            ? [(person.Id, person.Channels[0])]
            : target.Channels.Select(channel => (person.Id, person.Channels.Contains(channel) ? channel : person.Channels[0])));
    }

    /// <summary>Tells how a channel fails a person: for good, or in a way that passes.</summary>
    /// <returns>The word, or null when it does not.</returns>
    public string? FailureOf(string channel, string person) =>
        Fails.TryGetValue((channel, person), out var own) ? own : Fails.GetValueOrDefault((channel, string.Empty));

    public ModelPeople WithChannel(string channel, string? person, string? fails)
    {
        // What is said for everybody holds for everybody.
        var left = person is null ? Fails.RemoveRange(Fails.Keys.Where(key => key.Channel == channel)) : Fails;
        return this with { Fails = left.SetItem((channel, person ?? string.Empty), fails) };
    }

    private IEnumerable<HarnessPerson> Holders(string name) => Schedules.TryGetValue(name, out var scheduled)
        ? scheduled.SelectMany(id => All.Where(person => person.Id == id))
        : All.Where(person => person.Id == name || person.Roles.Contains(name));
}
