using System.Globalization;
using MediMate.Incidents.Reading;
using NodaTime;

namespace MediMate.Incidents.Writing;

/// <summary>Writes the tables: levels, clocks, ladders, features, team.</summary>
internal static class TableWriter
{
    // A level is "P0 (Critical)", emphasised or not: in its name these marks would be read as that.
    private const string LevelMarks = "()*_|";

    public static void WriteLevels(DocumentWriter document, Playbook playbook)
    {
        document.Heading(2, "Severity Levels");
        var hasCalendar = playbook.Levels.Any(level => level.Calendar is not null);
        var hasMustKnow = playbook.Levels.Any(level => level.MustKnow is not null);
        var hasSelfResolve = playbook.Levels.Any(level => level.SelfResolves is not null);
        var hasImpact = playbook.Levels.Any(level => level.Impact is not null);
        var hasTimeout = playbook.Levels.Any(level => level.AcknowledgementTimeout is not null);
        var hasSnooze = playbook.Levels.Any(level => level.SnoozeAtMost is not null);
        var hasDelivery = playbook.Levels.Any(level => level.Deliver is not null);
        document.Table(
            [
                "Level",
                "Description",
                "Response Time",
                "Examples",
                "Lifecycle",
                "Labels",
                .. hasCalendar ? ["Calendar"] : Array.Empty<string>(),
                .. hasMustKnow ? ["Must know"] : Array.Empty<string>(),
                .. hasSelfResolve ? ["Self-resolve"] : Array.Empty<string>(),
                .. hasImpact ? ["Impact"] : Array.Empty<string>(),
                .. hasTimeout ? ["Acknowledgement times out"] : Array.Empty<string>(),
                .. hasSnooze ? ["Snooze at most"] : Array.Empty<string>(),
                .. hasDelivery ? ["Deliver"] : Array.Empty<string>(),
            ],
            playbook.Levels.Select(level => (string[])
            [
                level.Title is { Length: > 0 } title ? $"{Level(level.Name)} ({Level(title)})" : Level(level.Name),
                WrittenText.Of(level.Description ?? string.Empty, "|"),
                DurationText.Format(level.ResponseTime),
                WrittenText.List(level.Examples),
                level.Lifecycle switch { Lifecycle.Full => "full", Lifecycle.Short => "short", _ => string.Empty },
                Labels(level.Labels),
                .. hasCalendar ? [WrittenText.Of(level.Calendar ?? string.Empty, "|")] : Array.Empty<string>(),
                .. hasMustKnow ? [MustKnow(level)] : Array.Empty<string>(),
                .. hasSelfResolve ? [level.SelfResolves switch { true => "yes", false => "no", null => string.Empty }] : Array.Empty<string>(),
                .. hasImpact ? [ImpactText.Format(level.Impact)] : Array.Empty<string>(),
                .. hasTimeout ? [level.AcknowledgementTimeout is { } timeout ? DurationText.Format(timeout) : string.Empty] : Array.Empty<string>(),
                .. hasSnooze ? [level.SnoozeAtMost is { } snooze ? DurationText.Format(snooze) : string.Empty] : Array.Empty<string>(),
                .. hasDelivery ? [level.Deliver switch { MessageDelivery.AtOnce => "at once", MessageDelivery.Calendar => "calendar", _ => string.Empty }] : Array.Empty<string>(),
            ]));
    }

    public static void WriteClocks(DocumentWriter document, Playbook playbook)
    {
        if (playbook.Clocks.IsEmpty)
        {
            return;
        }

        document.Heading(2, "Clocks");
        var levels = playbook.Levels.Select(level => level.Name).ToList();
        for (var index = 0; index < playbook.Clocks.Length;)
        {
            var together = playbook.Clocks.Skip(index).TakeWhile(clock => IsInOrder(clock, levels)).ToList();
            if (together.Count > 0)
            {
                WriteClocks(document, levels, together);
            }
            else
            {
                // Targets in another order than the levels: a table whose columns have that order.
                together.Add(playbook.Clocks[index]);
                WriteClocks(document, [.. together[0].Targets.Select(target => target.Level)], together);
            }

            index += together.Count;
        }
    }

