using MediMate.Incidents.FileFindings;
using MediMate.Incidents.Sections;
using NodaTime;

namespace MediMate.Incidents.Reading;

/// <summary>Reads the settings: names with values, in a table or a list.</summary>
internal static class SettingsReader
{
    private const string Within = " within ";

    public static void Read(ReadingContext context, SettingValues settings)
    {
        foreach (var section in context.SectionsOf(SectionKind.Settings))
        {
            foreach (var (name, value) in PairReader.Read(context, section, "settings"))
            {
                context.Claim("the settings", section);
                if (SettingNames.Of(name.Text) is not { } setting)
                {
                    context.Report(MarkdownFindings.UnknownSetting(name.Text, SettingNames.All), name);
                }
                else if (!value.IsPlaceholder)
                {
                    settings.Set(context, setting, context.Text(value), value);
                    context.Log.Locate(setting, context.PlaceOf(value));
                }
            }
        }
    }

    public static Playbook Apply(ReadingContext context, SettingValues settings, Playbook playbook)
    {
        var (groupBy, groupWithin) = Grouping(context, settings);
        return playbook with
        {
            TimeZone = settings.Find(SettingNames.TimeZone) ?? playbook.TimeZone,
            DefaultLevel = settings.Find(SettingNames.DefaultLevel),
            OnCall = settings.Find(SettingNames.OnCall),
            Communications = settings.Find(SettingNames.Communications) ?? playbook.Communications,
            EmergencyContact = settings.Find(SettingNames.EmergencyContact) ?? playbook.EmergencyContact,
            ExternalAudience = settings.Find(SettingNames.ExternalAudience) ?? playbook.ExternalAudience,
            ReopenWithin = Time(context, settings, SettingNames.ReopenWithin) ?? playbook.ReopenWithin,
            QuietFor = Time(context, settings, SettingNames.ResolveAfterQuiet) ?? playbook.QuietFor,
            GroupBy = groupBy,
            GroupWithin = groupWithin ?? playbook.GroupWithin,
        };
    }

    private static Duration? Time(ReadingContext context, SettingValues settings, string setting) =>
        settings.PieceOf(setting) is { } piece ? ValueReader.Duration(context, piece, $"\"{setting}\"", allowsZero: true) : null;

    /// <summary>Reads <c>service</c>, or <c>service within 5 min</c>.</summary>
    private static (string? Label, Duration? Within) Grouping(ReadingContext context, SettingValues settings)
    {
        if (settings.PieceOf(SettingNames.GroupBy) is not { } piece)
        {
            return (null, null);
        }

        var between = piece.Source.LastIndexOf(Within, StringComparison.OrdinalIgnoreCase);
        return between > 0
            ? (context.Text(piece.Slice(0, between)), ValueReader.Duration(context, piece.From(between + Within.Length), $"The time of \"{SettingNames.GroupBy}\""))
            : (context.Text(piece), null);
    }
}
