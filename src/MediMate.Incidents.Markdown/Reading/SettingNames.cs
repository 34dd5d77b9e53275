using System.Collections.Frozen;
using MediMate.Incidents.Sections;

namespace MediMate.Incidents.Reading;

/// <summary>The names of the settings, and of the duties that say the same in the team table.</summary>
internal static class SettingNames
{
    public const string TimeZone = "Time zone";
    public const string DefaultLevel = "Default level";
    public const string ReopenWithin = "Reopen within";
    public const string GroupBy = "Group by";
    public const string ResolveAfterQuiet = "Resolve after quiet";
    public const string OnCall = "On-call";
    public const string Communications = "Communications";
    public const string EmergencyContact = "Emergency contact";
    public const string ExternalAudience = "External audience";
    public const string Duties = "on-call, communications, emergency contact";

    private static readonly (string Setting, string[] Names)[] Names =
    [
        (TimeZone, ["Time zone", "Timezone"]),
        (DefaultLevel, ["Default level", "Default severity"]),
        (ReopenWithin, ["Reopen within", "Reopen window"]),
        (GroupBy, ["Group by", "Group signals by", "Grouping"]),
        (ResolveAfterQuiet, ["Resolve after quiet", "Quiet for"]),
        (OnCall, ["On-call", "On-call role"]),
        (Communications, ["Communications", "Communication"]),
        (EmergencyContact, ["Emergency contact"]),
        (ExternalAudience, ["External audience", "External users"]),
    ];

    private static readonly FrozenDictionary<string, string> ByWords = Names
        .SelectMany(row => row.Names.Select(name => KeyValuePair.Create(HeadingWords.Of(name), row.Setting)))
        .ToFrozenDictionary(StringComparer.Ordinal);

    public static string All { get; } = string.Join(", ", Names.Select(row => row.Setting));

    public static string? Of(string name) => ByWords.GetValueOrDefault(HeadingWords.Of(name));

    public static string? DutyOf(string name) => Of(name) is OnCall or Communications or EmergencyContact ? Of(name) : null;
}
