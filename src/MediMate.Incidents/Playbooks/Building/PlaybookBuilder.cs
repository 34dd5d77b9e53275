using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>Makes a playbook in code, with the same defaults as one that is read from a file.</summary>
/// <remarks>
/// What is built equals what a file that says the same gives: the bytes of <see cref="PlaybookJson.Write"/> are the same. Not safe for several
/// threads.
/// </remarks>
public sealed class PlaybookBuilder
{
    private readonly List<(IncidentPhase Phase, string Title, PhaseBuilder Items)> _phases = [];
    private Playbook _playbook;

    /// <summary>Initializes a new instance of the <see cref="PlaybookBuilder"/> class.</summary>
    /// <param name="name">The playbook's title.</param>
    public PlaybookBuilder(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        _playbook = new Playbook { Name = name, Levels = [] };
    }

    /// <summary>Sets the time zone in which the team reads its times.</summary>
    /// <param name="id">An IANA id. Default <c>Etc/UTC</c>.</param>
    /// <returns>This builder.</returns>
    public PlaybookBuilder UseTimeZone(string id) => Change(_playbook with { TimeZone = id });

    /// <summary>Sets the level of an incident about which no severity policy speaks.</summary>
    /// <param name="level">The name of a level. Default: the second most severe.</param>
    /// <returns>This builder.</returns>
    public PlaybookBuilder UseDefaultLevel(string level) => Change(_playbook with { DefaultLevel = level });

    /// <summary>Sets how long after a resolution a signal with the same key reopens the incident.</summary>
    /// <param name="window">The time; zero or more. Default 60 minutes.</param>
    /// <returns>This builder.</returns>
    public PlaybookBuilder ReopenWithin(Duration window) => Change(_playbook with { ReopenWithin = window });

    /// <summary>Sets how long all keys have to be quiet before an incident closes by itself.</summary>
    /// <param name="time">The time; zero or more.</param>
    /// <returns>The same builder.</returns>
    public PlaybookBuilder ResolveAfterQuiet(Duration time) => Change(_playbook with { QuietFor = time });

    /// <summary>Gathers keyed signals with the same value of a label in one incident.</summary>
    /// <param name="label">The label, for instance <c>service</c>. Default: signals are not gathered.</param>
    /// <param name="within">How long after the incident began; more than zero. Default 5 minutes.</param>
    /// <returns>This builder.</returns>
    public PlaybookBuilder GroupBy(string label, Duration? within = null) =>
        Change(_playbook with { GroupBy = label, GroupWithin = within ?? _playbook.GroupWithin });

    /// <summary>Sets the role that is called first.</summary>
    /// <param name="role">A role or contact. Default: the first role whose name says "on-call".</param>
    /// <returns>This builder.</returns>
    public PlaybookBuilder UseOnCall(string role) => Change(_playbook with { OnCall = role });

    /// <summary>Sets the role that keeps users and stakeholders informed.</summary>
    /// <param name="role">A role or contact. Default <c>Support Team Lead</c>.</param>
    /// <returns>This builder.</returns>
    public PlaybookBuilder UseCommunications(string role) => Change(_playbook with { Communications = role });

    /// <summary>Sets who is paged when a ladder of a full level ends and nobody has acknowledged.</summary>
    /// <param name="contact">A role or contact. Default <c>Emergency Support</c>.</param>
    /// <returns>This builder.</returns>
    public PlaybookBuilder UseEmergencyContact(string contact) => Change(_playbook with { EmergencyContact = contact });

    /// <summary>Sets the contact through which users outside the company are told.</summary>
    /// <param name="contact">A contact. Default <c>External Users</c>.</param>
    /// <returns>This builder.</returns>
    public PlaybookBuilder UseExternalAudience(string contact) => Change(_playbook with { ExternalAudience = contact });

    /// <summary>Adds a severity level; the most severe comes first.</summary>
    /// <param name="name">The short name, for instance <c>P0</c>.</param>
    /// <param name="responseTime">The time within which somebody has to acknowledge; more than zero.</param>
    /// <param name="configure">Says more about the level.</param>
    /// <returns>This builder.</returns>
    public PlaybookBuilder AddLevel(string name, Duration responseTime, Action<LevelBuilder>? configure = null)
    {
        var level = new LevelBuilder(name, responseTime);
        configure?.Invoke(level);
        return Change(_playbook with { Levels = _playbook.Levels.Add(level.Build()) });
    }