    public static void WriteLadders(DocumentWriter document, Playbook playbook)
    {
        if (playbook.Ladders.IsEmpty)
        {
            return;
        }

        var isNamed = playbook.Ladders.Any(ladder => ladder.Name != LadderReader.NameOf(ladder.Level, ladder.Labels));
        var hasLabels = playbook.Ladders.Any(ladder => !ladder.Labels.IsEmpty);
        string[] headers = ["Level", .. hasLabels ? ["Labels"] : Array.Empty<string>(), "After", "Who", "Channels", "Cycle", "Repeats"];
        var rows = playbook.Ladders.SelectMany(ladder => ladder.Steps.Select((step, index) =>
            (string[])
            [
                .. isNamed ? [WrittenText.Of(ladder.Name, "|")] : Array.Empty<string>(),
                Level(ladder.Level),
                .. hasLabels ? [Labels(ladder.Labels)] : Array.Empty<string>(),
                step.Offset == Duration.Zero ? "+0" : $"+{DurationText.Format(step.Offset)}",
                WrittenText.List(step.Targets),
                WrittenText.List(step.Channels),
                index == 0 && ladder.Cycle is { } cycle ? DurationText.Format(cycle) : string.Empty,
                index == 0 ? Repeats(ladder) : string.Empty,
            ]));
        document.Heading(2, "Escalation");
        document.Table(isNamed ? [.. headers.Prepend("Ladder")] : headers, rows);
    }

    private static string Repeats(Ladder ladder) => ladder switch
    {
        { UntilAcknowledged: true } => LadderDraft.UntilAcknowledged,
        { Repeats: 0 } => string.Empty,
        _ => ladder.Repeats.ToString(CultureInfo.InvariantCulture),
    };

    public static void WriteFeatures(DocumentWriter document, Playbook playbook)
    {
        if (playbook.Features.IsEmpty)
        {
            return;
        }

        document.Heading(2, "Features");
        document.Table(
            ["Feature", "Labels"],
            playbook.Features.Select(feature => (string[])[WrittenText.Of(feature.Name, "|"), Labels(feature.Labels)]));
    }

    public static void WriteTeam(DocumentWriter document, Playbook playbook)
    {
        if (playbook.Team.IsEmpty)
        {
            return;
        }

        document.Heading(2, "Team");
        document.Table(
            ["Role", "Levels"],
            playbook.Team.Select(role => (string[])[WrittenText.Of(role.Name, "|"), WrittenText.List(role.Levels)]));
    }

    private static void WriteClocks(DocumentWriter document, List<string> levels, List<ClockDefinition> clocks)
    {
        var hasPause = clocks.Exists(clock => clock.IsPausable is not null);
        document.Table(
            ["Clock", .. levels.Select(Level), "Warn at", .. hasPause ? ["Pause"] : Array.Empty<string>()],
            clocks.Select(clock => (string[])
            [
                KnownClocks.All.FirstOrDefault(known => known.Name == clock.Name).Title ?? WrittenText.Of(clock.Name, "|"),
                .. levels.Select(level => clock.Targets.FirstOrDefault(target => target.Level == level) is { } target ? Target(target) : string.Empty),
                clock.Warnings.IsEmpty ? "none" : string.Join(", ", clock.Warnings.Select(Fraction)),
                .. hasPause ? [clock.IsPausable switch { true => "yes", false => "no", null => string.Empty }] : Array.Empty<string>(),
            ]));
    }

    private static string MustKnow(SeverityLevel level) => level.MustKnow switch
    {
        null => string.Empty,
        { IsEmpty: true } => "none",
        { } names => WrittenText.List(names),
    };

    private static string Target(ClockTarget target) =>
        target.Calendar is { } calendar ? $"{DurationText.Format(target.Within)} ({WrittenText.Of(calendar, LevelMarks)})" : DurationText.Format(target.Within);

    private static bool IsInOrder(ClockDefinition clock, List<string> levels)
    {
        var places = clock.Targets.Select(target => levels.IndexOf(target.Level)).ToList();
        return places.TrueForAll(place => place >= 0) && places.Zip(places.Skip(1)).All(pair => pair.First < pair.Second);
    }

    // Per cent where that says the same number: 0.80 is not written as 0.8.
    private static string Fraction(decimal fraction)
    {
        var percent = (fraction * 100m).ToString("0.############################", CultureInfo.InvariantCulture);
        var readBack = decimal.Parse(percent, CultureInfo.InvariantCulture) / 100m;
        return decimal.GetBits(readBack).AsSpan().SequenceEqual(decimal.GetBits(fraction))
            ? $"{percent} %"
            : fraction.ToString(CultureInfo.InvariantCulture);
    }

    public static string Labels(IEnumerable<LabelMatch> labels) =>
        string.Join(", ", labels.Select(label => $"{WrittenText.Of(label.Name, ",|=")}={WrittenText.Of(label.Value, ",|=")}"));

    public static string Level(string name) => WrittenText.Of(name, LevelMarks);
}
