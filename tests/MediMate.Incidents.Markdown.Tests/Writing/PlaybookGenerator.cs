using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace MediMate.Incidents.Markdown.Tests.Writing;

/// <summary>Makes playbooks that are in order, with texts that Markdown would rather read as something else.</summary>
internal static class PlaybookGenerator
{
    private static readonly string[] Snippets =
    [
        "Data", "breach", "on-call", "P0", " ", "  ", ",", ", ", "|", "\\", "\\|", "*", "**", "_", "`", "``", "#", "# ", "- ", "1. ", "> ", "[x]", "[ ] ",
        "[a](b)", "](", "<!-- ", "-->", "<br>", "<b>", "&amp;", "&", "&#32;", ":", ": ", "=", "(", ")", " (optional)", "(id: x)", "(for P0)", "(phase: review)",
        "(audience: external)", "--", "–", "—", "\"", "“", "”", "'", "+0", "15 min", "none", "all", "Ωmega", "é", "😀", "\u00A0", "\t", "\n", "\u2028", "\u0085",
        "~~~", "```", "***", "===", "---", "if needed", "!", "!.", "%", "~", "$", "^", "{", "}", "@", "http://x.y", "<a@b.c>", "config:A:B", "users",
    ];

    private static readonly string[] NoteSnippets =
    [
        "Some words.", "\n", "\n\n", "# Head", "## Severity Levels", "| a | b |\n|---|---|\n| 1 | 2 |", "- item", "1. step", "> quote", "```", "```note", "~~~",
        "<!-- ", "-->", "    code", "[a]: http://x", "Head\n====", "<div>", "\u00A0", " ", "\t", "* * *", "\"quoted\"", "“curly”",
    ];

    /// <summary>Gets texts of one line that are not blank.</summary>
    public static Gen<string> Text { get; } =
        from count in Gen.Choose(1, 6)
        from parts in Gen.Elements(Snippets).ListOf(count)
        select string.Concat(parts) is var text && string.IsNullOrWhiteSpace(text) ? $"x{text}x" : string.Concat(parts);

    private static Gen<string> Plain { get; } = Gen.Elements("Fix", "Users told", "Isolate the system", "CTO", "Engineer (day)", "Verify, then go", "50 %");

    private static Gen<string> Any { get; } = Gen.Frequency((1, Plain), (2, Text));

    private static Gen<string> Block { get; } =
        from count in Gen.Choose(1, 5)
        from parts in Gen.OneOf(Gen.Elements(NoteSnippets), Gen.Elements(Snippets)).ListOf(count)
        select string.Concat(parts);

    public static Gen<Playbook> Playbooks { get; } =
        from name in Any
        from calendars in Calendars()
        from levels in Levels(calendars)
        from team in Names(0, 4)
        from contacts in Names(0, 4)
        let people = team.Concat(contacts).ToList()
        from roles in Gen.CollectToList(team, role => Role(role, levels))
        from references in Any.ListOf(contacts.Count)
        from ladders in Ladders(levels, people)
        from clocks in Clocks(levels, calendars)
        from phases in Phases()
        from templates in Templates()
        from scenarios in Few(from scenario in Any from steps in Few(Any) select new Scenario { Name = scenario, Steps = [.. steps] })
        from duties in Few(from section in Gen.Elements("Training", "Contacts", "Drills (all)", "1. Legal") from text in Any select new Duty { Section = section, Text = text })
        from notes in Few(from title in Any from text in Block select new PlaybookNote { Title = title, Text = text })
        from responsibilities in Few(Any)
        from rollback in Rollback()
        from features in Names(0, 3)
        from labels in Few(from label in Any from value in Any select new LabelMatch { Name = label, Value = value }).ListOf(features.Count)
        from heartbeats in Heartbeats(levels)
        from rules in Rules(levels, people, clocks)
        from audiences in Audiences(levels, people)
        from settings in Settings(levels, people)
        select settings with
        {
            Name = name,
            Levels = [.. levels],
            Team = [.. roles],
            Contacts = [.. contacts.Zip(references, (contact, reference) => new Contact { Name = contact, Reference = reference })],
            Ladders = [.. ladders],
            Calendars = [.. calendars],
            Clocks = [.. clocks],
            Phases = [.. phases],
            Templates = [.. templates],
            Scenarios = [.. scenarios],
            Duties = [.. duties],
            Notes = [.. notes],
            Responsibilities = [.. responsibilities],
            Rollback = rollback,
            Heartbeats = [.. heartbeats],
            Rules = [.. rules],
            Audiences = [.. audiences],
            Features = [.. features.Zip(labels, (feature, carried) => new Feature { Name = feature, Labels = [.. carried] })],
        };

