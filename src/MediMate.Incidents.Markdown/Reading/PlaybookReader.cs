using MediMate.Incidents.Documents;
using MediMate.Incidents.FileFindings;
using MediMate.Incidents.Lint;
using MediMate.Incidents.Sections;

namespace MediMate.Incidents.Reading;

/// <summary>Reads a document: cuts it into sections, lets each part's reader take its own, checks the model.</summary>
internal static class PlaybookReader
{
    public static PlaybookReading Read(LoadedFile file, string path)
    {
        if (file.Failure is null)
        {
            return Read(file.Markdown!, path);
        }

        var log = new FindingLog(path);
        log.Add(file.Failure, SourcePlace.Start);
        return new PlaybookReading { Findings = log.ToImmutable() };
    }

    public static PlaybookReading Read(string markdown, string? file)
    {
        var log = new FindingLog(file);
        var playbook = Open(markdown, log) is { } document ? Read(document, log, file) : null;
        var reading = new PlaybookReading { Playbook = playbook, Findings = log.ToImmutable() };
        return reading.HasErrors ? reading with { Playbook = null } : reading;
    }

    private static MarkdownFile? Open(string markdown, FindingLog log)
    {
        if (DocumentLimits.Check(markdown) is var (refused, at))
        {
            log.Add(refused, at);
            return null;
        }

        var source = new SourceText(markdown);
        if (DocumentLimits.Check(source) is var (finding, place))
        {
            log.Add(finding, place);
            return null;
        }

        try
        {
            return new MarkdownFile(source);
        }
        catch (ArgumentException)
        {
            // Markdig's only answer to too deep a nesting; it does not say where.
            log.Add(MarkdownFindings.TooDeep(), SourcePlace.Start);
            return null;
        }
    }

    private static Playbook Read(MarkdownFile document, FindingLog log, string? file)
    {
        SectionClassifier.Classify(document);
        var context = new ReadingContext(document, log);
        var name = ReadName(context, file);
        var settings = new SettingValues();
        SettingsReader.Read(context, settings);
        var levels = SeverityReader.Read(context);
        var playbook = new Playbook
        {
            Name = name,
            Levels = levels,
            Team = TeamReader.Read(context, levels, settings),
            Responsibilities = DutyReader.ReadResponsibilities(context),
            Phases = PhaseReader.Read(context),
            Calendars = CalendarReader.Read(context),
            Clocks = ClockReader.Read(context, levels),
            Ladders = LadderReader.Read(context),
            Rules = RuleReader.Read(context),
            Audiences = AudienceReader.Read(context),
            Templates = TemplateReader.Read(context),
            Scenarios = ScenarioReader.Read(context),
            Rollback = RollbackReader.Read(context),
            Features = FeatureReader.Read(context),
            Heartbeats = HeartbeatReader.Read(context),
            Duties = DutyReader.Read(context),
            Contacts = ContactReader.Read(context),
            Notes = NoteReader.Read(context, name),
        };
        playbook = SettingsReader.Apply(context, settings, playbook);
        Check(context, playbook);
        return playbook;
    }

    private static string ReadName(ReadingContext context, string? file)
    {
        if (context.SectionsOf(SectionKind.Title).FirstOrDefault()?.Heading is { } title && context.Text(title.Written) is { Length: > 0 } text)
        {
            return text;
        }

        var name = Path.GetFileNameWithoutExtension(file) is { Length: > 0 } fileName ? fileName : "Playbook";
        context.Log.Add(MarkdownFindings.NoTitle(name), SourcePlace.Start);
        return name;
    }

    private static void Check(ReadingContext context, Playbook playbook)
    {
        context.Log.AddLocated(PlaybookValidator.Validate(playbook).Where(finding => !context.Log.HasGaps || !MayComeOfAGap(finding)));
        Linter.Check(context, playbook);
        if (playbook.Levels.IsEmpty)
        {
            return;
        }

        if (playbook.DefaultLevel is null)
        {
            var level = playbook.Levels[Math.Min(1, playbook.Levels.Length - 1)].Name;
            context.Log.Add(MarkdownFindings.NoDefaultLevel(level), PlaceOf(context, SectionKind.Settings, SectionKind.Severity));
        }

        var served = playbook.Ladders.Select(ladder => ladder.Level).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var unserved = playbook.Levels.Where(level => !served.Contains(level.Name));
        if (!context.Log.HasGaps && string.Join(", ", unserved.Select(level => level.Name)) is { Length: > 0 } names)
        {
            context.Log.Add(MarkdownFindings.BuiltInLadder(names), PlaceOf(context, SectionKind.Ladders, SectionKind.Severity));
        }
    }

    private static SourcePlace PlaceOf(ReadingContext context, params ReadOnlySpan<SectionKind> kinds)
    {
        foreach (var kind in kinds)
        {
            if (context.SectionsOf(kind).FirstOrDefault() is { } section)
            {
                return context.PlaceOf(section);
            }
        }

        return SourcePlace.Start;
    }

    // Where a row was lost to another error, a name may be missing that the file does have: one mistake, one finding.
    private static bool MayComeOfAGap(PlaybookFinding finding) => finding.Code is "MMI1001" or "MMI1004" or "MMI1008" or "MMI1010" or "MMI1011" or "MMI1020" or "MMI1021" or "MMI1042";
}
