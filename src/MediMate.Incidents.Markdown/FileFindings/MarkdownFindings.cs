using MediMate.Incidents.Documents;

namespace MediMate.Incidents.FileFindings;

/// <summary>The findings in a playbook file: codes MMI1101 and up. A code never changes its meaning; each has a page in the documentation.</summary>
internal static class MarkdownFindings
{
    public const string DurationExamples = "\"15 minutes\", \"1 h 30 min\", \"2 days\" or \"PT15M\"";

    public static PlaybookFinding Unreadable(string reason) => Error(
        "MMI1101", $"The playbook file cannot be read. {reason}", "Give the path of a Markdown file that this process may read.");

    public static PlaybookFinding NotText() => Error(
        "MMI1102", "The playbook file is not text in UTF-8.", "Save it as Markdown in UTF-8.");

    public static PlaybookFinding Empty() => Error(
        "MMI1103", "The playbook file is empty.", "Start with a title, \"# Our playbook\", and a severity table.");

    public static PlaybookFinding TooLarge(string size, string limit) => Error(
        "MMI1104", $"The playbook file is {size}; the limit is {limit}.", "Keep the playbook in the file and move everything else out.");

    public static PlaybookFinding TooDeep() => Error(
        "MMI1105", "Lists or quotes are nested too deeply here to be read.", "Use at most a few levels.");

    public static PlaybookFinding TooLong(int length, int marks) => Error(
        "MMI1106",
        $"This text has {length} characters and {marks} brackets, stars and underscores; the limits are {InlineText.MaximumLength} and {InlineText.MaximumMarks}.",
        "Shorten it, or move the long part into a section of its own.");

    public static PlaybookFinding NoSeverityTable() => Error(
        "MMI1107",
        "There is no severity table.",
        "Add a heading \"Severity Levels\" and under it a table with the columns Level, Description, Response Time and Examples.");

    public static PlaybookFinding MissingColumn(string table, string column, string found) => Error(
        "MMI1108",
        $"The {table} table has no column \"{column}\"; it has: {found}.",
        $"Add the column \"{column}\", or rename the one that is meant.");

    public static PlaybookFinding UnknownColumn(string table, string column, string known) => Warning(
        "MMI1109",
        $"The {table} table has a column \"{column}\" that is not known; the table is kept as a note too.",
        $"Known are: {known}. Remove the column, or leave it for people to read.");

    public static PlaybookFinding RaggedRow(string table, int found, int needed) => Error(
        "MMI1110",
        $"This row of the {table} table has {found} cell(s), its header {needed}.",
        "Give the row as many cells as the header has; write a pipe of the text as \\|.");

    public static PlaybookFinding Duplicate(string what, int firstLine) => Error(
        "MMI1111", $"There is a second section for {what}; the first begins at line {firstLine}.", "Merge the two.");

    public static PlaybookFinding BadDuration(string what, string text, string reason) => Error(
        "MMI1112", $"{what} is \"{text}\": {reason}.", $"Write for instance {DurationExamples}.");

    public static PlaybookFinding BlankCell(string table, string column) => Error(
        "MMI1113", $"The {table} table has no \"{column}\" in this row.", "Fill the cell.");

    public static PlaybookFinding UnknownClock(string clock) => Error(
        "MMI1114", $"The clock \"{clock}\" is not known.", "Write Response or Resolution.");

    public static PlaybookFinding BadFraction(string text) => Error(
        "MMI1115", $"\"{text}\" is no part of a clock's target.", "Write for instance \"80 %\", \"0.8\", \"50 %, 80 %\" or \"none\".");

    public static PlaybookFinding BadNumber(string what, string text) => Error(
        "MMI1116", $"{what} is \"{text}\", which is no whole number from 0 up.", "Write for instance \"2\".");

    public static PlaybookFinding Disagreement(string ladder, string column, string text, string earlier) => Error(
        "MMI1117",
        $"The ladder of \"{ladder}\" says {column} \"{text}\" here and \"{earlier}\" further up.",
        $"Give \"{column}\" once, in the ladder's first row.");