    private static Gen<Duration> Time(long least) => Gen.Frequency(
        (4, from minutes in Gen.Choose((int)Math.Max(least, 0), 5_000) select Duration.FromMinutes(minutes)),
        (1, from seconds in Gen.Choose((int)Math.Max(least, 0), 500_000) select Duration.FromSeconds(seconds)),
        (1, from nanoseconds in Gen.Choose((int)least, int.MaxValue) select Duration.FromNanoseconds(nanoseconds)));

    private static Gen<List<T>> Few<T>(Gen<T> gen) => from count in Gen.Choose(0, 3) from list in gen.ListOf(count) select list.ToList();

    private static Gen<List<string>> Names(int least, int most) =>
        from count in Gen.Choose(least, most)
        from names in Any.ListOf(count)
        select names.Distinct(StringComparer.OrdinalIgnoreCase).ToList();

    private static Gen<List<CalendarDefinition>> Calendars() =>
        from names in Names(0, 3)
        from calendars in Gen.CollectToList(names.Where(name => !name.Equals(CalendarNames.Always, StringComparison.OrdinalIgnoreCase)).ToList(), name =>
            from zone in Gen.Elements(null, "Asia/Kuala_Lumpur", "America/New_York")
            from count in Gen.Choose(1, 9)
            from windows in (from day in Gen.Choose(1, 7)
                             from opens in TimeOfDay
                             from closes in TimeOfDay
                             select new WeeklyWindow { Day = (IsoDayOfWeek)day, Opens = opens, Closes = closes }).ListOf(count)
            from isWeek in Gen.Elements(true, false)
            from closed in Few(Gen.Choose(0, 4000).Select(new LocalDate(2024, 1, 1).PlusDays))
            from extras in Few(from date in Gen.Choose(0, 4000)
                               from opens in TimeOfDay
                               from closes in TimeOfDay
                               select new ExtraWindow { Date = new LocalDate(2024, 1, 1).PlusDays(date), Opens = opens, Closes = closes })
            select new CalendarDefinition
            {
                Name = name,
                TimeZone = zone,
                Windows = isWeek ? [.. Enumerable.Range(1, 5).SelectMany(day => windows.Take(2).Select(window => window with { Day = (IsoDayOfWeek)day }))] : [.. windows],
                ClosedDates = [.. closed],
                ExtraWindows = [.. extras],
            })
        select calendars.ToList();

    private static Gen<List<LabelMatch>> Matches => Few(from label in Any from value in Any select new LabelMatch { Name = label, Value = value });

    private static Gen<List<HeartbeatDefinition>> Heartbeats(List<SeverityLevel> levels) =>
        from names in Names(0, 3)
        from heartbeats in Gen.CollectToList(names, name =>
            from every in Time(1)
            from grace in Gen.OneOf(Gen.Constant(Duration.Zero), Time(0))
            from key in Gen.OneOf(Gen.Constant<string?>(null), Any.Select(text => (string?)text))
            from match in Matches
            from level in Gen.Elements<string?>([null, .. levels.Select(level => level.Name)])
            from summary in Gen.OneOf(Gen.Constant<string?>(null), Any.Select(text => (string?)text))
            from labels in Matches
            select new HeartbeatDefinition
            {
                Name = name,
                Every = every,
                Grace = grace,
                Key = key,
                Match = [.. match],
                Level = level,
                Summary = summary,
                Labels = [.. labels],
            })
        select heartbeats.ToList();

    private static Gen<LocalTime> TimeOfDay => Gen.OneOf(
        Gen.Choose(0, 95).Select(quarter => LocalTime.Midnight.PlusMinutes(quarter * 15)),
        Gen.Choose(0, int.MaxValue).Select(nanoseconds => LocalTime.Midnight.PlusNanoseconds(nanoseconds * 40_000L)));

    private static Gen<string?> Calendar(List<CalendarDefinition> calendars) =>
        Gen.Elements<string?>([null, CalendarNames.Always, .. calendars.Select(calendar => calendar.Name)]);

    // A target that the calendar cannot reach within ten years would be refused, and rightly: those are left round the clock.
    private static string? Reached(string? name, Duration target, List<CalendarDefinition> calendars) =>
        PlaybookValidator.Validate(new Playbook
        {
            Name = "Reach",
            Levels = [new SeverityLevel { Name = "P0", ResponseTime = target, Calendar = name }],
            Calendars = [.. calendars],
        }).Any(finding => finding.Code == "MMI1025") ? null : name;