    /// <summary>Adds a role of the core team.</summary>
    /// <param name="name">The name.</param>
    /// <param name="levels">The levels at which it is called; none for all.</param>
    /// <returns>This builder.</returns>
    public PlaybookBuilder AddRole(string name, params ImmutableArray<string> levels) =>
        Change(_playbook with { Team = _playbook.Team.Add(new TeamRole { Name = name, Levels = levels }) });

    /// <summary>Adds things that the team has to do in any incident.</summary>
    /// <param name="texts">The responsibilities.</param>
    /// <returns>This builder.</returns>
    public PlaybookBuilder AddResponsibilities(params ImmutableArray<string> texts) =>
        Change(_playbook with { Responsibilities = _playbook.Responsibilities.AddRange(texts) });

    /// <summary>Adds a phase with its checklist.</summary>
    /// <param name="phase">One of the seven from <see cref="IncidentPhase.Detected"/> to <see cref="IncidentPhase.Reviewing"/>.</param>
    /// <param name="title">The heading under which people know it.</param>
    /// <param name="configure">Adds the items.</param>
    /// <returns>This builder.</returns>
    public PlaybookBuilder AddPhase(IncidentPhase phase, string title, Action<PhaseBuilder>? configure = null)
    {
        var items = new PhaseBuilder(phase);
        configure?.Invoke(items);
        _phases.Add((phase, title, items));
        return this;
    }

    /// <summary>Adds working hours.</summary>
    /// <param name="name">The name by which levels and clocks call them.</param>
    /// <param name="configure">Adds windows and dates; at least one weekly window is needed.</param>
    /// <returns>This builder.</returns>
    public PlaybookBuilder AddCalendar(string name, Action<CalendarBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var calendar = new CalendarBuilder(name);
        configure(calendar);
        return Change(_playbook with { Calendars = _playbook.Calendars.Add(calendar.Build()) });
    }

    /// <summary>Adds a clock. Without a response clock the levels' response times count.</summary>
    /// <param name="name">One of <see cref="ClockNames"/>.</param>
    /// <param name="configure">Adds the targets.</param>
    /// <returns>This builder.</returns>
    public PlaybookBuilder AddClock(string name, Action<ClockBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var clock = new ClockBuilder(name);
        configure(clock);
        return Change(_playbook with { Clocks = _playbook.Clocks.Add(clock.Build()) });
    }

    /// <summary>Adds a rule by which somebody beside the ladder hears of what happens.</summary>
    /// <param name="rule">The rule.</param>
    /// <returns>This builder.</returns>
    public PlaybookBuilder AddRule(EscalationRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return Change(_playbook with { Rules = _playbook.Rules.Add(rule) });
    }

    /// <summary>Says who gets the updates for an audience.</summary>
    /// <param name="audience"><see cref="MessageAudience.Internal"/> or <see cref="MessageAudience.External"/>.</param>
    /// <param name="who">Names of roles or contacts; at least one.</param>
    /// <param name="level">The level of the incidents for which it says so; <see langword="null"/> for each level that has no members of its own.</param>
    /// <returns>This builder.</returns>
    public PlaybookBuilder AddAudience(MessageAudience audience, IEnumerable<string> who, string? level = null)
    {
        ArgumentNullException.ThrowIfNull(who);
        return Change(_playbook with { Audiences = _playbook.Audiences.Add(new AudienceMembers { Audience = audience, Level = level, Who = [.. who] }) });
    }

    /// <summary>Adds the escalation ladder of a level. A level without one gets the built-in ladder.</summary>
    /// <param name="level">The level.</param>
    /// <param name="configure">Adds the steps.</param>
    /// <returns>This builder.</returns>
    public PlaybookBuilder AddLadder(string level, Action<LadderBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var ladder = new LadderBuilder(level);
        configure(ladder);
        return Change(_playbook with { Ladders = _playbook.Ladders.Add(ladder.Build()) });
    }

    /// <summary>Adds a message template.</summary>
    /// <param name="template">The template.</param>
    /// <returns>This builder.</returns>
    public PlaybookBuilder AddTemplate(MessageTemplate template)
    {
        ArgumentNullException.ThrowIfNull(template);
        return Change(_playbook with { Templates = _playbook.Templates.Add(template) });
    }

    /// <summary>Adds a kind of incident with the steps of its runbook.</summary>
    /// <param name="name">The scenario's name.</param>
    /// <param name="steps">The steps, in order.</param>
    /// <returns>This builder.</returns>
    public PlaybookBuilder AddScenario(string name, params ImmutableArray<string> steps) =>
        Change(_playbook with { Scenarios = _playbook.Scenarios.Add(new Scenario { Name = name, Steps = steps }) });