    public static PlaybookFinding BadLabel(string text) => Error(
        "MMI1118", $"\"{text}\" is no label.", "Write a name, an equals sign and a value, for instance \"service=payments\".");

    public static PlaybookFinding UnknownWord(string what, string text, string known) => Error(
        "MMI1119", $"{what} is \"{text}\", which is not known.", $"Write one of: {known}.");

    public static PlaybookFinding UnknownSetting(string name, string known) => Error(
        "MMI1120", $"The setting \"{name}\" is not known.", $"Write one of: {known}.");

    public static PlaybookFinding SaidTwice(string what, string text, string earlier) => Error(
        "MMI1121", $"{what} is \"{text}\" here and \"{earlier}\" elsewhere.", "Say it once.");

    public static PlaybookFinding UnclosedQuote(string template) => Error(
        "MMI1122", $"The text of the template \"{template}\" begins with a quotation mark that is never closed.", "Close it at the end of the text.");

    public static PlaybookFinding TemplateWithoutText(string template) => Warning(
        "MMI1123",
        $"The template \"{template}\" has no quoted text; the section is kept as a note.",
        "Put the text in quotation marks, in a block quote or in a fenced block.");

    public static PlaybookFinding BlankContact(string contact) => Warning(
        "MMI1124",
        $"The contact \"{contact}\" is blank: nobody can be reached there.",
        "Write a configuration key such as \"config:Contacts:Cto\", or a person's id.");

    public static PlaybookFinding PersonalContact(string contact) => Warning(
        "MMI1125",
        $"The contact \"{contact}\" looks like a telephone number or an address; the file is read by many.",
        "Write a configuration key such as \"config:Contacts:Cto\", and keep the number there.");

    public static PlaybookFinding NoDefaultLevel(string level) => Warning(
        "MMI1126",
        $"The playbook names no default level; an incident about which nothing is known gets \"{level}\".",
        "Add the setting \"Default level\".");

    public static PlaybookFinding BuiltInLadder(string levels) => Warning(
        "MMI1127",
        $"The playbook does not say who is paged when for {levels}; the built-in ladder serves.",
        "Add a table with the columns Level, After, Who and Channels under a heading \"Escalation\".");

    public static PlaybookFinding NoTitle(string name) => Warning(
        "MMI1128", $"The document has no title; the playbook is called \"{name}\".", "Begin with a heading of the first level: \"# Our playbook\".");

    public static PlaybookFinding UnknownPhase(string heading) => Warning(
        "MMI1129",
        $"\"{heading}\" stands in the workflow but is none of the seven phases; it is kept as a note.",
        "Use Detection, Initial Assessment, Containment, Investigation, Resolution, Communication or Post-Incident Review.");

    public static PlaybookFinding TooMany(int limit, FindingLevel worst) => Error(
        "MMI1130", $"There are more than {limit} findings; the rest is left out.", "Mend these first, and read the file again.") with
    { Level = worst };

    public static PlaybookFinding BadDays(string text, string reason) => Error(
        "MMI1160", $"\"{text}\" names no days of the week: {reason}.", "Write for instance \"Mon-Fri\", \"Mon, Wed\", \"weekdays\" or \"daily\".");

    public static PlaybookFinding BadHours(string text, string reason) => Error(
        "MMI1161", $"\"{text}\" is no window of hours: {reason}.", "Write for instance \"09:00-17:00\", \"22:00-06:00\" over midnight, or \"all day\".");

    public static PlaybookFinding BadDate(string text, string reason) => Error(
        "MMI1162", $"\"{text}\" is no date: {reason}.", "Write for instance \"2026-12-25\", or \"2026-12-24 to 2026-12-26\".");

    private static PlaybookFinding Error(string code, string message, string remedy) =>
        new() { Code = code, Level = FindingLevel.Error, Message = message, Remedy = remedy };

    private static PlaybookFinding Warning(string code, string message, string remedy) =>
        new() { Code = code, Level = FindingLevel.Warning, Message = message, Remedy = remedy };
}