    private static Gen<List<SeverityLevel>> Levels(List<CalendarDefinition> calendars) =>
        from names in Names(1, 4)
        from levels in Gen.CollectToList(names, name =>
            from title in Gen.Frequency((1, Gen.Constant<string?>(null)), (2, Any.Select(text => (string?)text)))
            from description in Gen.Frequency((1, Gen.Constant<string?>(null)), (2, Any.Select(text => (string?)text)))
            from response in Time(1)
            from examples in Few(Any)
            from labels in Few(from label in Any from value in Any select new LabelMatch { Name = label, Value = value })
            from calendar in Calendar(calendars)
            from lifecycle in Gen.Elements<Lifecycle?>(null, Lifecycle.Full, Lifecycle.Short)
            from timeout in Gen.Choose(0, 24 * 60)
            from snooze in Gen.Choose(0, 24 * 60)
            select new SeverityLevel
            {
                Name = name,
                Title = title,
                Description = description,
                ResponseTime = response,
                Examples = [.. examples],
                Labels = [.. labels],
                Lifecycle = lifecycle,
                AcknowledgementTimeout = timeout == 0 ? null : Duration.FromMinutes(timeout),
                SnoozeAtMost = snooze == 0 ? null : Duration.FromMinutes(snooze),
                Calendar = Reached(calendar, response, calendars),
            })
        select levels.ToList();

    private static Gen<TeamRole> Role(string name, List<SeverityLevel> levels) =>
        from called in Gen.SubListOf(levels.Select(level => level.Name).ToArray())
        select new TeamRole { Name = name, Levels = [.. called] };

    private static Gen<List<Ladder>> Ladders(List<SeverityLevel> levels, List<string> people)
    {
        if (people.Count == 0)
        {
            return Gen.Constant(new List<Ladder>());
        }

        return from served in Gen.SubListOf(levels.Select(level => level.Name).ToArray())
               from isNamed in Gen.Elements(true, false)
               from ladders in Gen.CollectToList(served, level =>
                   from name in isNamed ? Any : Gen.Constant(level)
                   from count in Gen.Choose(1, 3)
                   from offsets in Time(0).ListOf(count)
                   from targets in (from one in Gen.Elements(people.ToArray()) from other in Gen.Elements(people.ToArray()) select new[] { one, other }).ListOf(count)
                   from channels in Few(Any)
                   from cycle in Gen.Elements<Duration?>(null, Duration.FromDays(30))
                   from repeats in Gen.Choose(-1, 5)
                   from labels in Matches
                   select new Ladder
                   {
                       Name = name,
                       Level = level,
                       Labels = [.. labels],
                       Steps = [.. offsets.Order().Zip(targets, (offset, who) => new LadderStep { Offset = offset, Targets = [.. who], Channels = [.. channels] })],
                       Cycle = cycle,
                       Repeats = cycle is null ? 0 : Math.Max(repeats, 0),
                       UntilAcknowledged = cycle is not null && repeats < 0,
                   })
               select ladders.ToList();
    }

    private static Gen<List<EscalationRule>> Rules(List<SeverityLevel> levels, List<string> people, List<ClockDefinition> clocks) => people.Count == 0
        ? Gen.Constant(new List<EscalationRule>())
        : from names in Names(0, 3)
          from rules in Gen.CollectToList(names, name =>
              from trigger in Gen.Elements(Enum.GetValues<RuleTrigger>())
              from clock in Gen.Elements<string?>([null, ClockNames.Response, .. clocks.Select(clock => clock.Name)])
              from step in Gen.Choose(0, 3)
              from served in Gen.SubListOf(levels.Select(level => level.Name).ToArray())
              from labels in Matches
              from verb in Gen.Elements(Enum.GetValues<EscalationVerb>())
              from role in Gen.Elements(people.ToArray())
              from channels in Few(Any)
              from kind in Gen.Elements(MessageKind.Page, MessageKind.Note)
              select new EscalationRule
              {
                  Name = name,
                  When = trigger,
                  Clock = trigger is RuleTrigger.ClockWarned or RuleTrigger.ClockBreached ? clock : null,
                  Step = trigger == RuleTrigger.StepRan && step > 0 ? step : null,
                  Levels = [.. served],
                  Labels = [.. labels],
                  Verb = verb,
                  Roles = [role],
                  Channels = [.. channels],
                  Kind = kind,
              })
          select rules.ToList();

    private static Gen<List<AudienceMembers>> Audiences(List<SeverityLevel> levels, List<string> people) => people.Count == 0
        ? Gen.Constant(new List<AudienceMembers>())
        : from places in Gen.SubListOf(
              new[] { MessageAudience.Internal, MessageAudience.External }
                  .SelectMany(audience => levels.Select(level => (Audience: audience, Level: (string?)level.Name)).Append((audience, null))).ToArray())
          from members in Gen.CollectToList(places.ToList(), place =>
              from first in Gen.Elements(people.ToArray())
              from others in Gen.SubListOf(people.ToArray())
              select new AudienceMembers { Audience = place.Audience, Level = place.Level, Who = [first, .. others] })
          select members.ToList();

