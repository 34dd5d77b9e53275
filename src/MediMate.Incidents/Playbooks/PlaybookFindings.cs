using NodaTime;
using NodaTime.Text;

namespace MediMate.Incidents;

/// <summary>The findings that hold for any playbook: codes MMI1001 to MMI1099. A code never changes its meaning.</summary>
internal static class PlaybookFindings
{
    public static PlaybookFinding NoLevels() => Error(
        "MMI1001", "The playbook has no severity level.", "Give at least one level with a response time.");

    public static PlaybookFinding Repeated(string what, string name) => Error(
        "MMI1002", $"There are two entries for the {what} \"{name}\".", "Keep one of them; names are compared ignoring case.");

    public static PlaybookFinding NotPositive(string what, Duration value) => Error(
        "MMI1003",
        $"{what} is {Format(value)}: {(value < Duration.Zero ? "a time cannot be negative" : "it must be more than zero")}.",
        "Give a time of more than zero, for instance \"15 minutes\".");

    public static PlaybookFinding UnknownLevel(string where, string level, Playbook playbook) => Error(
        "MMI1004",
        $"{where} names the level \"{level}\", which the severity table does not have.",
        $"Write one of: {Few(playbook.Levels.Select(known => known.Name))}.");

    public static PlaybookFinding UnknownTimeZone(string zone) => Error(
        "MMI1005", $"The time zone \"{zone}\" is unknown.", "Write an IANA id, for instance \"Asia/Kuala_Lumpur\".");

    public static PlaybookFinding UnknownClock(string clock) => Error(
        "MMI1006", $"The clock \"{clock}\" is unknown.", $"Write one of: {string.Join(", ", KnownClocks.All.Select(known => known.Name))}.");

    public static PlaybookFinding BadFraction(string clock, decimal fraction) => Error(
        "MMI1007",
        FormattableString.Invariant($"The clock \"{clock}\" warns at {Percent(fraction):0.##} %."),
        "Give rising fractions of more than 0 and less than 100 %, for instance \"80 %\".");

    public static PlaybookFinding EmptyLadder(string ladder) => Error(
        "MMI1008", $"The ladder \"{ladder}\" has no step.", "Give at least one step, or leave the ladder out.");

    public static PlaybookFinding StepOutOfOrder(string ladder, Duration offset, Duration earlier) => Error(
        "MMI1009",
        $"The ladder \"{ladder}\" has a step at {Format(offset)} after one at {Format(earlier)}.",
        "Order the steps by their time, from zero up.");

    public static PlaybookFinding StepWithoutTarget(string ladder, Duration offset) => Error(
        "MMI1010",
        $"The ladder \"{ladder}\" calls nobody at {Format(offset)}.",
        "Name a role of the team or a contact.");

    public static PlaybookFinding UnknownTarget(string ladder, string target) => Error(
        "MMI1011",
        $"The ladder \"{ladder}\" calls \"{target}\", which is neither a role of the team nor a contact.",
        "Write a name from the team or from the contacts, or add it there.");

    public static PlaybookFinding BlankTarget(string ladder, string target) => Error(
        "MMI1012",
        $"The ladder \"{ladder}\" calls \"{target}\", whose contact is blank.",
        "Give the contact a configuration key such as \"config:Contacts:Cto\", or a person's id.");

    public static PlaybookFinding NegativeRepeats(string ladder, int repeats) => Error(
        "MMI1013", $"The ladder \"{ladder}\" repeats {repeats} times.", "Give zero or more.");

    public static PlaybookFinding CycleTooShort(string ladder, Duration cycle, Duration last) => Error(
        "MMI1014",
        $"The ladder \"{ladder}\" has a cycle of {Format(cycle)} and its last step at {Format(last)}.",
        "Make the cycle longer than the last step's time.");

    public static PlaybookFinding RepeatsWithoutCycle(string ladder) => Error(
        "MMI1015", $"The ladder \"{ladder}\" repeats but has no cycle.", "Give the cycle, for instance \"15 min\".");

    public static PlaybookFinding TwoLadders(Ladder ladder) => Error(
        "MMI1016",
        ladder.Labels.IsEmpty
            ? $"The level \"{ladder.Level}\" has two ladders."
            : $"The level \"{ladder.Level}\" has two ladders for {string.Join(", ", ladder.Labels.Select(label => $"{label.Name}={label.Value}"))}.",
        "Keep one ladder for each level, or give each the labels of the incidents that it serves.");

    public static PlaybookFinding RepeatsWithoutEnd(string ladder, int repeats) => Error(
        "MMI1050", $"The ladder \"{ladder}\" repeats {repeats} times and until somebody acknowledges.", "Keep one of the two.");

