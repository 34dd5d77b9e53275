using System.Collections.Immutable;
using MediMate.Incidents.Documents;
using MediMate.Incidents.FileFindings;
using MediMate.Incidents.Sections;

namespace MediMate.Incidents.Reading;

/// <summary>Reads the team: a list, or a table that also says who has which duty.</summary>
internal static class TeamReader
{
    private const string Role = "Role";
    private const string Levels = "Levels";
    private const string Duty = "Duty";
    private const string Table = "team";

    private static readonly Column[] Columns =
    [
        new(Role, IsNeeded: true, "Name", "Member", "Team Member", "Who"),
        new(Levels, IsNeeded: false, "Called for", "For", "Incidents"),
        new(Duty, IsNeeded: false),
    ];

    public static ImmutableArray<TeamRole> Read(ReadingContext context, IReadOnlyList<SeverityLevel> levels, SettingValues settings)
    {
        var roles = ImmutableArray.CreateBuilder<TeamRole>();
        foreach (var section in context.SectionsOf(SectionKind.Team))
        {
            var found = ReadTables(context, section, levels, settings).Concat(ReadLists(context, section, levels)).ToList();
            if (found.Count > 0)
            {
                context.Claim("the team", section);
            }

            roles.AddRange(found);
        }

        return roles.ToImmutable();
    }

    private static IEnumerable<TeamRole> ReadTables(
        ReadingContext context, Section section, IReadOnlyList<SeverityLevel> levels, SettingValues settings)
    {
        foreach (var view in context.Tables(section).Select(table => TableView.Open(context, table, Table, Columns)).OfType<TableView>())
        {
            foreach (var line in view.Rows())
            {
                if (view.Needed(line, Role) is { } name)
                {
                    ReadDuties(context, line[Duty], name, settings);
                    context.Log.Locate($"role \"{name}\"", context.PlaceOf(line[Role]));
                    var isForAll = line[Levels].Source.Equals("all", StringComparison.OrdinalIgnoreCase) && !HasLevel(levels, "all");
                    yield return new TeamRole { Name = name, Levels = isForAll ? [] : ValueReader.List(context, line[Levels]) };
                }
            }
        }
    }

    private static void ReadDuties(ReadingContext context, Piece cell, string role, SettingValues settings)
    {
        if (cell.IsBlank)
        {
            return;
        }

        foreach (var duty in cell.Split(','))
        {
            if (SettingNames.DutyOf(duty.Text) is { } setting)
            {
                settings.Set(context, setting, role, duty);
            }
            else
            {
                context.Report(MarkdownFindings.UnknownWord($"The duty of \"{role}\"", duty.Text, SettingNames.Duties), duty);
            }
        }
    }

    private static IEnumerable<TeamRole> ReadLists(ReadingContext context, Section section, IReadOnlyList<SeverityLevel> levels)
    {
        foreach (var item in context.ListItems(section))
        {
            var role = item.TrySplitParentheses(out var name, out var inner) && LevelsIn(inner, levels) is { IsEmpty: false } called
                ? new TeamRole { Name = context.Text(name), Levels = called }
                : new TeamRole { Name = context.Text(item) };
            context.Log.Locate($"role \"{role.Name}\"", context.PlaceOf(item));
            yield return role;
        }
    }

    /// <summary>Reads <c>for P0 incidents</c> or <c>P0, P1 only</c>; other parentheses belong to the name.</summary>
    private static ImmutableArray<string> LevelsIn(Piece inner, IReadOnlyList<SeverityLevel> levels)
    {
        var words = inner.Text.Replace(",", " , ", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        var isMarked = words.RemoveAll(word => HeadingWords.Of(word) is "FOR" or "AT" or "INCIDENT" or "ONLY" or "LEVEL") > 0;
        var named = string.Join(' ', words.Select(word => HeadingWords.Of(word) is "AND" or "OR" ? "," : word))
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return isMarked || named.All(name => HasLevel(levels, name)) ? [.. named] : [];
    }

    private static bool HasLevel(IReadOnlyList<SeverityLevel> levels, string name) =>
        levels.Any(level => level.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
