using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Security.Cryptography;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>A playbook that was checked, with everything that is looked up or parsed once: levels, ladders, templates, guards.</summary>
internal sealed class CompiledPlaybook
{
    private readonly FrozenDictionary<string, CompiledLevel> _levels;
    private readonly ImmutableArray<ChecklistItem>[] _items;

    private CompiledPlaybook(Playbook source, HostParts parts)
    {
        Source = source;
        Parts = parts;
        CanonicalForm = PlaybookJson.Write(source);
        Hash = Convert.ToHexStringLower(SHA256.HashData(CanonicalForm));
        Calendars = new CalendarSet(source, parts);
        Levels = [.. source.Levels.Select((level, rank) => CompiledLevel.From(source, level, rank, Calendars, parts))];
        LevelNames = [.. source.Levels.Select(level => level.Name)];
        _levels = Levels.ToFrozenDictionary(level => level.Name, StringComparer.OrdinalIgnoreCase);
        DefaultLevel = source.DefaultLevel is { } name ? _levels[name] : Levels[Math.Min(1, Levels.Length - 1)];
        _items = [.. Enum.GetValues<IncidentPhase>().Select(phase => ItemsOf(source, phase))];
        UserNotification = TemplateSet.For(source, MessageAudience.External);
        PageText = TemplateSet.For(source, TemplateValidation.AudienceOfPages(source));
        Heartbeats = [.. source.Heartbeats.Select(heartbeat => new CompiledHeartbeat(heartbeat))];
        Rules = [.. source.Rules.Select(rule => new PlaybookRule(rule))];
        Zone = DateTimeZoneProviders.Tzdb[source.TimeZone];
        Machines = new PhaseMachinePool(this);
    }

    public Playbook Source { get; }

    /// <summary>Gets what the host adds to it.</summary>
    public HostParts Parts { get; }

    public string Hash { get; }

    public byte[] CanonicalForm { get; }

    public CalendarSet Calendars { get; }

    public ImmutableArray<CompiledLevel> Levels { get; }

    public ImmutableArray<string> LevelNames { get; }

    public CompiledLevel DefaultLevel { get; }

    /// <summary>Gets the template of messages to users outside.</summary>
    public TemplateSet? UserNotification { get; }

    /// <summary>Gets the template of pages.</summary>
    public TemplateSet? PageText { get; }

    public ImmutableArray<CompiledHeartbeat> Heartbeats { get; }

    public ImmutableArray<IEscalationRule> Rules { get; }

    public DateTimeZone Zone { get; }

    public PhaseMachinePool Machines { get; }

    /// <summary>Checks and compiles.</summary>
    /// <exception cref="PlaybookException">The playbook has errors: all of them.</exception>
    public static CompiledPlaybook Compile(Playbook playbook, HostParts? parts = null)
    {
        var findings = PlaybookValidator.Validate(playbook);
        return findings.Any(finding => finding.Level == FindingLevel.Error)
            ? throw new PlaybookException(findings)
            : new CompiledPlaybook(playbook, parts ?? HostParts.None);
    }

    /// <summary>Finds a level that the playbook has for certain, such as an incident's own.</summary>
    public CompiledLevel Level(string name) => _levels[name];

    public CompiledLevel? FindLevel(string name) => _levels.GetValueOrDefault(name);

    public ImmutableArray<ChecklistItem> Items(IncidentPhase phase) => _items[(int)phase];

    /// <summary>Finds the checklist items that a name means: the one with that id, else those of the phase with that text, else all with that text.</summary>
    public ImmutableArray<ChecklistItem> FindItems(string idOrText, IncidentPhase phase)
    {
        if (_items.SelectMany(items => items).FirstOrDefault(item => IsSame(item.Id, idOrText)) is { } named)
        {
            return [named];
        }

        ImmutableArray<ChecklistItem> here = [.. Items(phase).Where(item => IsSame(item.Text, idOrText))];
        return here.IsEmpty ? [.. _items.SelectMany(items => items).Where(item => IsSame(item.Text, idOrText))] : here;
    }

    private static bool IsSame(string one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static ImmutableArray<ChecklistItem> ItemsOf(Playbook source, IncidentPhase phase) =>
        source.Phases.FirstOrDefault(entry => entry.Phase == phase)?.Items ?? [];
}