    public static PlaybookFinding RuleWithoutRole(string rule) => Error(
        "MMI1052", $"The rule \"{rule}\" calls nobody.", "Name at least one role or contact.");

    public static PlaybookFinding RuleCallsBlank(string rule, string role) => Error(
        "MMI1053", $"The rule \"{rule}\" calls \"{role}\", whose contact is blank.", "Give the contact a configuration key such as config:Contacts:Cto, or a person's id.");

    public static PlaybookFinding RuleStep(string rule, int step) => Error(
        "MMI1054", $"The rule \"{rule}\" waits for step {step}.", "Steps are counted from one; leave it out for any step.");

    public static PlaybookFinding AudienceOfNobody(string where) => Error(
        "MMI1057", $"{where} has no members.", "Name at least one role or contact, or leave the row out.");

    public static PlaybookFinding AudienceTwice(string where) => Error(
        "MMI1058", $"{where} is told twice.", "Put all names into one row.");

    public static PlaybookFinding HoursOfNoCalendar(string name, IEnumerable<string> known) => Error(
        "MMI1055",
        $"The host gives the hours of the calendar \"{name}\", which the playbook does not have.",
        $"Add the calendar to the playbook, or give the hours of one of: {string.Join(", ", known)}.");

    public static PlaybookFinding ClockTwice(string name) => Error(
        "MMI1056", $"The clock \"{name}\" of the host has the name of another clock.", "Give each clock a name of its own; those of ClockNames are taken.");

    public static PlaybookFinding BeyondADay(string what, Duration value) => Error(
        "MMI1051", $"{what} is {Format(value)}.", "Give at most 24 hours: nobody is to be forgotten for longer.");

    public static PlaybookFinding UnknownPlaceholder(string template, string placeholder) => Error(
        "MMI1017",
        $"The {template} has the placeholder [{placeholder}], which nothing can fill.",
        $"Write one of: {string.Join(", ", TemplateValues.Known.Select(name => $"[{name}]"))}; a literal bracket is \\[.");

    public static PlaybookFinding NoChecklistPhase(string title) => Error(
        "MMI1018", $"The phase \"{title}\" is not one of the seven.", "Use a phase from Detected to Reviewing.");

    public static PlaybookFinding UnknownChannel(string ladder, string channel, IEnumerable<string> known) => Error(
        "MMI1019",
        $"The ladder \"{ladder}\" pages on the channel \"{channel}\", which is not registered.",
        $"Call AddNotificationChannel(\"{channel}\", …), or write one of: {string.Join(", ", known)}.");

    public static PlaybookFinding UnknownCalendar(string where, string calendar, Playbook playbook) => Error(
        "MMI1020",
        $"{where} follows the calendar \"{calendar}\", which the playbook does not have.",
        $"Write one of: {string.Join(", ", playbook.Calendars.Select(known => known.Name).Take(10).Append(CalendarNames.Always))}.");

    public static PlaybookFinding DeliversWithoutCalendar(string level) => Error(
        "MMI1049",
        $"The severity level \"{level}\" delivers by calendar and has none.",
        "Name a calendar for the level, or let it deliver \"at once\".");

    public static PlaybookFinding NeverOpen(string calendar) => Error(
        "MMI1021",
        $"The calendar \"{calendar}\" has no weekly window: a clock that follows it would never run out.",
        "Give it days and hours, for instance \"Mon-Fri\" and \"09:00-17:00\".");

    public static PlaybookFinding UnknownCalendarZone(string calendar, string zone) => Error(
        "MMI1022", $"The calendar \"{calendar}\" has the time zone \"{zone}\", which is unknown.", "Write an IANA id, for instance \"Asia/Kuala_Lumpur\".");

    public static PlaybookFinding ReservedCalendar(string calendar) => Error(
        "MMI1023", $"The calendar \"{calendar}\" has a name that means round the clock.", "Give it another name, for instance \"Office\".");

    public static PlaybookFinding NoDay(string calendar) => Error(
        "MMI1024", $"The calendar \"{calendar}\" has a window on no day of the week.", "Give each window a day from Monday to Sunday.");

    public static PlaybookFinding OutOfReach(string where, string calendar, Duration target, Duration week) => Error(
        "MMI1025",
        $"{where} has a target of {DurationPattern.Roundtrip.Format(target)}, and the calendar {calendar} is open for {DurationPattern.Roundtrip.Format(week)} a week: that takes more than ten years.",
        "Shorten the target, or open the calendar for longer.");