    private static Gen<List<ClockDefinition>> Clocks(List<SeverityLevel> levels, List<CalendarDefinition> calendars) =>
        from names in Gen.SubListOf(ClockNames.Response, ClockNames.Resolution)
        from clocks in Gen.CollectToList(names, name =>
            from served in Gen.SubListOf(levels.Select(level => level.Name).ToArray())
            from order in Gen.Shuffle(served.ToArray())
            from times in Time(1).ListOf(order.Length)
            from own in Calendar(calendars).ListOf(order.Length)
            from pausable in Gen.Elements<bool?>(null, true, false)
            from warnings in Gen.Elements<decimal[]>([], [0.8m], [0.5m, 0.80m], [0.123456789m], [0.33m, 0.5m, 0.999m])
            select new ClockDefinition
            {
                Name = name,
                Targets = [.. order.Zip(times, (level, within) => new ClockTarget { Level = level, Within = within })
                    .Zip(own, (target, calendar) => target with { Calendar = Reached(calendar ?? CalendarNames.Always, target.Within, calendars) ?? CalendarNames.Always })],
                IsPausable = pausable,
                Warnings = [.. warnings],
            })
        select clocks.ToList();

    private static Gen<List<PlaybookPhase>> Phases() =>
        from phases in Gen.SubListOf(Enum.GetValues<IncidentPhase>().Take(7).ToArray())
        from order in Gen.Shuffle(phases.ToArray())
        from drafts in Gen.CollectToList(order, phase =>
            from title in Gen.OneOf(Any, Gen.Elements("Detection", "Containment", "Triage"))
            from items in Few(from text in Any from required in Gen.Elements(true, false) select (Text: text, IsRequired: required))
            select (Phase: phase, Title: title, Items: items))
        from ids in Names(0, 4)
        select Build(drafts, ids);

    private static List<PlaybookPhase> Build(IReadOnlyList<(IncidentPhase Phase, string Title, List<(string Text, bool IsRequired)> Items)> drafts, List<string> ids)
    {
        var number = 0;
        return [.. drafts.Select(draft => new PlaybookPhase
        {
            Phase = draft.Phase,
            Title = draft.Title,
            Items = [.. draft.Items.Select(item => new ChecklistItem
            {
                Id = number < ids.Count ? ids[number++] : FormattableString.Invariant($"fix-{number++}"),
                Text = item.Text,
                IsRequired = item.IsRequired,
            })],
        })];
    }

    // Placeholders are the core's matter: a template with a bracket that nothing can fill is an error there, and one that users would see too.
    private static Gen<List<MessageTemplate>> Templates() =>
        from names in Names(0, 3)
        from templates in Gen.CollectToList(names, Template)
        select templates.SelectMany(variants => variants).ToList();

    private static Gen<List<MessageTemplate>> Template(string name) =>
        from audience in Gen.Elements(Enum.GetValues<MessageAudience>())
        from languages in Gen.SubListOf(null, "ms", "zh-Hant", "sr-Latn-RS")
        from order in Gen.Shuffle(languages.ToArray())
        from texts in Gen.OneOf(Any, Block).ListOf(order.Length)
        select order.Zip(texts, (language, text) => new MessageTemplate
        {
            Name = name,
            Audience = audience,
            Language = language,
            Text = string.Concat(text.Where(letter => letter != '[' && (letter != ']' || audience != MessageAudience.External))),
        }).ToList();

    private static Gen<RollbackPlan?> Rollback() =>
        from isThere in Gen.Elements(true, false)
        from triggers in Few(Any)
        from steps in Few(Any)
        select isThere ? new RollbackPlan { Triggers = [.. triggers], Steps = [.. steps] } : null;

    private static Gen<Playbook> Settings(List<SeverityLevel> levels, List<string> people) =>
        from zone in Gen.Elements("Etc/UTC", "Asia/Kuala_Lumpur")
        from level in Gen.Elements<string?>([null, .. levels.Select(level => level.Name)])
        from onCall in Gen.Elements<string?>([null, .. people])
        from communications in Gen.Elements<string>(["Support Team Lead", .. people])
        from emergency in Gen.Elements<string>(["Emergency Support", .. people])
        from audience in Gen.Elements<string>(["External Users", .. people])
        from reopen in Time(0)
        from groupBy in Gen.OneOf(Gen.Constant<string?>(null), Any.Select(text => (string?)text))
        from groupWithin in Time(1)
        select new Playbook
        {
            Name = "x",
            Levels = [],
            TimeZone = zone,
            DefaultLevel = level,
            OnCall = onCall,
            Communications = communications,
            EmergencyContact = emergency,
            ExternalAudience = audience,
            ReopenWithin = reopen,
            GroupBy = groupBy,
            GroupWithin = groupBy is null ? Duration.FromMinutes(5) : groupWithin,
        };
}
