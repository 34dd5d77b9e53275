using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>The channels by name. Of two registrations of one name the later wins. One that cannot be made is tried again when it is needed again.</summary>
internal sealed class ChannelSet(IEnumerable<ChannelRegistration> registrations, IServiceProvider services)
{
    private readonly ConcurrentDictionary<string, Lazy<INotificationChannel>> _channels = new(
        registrations
            .GroupBy(registration => registration.Name, StringComparer.OrdinalIgnoreCase)
            .Select(group => KeyValuePair.Create(group.Key, new Lazy<INotificationChannel>(() => group.Last().Make(services), LazyThreadSafetyMode.PublicationOnly))),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets the names in the order of the alphabet; the log, which reaches nobody, comes last.</summary>
    public IEnumerable<string> Names => _channels.Keys.OrderBy(name => name == LogChannel.Name).ThenBy(name => name, StringComparer.Ordinal);

    public INotificationChannel? Find(string name) => _channels.GetValueOrDefault(name)?.Value;

    /// <summary>Refuses a playbook whose ladders page on channels that are not there.</summary>
    /// <exception cref="PlaybookException">All such channels.</exception>
    public void Check(CompiledPlaybook playbook)
    {
        ImmutableArray<PlaybookFinding> findings =
        [
            .. playbook.Source.Ladders
                .SelectMany(ladder => ladder.Steps.SelectMany(step => step.Channels).Select(channel => (ladder.Name, Channel: channel)))
                .Concat(playbook.Source.Rules.SelectMany(rule => rule.Channels.Select(channel => (rule.Name, Channel: channel))))
                .Distinct()
                .Where(entry => !_channels.ContainsKey(entry.Channel))
                .Select(entry => PlaybookFindings.UnknownChannel(entry.Name, entry.Channel, Names)),
        ];
        if (!findings.IsEmpty)
        {
            throw new PlaybookException(findings);
        }
    }
}
