using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>
/// A company's incident playbook: levels, team, phases with their checklists, clocks, ladders, templates and contacts.
/// Data only: it is checked and compiled when it is registered.
/// </summary>
/// <remarks>
/// Immutable and safe for any number of threads. Two playbooks that say the same have the same <see cref="PlaybookJson.Hash"/>,
/// whichever file or code they came from. An incident keeps the playbook it started under; the contacts stay live.
/// </remarks>
public sealed record Playbook
{
    /// <summary>Gets the title, as its first heading says it.</summary>
    /// <value>Not blank.</value>
    public required string Name { get; init; }

    /// <summary>Gets the time zone in which the team reads its times.</summary>
    /// <value>An IANA id such as <c>Asia/Kuala_Lumpur</c>. Default <c>Etc/UTC</c>.</value>
    public string TimeZone { get; init; } = "Etc/UTC";

    /// <summary>Gets the severity levels, the most severe first.</summary>
    /// <value>At least one; names are unique.</value>
    public required ImmutableArray<SeverityLevel> Levels { get; init => field = value.OrEmpty(); }

    /// <summary>Gets the level of an incident about which no severity policy speaks.</summary>
    /// <value>The name of a level, or <see langword="null"/> for the second most severe.</value>
    public string? DefaultLevel { get; init; }

    /// <summary>Gets the core team, in the order of the document.</summary>
    public ImmutableArray<TeamRole> Team { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Gets what the team has to do in any incident, as the document lists it.</summary>
    public ImmutableArray<string> Responsibilities { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Gets the phases that the document describes, with their checklists.</summary>
    /// <value>At most one entry for each phase; a phase without entry has no checklist.</value>
    public ImmutableArray<PlaybookPhase> Phases { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Gets the clocks that run against an incident.</summary>
    /// <value>
    /// Names are unique. Without an entry named <see cref="ClockNames.Response"/> the response clock takes the levels' response times; the other
    /// clocks run only where the playbook gives them a target.
    /// </value>
    public ImmutableArray<ClockDefinition> Clocks { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Gets the working hours that levels and clocks may follow.</summary>
    /// <value>Names are unique. Empty: every clock counts round the clock.</value>
    public ImmutableArray<CalendarDefinition> Calendars { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Gets the rules by which somebody beside the ladder hears of what happens.</summary>
    public ImmutableArray<EscalationRule> Rules { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Gets who gets the updates for each audience.</summary>
    /// <value>
    /// Empty for the defaults: the internal audience is the team of the incident's level, the external one is <see cref="ExternalAudience"/>. One for the
    /// incident's level comes before one for all.
    /// </value>
    public ImmutableArray<AudienceMembers> Audiences { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Gets the escalation ladders: of a level, and of the incidents of a level that have some labels.</summary>
    /// <value>A level without a ladder gets the built-in one: see <see cref="BuiltInLadder"/>.</value>
    public ImmutableArray<Ladder> Ladders { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Gets the message templates.</summary>
    public ImmutableArray<MessageTemplate> Templates { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Gets the incident scenarios, each with its runbook.</summary>
    public ImmutableArray<Scenario> Scenarios { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Gets when and how a release is rolled back.</summary>
    /// <value><see langword="null"/> when the document does not say.</value>
    public RollbackPlan? Rollback { get; init; }

    /// <summary>Gets the features that a rollback trigger such as "critical feature failure" speaks of.</summary>
    /// <value>Names are unique, compared ignoring case.</value>
    public ImmutableArray<Feature> Features { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Gets the standing duties: monitoring, prevention, training, compliance, documentation.</summary>
    public ImmutableArray<Duty> Duties { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Gets the contacts, by role or by a name of their own.</summary>
    public ImmutableArray<Contact> Contacts { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Gets the role that is called first.</summary>
    /// <value>
    /// The name of a role or contact; <see langword="null"/> for the first role of the team whose name says "on-call", else its first role.
    /// </value>
    public string? OnCall { get; init; }

    /// <summary>Gets the role that keeps users and stakeholders informed.</summary>
    /// <value>The name of a role or contact. Default <c>Support Team Lead</c>.</value>
    public string Communications { get; init; } = "Support Team Lead";

    /// <summary>Gets who is paged when a ladder of a full level ends and nobody has acknowledged.</summary>
    /// <value>The name of a role or contact. Default <c>Emergency Support</c>.</value>
    public string EmergencyContact { get; init; } = "Emergency Support";

    /// <summary>Gets the contact through which users outside the company are told.</summary>
    /// <value>The name of a contact. Default <c>External Users</c>.</value>
    public string ExternalAudience { get; init; } = "External Users";

    /// <summary>Gets how long after a resolution a signal with the same key reopens the incident instead of declaring a new one.</summary>
    /// <value>Default 60 minutes; zero or more. The window runs from the last resolution, its end included.</value>
    public Duration ReopenWithin { get; init; } = Duration.FromMinutes(60);

    /// <summary>Gets how long all keys of an incident have to be quiet before it closes by itself, where its level allows that.</summary>
    /// <value>Default 5 minutes; zero or more.</value>
    public Duration QuietFor { get; init; } = Duration.FromMinutes(5);

    /// <summary>Gets the label by which keyed signals are gathered in one incident.</summary>
    /// <value>For instance <c>service</c>; <see langword="null"/>, the default, for no gathering.</value>
    public string? GroupBy { get; init; }

    /// <summary>Gets how long after an incident began a signal with the same value of <see cref="GroupBy"/> still becomes part of it.</summary>
    /// <value>Default 5 minutes; more than zero where there is a label. The window's end is included.</value>
    public Duration GroupWithin { get; init; } = Duration.FromMinutes(5);

    /// <summary>Gets the signals that are expected from time to time.</summary>
    /// <value>Names are unique, compared ignoring case.</value>
    public ImmutableArray<HeartbeatDefinition> Heartbeats { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Gets the sections of the document that are nothing of the above, kept as text.</summary>
    public ImmutableArray<PlaybookNote> Notes { get; init => field = value.OrEmpty(); } = [];
}
