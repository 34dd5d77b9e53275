namespace MediMate.Incidents.Markdown.Tests.Lint;

/// <summary>Findings go by meaning: a document of the same shape in other words and another order has the same.</summary>
public sealed class OtherWordsTests
{
    private const string InOtherWords = """
        Emergency handbook of the library
        =================================

        ## Who to Call

        * Duty desk: {phone}
        * Head of IT: <number>
        * Director: [name] [number]
        * Data protection officer: [..]

        ## When things are undone

        ### Automatic rollback criteria

        * Failed requests above 2 per cent
        * An important function does not work
        * A weakness is being exploited

        ## Who does what

        1. First look
        2. Stopping the damage
        3. Finding the cause
        4. Mending
        5. Telling people
        6. Looking back

        ## Incident Responders

        * Duty technician
        * Head of IT
        * Director (only level A)

        ## Readiness

        * Practise every quarter
        * Routine lessons for the team
        * Handbook review, kept current

        ## Preventative measures

        * Periodical reviews of rights
        * Frequent break-in tests
        * Two of everything

        ## Documentation

        * Refresh the instructions
        * Read the runbooks periodically

        ## Priority Matrix

        | Priority | Respond within | Examples |
        |:--|:--|:--|
        | **A** | 20 min | All catalogues unreachable, intrusion |
        | **B** | 2 h | Vulnerable server, loans impossible |
        | **C** | 1 day | Wrong colours |
        """;

    [Fact]
    public void The_same_shape_in_other_words_has_the_same_findings()
    {
        var given = PlaybookMarkdown.Read(TestDocuments.AsGiven).Findings;
        var other = PlaybookMarkdown.Read(InOtherWords, "other.md");

        Assert.NotNull(other.Playbook);
        Assert.Equal(Counts(given), Counts(other.Findings));
        Assert.Equal(
            [
                "6 MMI1124", "7 MMI1124", "8 MMI1124", "9 MMI1124", "16 MMI1132", "21 MMI1133", "22 MMI1133", "23 MMI1133", "24 MMI1133", "25 MMI1133", "26 MMI1133",
                "37 MMI1134", "38 MMI1134", "42 MMI1134", "43 MMI1134", "49 MMI1134", "51 MMI1126", "51 MMI1127", "56 MMI1131",
            ],
            other.Findings.Select(finding => $"{finding.Line} {finding.Code}"));
    }

    [Fact]
    public void The_given_document_in_another_order_has_the_same_findings()
    {
        var parts = TestDocuments.AsGiven.Split("\n## ");
        var other = PlaybookMarkdown.Read(string.Join("\n## ", parts.Skip(1).Reverse().Prepend(parts[0])));

        Assert.Equal(Counts(PlaybookMarkdown.Read(TestDocuments.AsGiven).Findings), Counts(other.Findings));
    }

    private static IEnumerable<string> Counts(IEnumerable<PlaybookFinding> findings) => findings
        .CountBy(finding => $"{finding.Level} {finding.Code}")
        .Select(count => FormattableString.Invariant($"{count.Key} {count.Value}"))
        .Order(StringComparer.Ordinal);
}