    /// <summary>Adds triggers at which a release is rolled back.</summary>
    /// <param name="triggers">The triggers, for instance <c>Error rate &gt; 1%</c>.</param>
    /// <returns>This builder.</returns>
    public PlaybookBuilder AddRollbackTriggers(params ImmutableArray<string> triggers) =>
        Change(_playbook with { Rollback = Rollback with { Triggers = Rollback.Triggers.AddRange(triggers) } });

    /// <summary>Adds steps by which a release is rolled back.</summary>
    /// <param name="steps">The steps, in order.</param>
    /// <returns>This builder.</returns>
    public PlaybookBuilder AddRollbackSteps(params ImmutableArray<string> steps) =>
        Change(_playbook with { Rollback = Rollback with { Steps = Rollback.Steps.AddRange(steps) } });

    /// <summary>Adds standing duties.</summary>
    /// <param name="section">The heading under which they stand, for instance <c>Training and Preparedness</c>.</param>
    /// <param name="texts">The duties.</param>
    /// <returns>This builder.</returns>
    public PlaybookBuilder AddDuties(string section, params ImmutableArray<string> texts) =>
        Change(_playbook with { Duties = _playbook.Duties.AddRange(texts.Select(text => new Duty { Section = section, Text = text })) });

    /// <summary>Adds a feature of the product, so that its failure can be told from other failures.</summary>
    /// <param name="name">The feature's name.</param>
    /// <param name="labels">Labels that its signals carry; any of them is enough.</param>
    /// <returns>This builder.</returns>
    public PlaybookBuilder AddFeature(string name, params ImmutableArray<LabelMatch> labels) =>
        Change(_playbook with { Features = _playbook.Features.Add(new Feature { Name = name, Labels = labels }) });

    /// <summary>Adds a heartbeat: a signal that is expected from time to time.</summary>
    /// <param name="name">The name.</param>
    /// <param name="every">How often a beat is expected at least; more than zero.</param>
    /// <param name="configure">Says more about it.</param>
    /// <returns>This builder.</returns>
    public PlaybookBuilder AddHeartbeat(string name, Duration every, Action<HeartbeatBuilder>? configure = null)
    {
        var heartbeat = new HeartbeatBuilder(name, every);
        configure?.Invoke(heartbeat);
        return Change(_playbook with { Heartbeats = _playbook.Heartbeats.Add(heartbeat.Build()) });
    }

    /// <summary>Adds a contact.</summary>
    /// <param name="name">A role, or a name of its own.</param>
    /// <param name="reference">
    /// <c>config:KEY</c> for a key of the host's configuration, or a person's id that the host's directory knows; <see langword="null"/> where nobody
    /// can be reached yet.
    /// </param>
    /// <returns>This builder.</returns>
    public PlaybookBuilder AddContact(string name, string? reference) =>
        Change(_playbook with { Contacts = _playbook.Contacts.Add(new Contact { Name = name, Reference = reference }) });

    /// <summary>Adds a section that people read and the engine does not run.</summary>
    /// <param name="title">The heading.</param>
    /// <param name="text">The text, as Markdown.</param>
    /// <returns>This builder.</returns>
    public PlaybookBuilder AddNote(string title, string text) =>
        Change(_playbook with { Notes = _playbook.Notes.Add(new PlaybookNote { Title = title, Text = text }) });

    /// <summary>Makes the playbook.</summary>
    /// <returns>The playbook. The builder can be used further.</returns>
    /// <exception cref="PlaybookException">It has errors. The exception carries all findings.</exception>
    public Playbook Build()
    {
        var ids = new Queue<string>(ChecklistIds.For([.. _phases.SelectMany(phase => phase.Items.Drafts).Select(item => (item.Text, item.Id))]));
        var built = _playbook with
        {
            Phases =
            [
                .. _phases.Select(phase => new PlaybookPhase
                {
                    Phase = phase.Phase,
                    Title = phase.Title,
                    Items = [.. phase.Items.Drafts.Select(item => new ChecklistItem { Id = ids.Dequeue(), Text = item.Text, IsRequired = item.IsRequired })],
                }),
            ],
        };
        var findings = PlaybookValidator.Validate(built);
        return findings.Any(finding => finding.Level == FindingLevel.Error) ? throw new PlaybookException(findings) : built;
    }

    private RollbackPlan Rollback => _playbook.Rollback ?? new RollbackPlan();

    private PlaybookBuilder Change(Playbook changed)
    {
        _playbook = changed;
        return this;
    }
}