    public static PlaybookFinding NoIsoDate(string calendar, LocalDate date) => Error(
        "MMI1026",
        FormattableString.Invariant($"The calendar \"{calendar}\" has the date {date:uuuu-MM-dd} of the {date.Calendar.Id} calendar."),
        "Give dates of the ISO calendar: WithCalendar(CalendarSystem.Iso).");

    public static PlaybookFinding TwoTemplates(string template) => Error(
        "MMI1030", $"There are two texts for the {template}.", "Keep one of them, or give the other a name or a language of its own.");

    public static PlaybookFinding UnreadableLanguage(string template, string language) => Error(
        "MMI1031", $"The {template} names the language \"{language}\", which is no language tag.", "Write a tag such as \"ms\", \"ms-MY\" or \"zh-Hant\".");

    public static PlaybookFinding NoDefaultText(string template) => Warning(
        "MMI1032",
        $"The {template} has no default text beside it: who reads another language gets no template.",
        "Add a template of the same name without a language.");

    public static PlaybookFinding OtherAudience(string template, MessageAudience audience, MessageAudience expected) => Error(
        "MMI1033", $"The {template} is for {audience}, its default text for {expected}.", "Give both the same audience.");

    public static PlaybookFinding UnusedTemplate(string template, string messages, string taken) => Warning(
        "MMI1034", $"The {template} is never used: {messages} take \"{taken}\".", "Remove one of the two, or keep this one as a note.");

    public static PlaybookFinding LooseBracket(string template) => Warning(
        "MMI1035",
        $"The {template} has a bracket that is not closed, or closes nothing; it is shown as it is.",
        "Close it; a literal bracket is \\[ or \\].");

    public static PlaybookFinding BracketForUsers(string template) => Error(
        "MMI1036",
        $"The {template} has a bracket that is not closed, or closes nothing; users outside would see it.",
        "Close it; a literal bracket is \\[ or \\].");

    public static PlaybookFinding BlankName(string what, string name) => Error(
        "MMI1040", $"The {what} \"{name}\" has a blank name.", "Give it a name by which people know it.");

    public static PlaybookFinding Missing(string what) => Error(
        "MMI1041", $"{what} is missing: it is null.", "Fill it, or leave the whole entry out.");

    public static PlaybookFinding UnknownPerson(string where, string name) => Error(
        "MMI1042",
        $"{where} names \"{name}\", which is neither a role of the team nor a contact.",
        "Write a name from the team or from the contacts, or add it there.");

    public static PlaybookFinding NegativeStep(string ladder, Duration offset) => Error(
        "MMI1043",
        $"The ladder \"{ladder}\" has a step at {Format(offset)}: a time cannot be negative.",
        "Count the step's time from the start of the loop, from zero up.");

    public static PlaybookFinding TooLong(string what, string value) => Error(
        "MMI1044", $"{what} is {value}, which is longer than 100 years.", "Give the time that is meant.");

    public static PlaybookFinding UnknownValue(string what, string value, IEnumerable<string> known) => Error(
        "MMI1045", $"{what} is {value}, which is not known.", $"Use one of: {string.Join(", ", known)}.");

    public static PlaybookFinding TwoTargets(string clock, string level) => Error(
        "MMI1046", $"The clock \"{clock}\" has two targets for the level \"{level}\".", "Keep one target for each level.");

    public static PlaybookFinding LongTemplate(string template, int length, int limit) => Error(
        "MMI1047",
        FormattableString.Invariant($"The template \"{template}\" has {length} characters; the limit is {limit}."),
        "Keep the message short, and link to the rest.");

    public static PlaybookFinding BadImpact(string level, string what) => Error(
        "MMI1048", $"The impact of the severity level \"{level}\" {what}.", "Give a number of users of one or more, a share of more than 0 and at most 100 %, or \"data\".");

    public static string Format(Duration duration) => DurationPattern.Roundtrip.Format(duration);

    // A list that nobody can read is no help, and with many findings no small one.
    private static string Few(IEnumerable<string> names)
    {
        const int Most = 10;
        var first = names.Take(Most + 1).ToList();
        return first.Count <= Most ? string.Join(", ", first) : $"{string.Join(", ", first.Take(Most))}, …";
    }

    // The largest numbers have no hundredfold.
    private static decimal Percent(decimal fraction) => Math.Clamp(fraction, -1_000_000m, 1_000_000m) * 100m;

    private static PlaybookFinding Warning(string code, string message, string remedy) =>
        new() { Code = code, Level = FindingLevel.Warning, Message = message, Remedy = remedy };

    private static PlaybookFinding Error(string code, string message, string remedy) =>
        new() { Code = code, Level = FindingLevel.Error, Message = message, Remedy = remedy };
}
