namespace MediMate.Incidents.Markdown.Tests.Documentation;

// snippet: severity-policy
public sealed class StudentRecordsPolicy : ISeverityPolicy
{
    public SeverityOpinion? Assess(SeverityContext context) =>
        context.Summary.Contains("grades", StringComparison.OrdinalIgnoreCase)
            ? new SeverityOpinion { Level = "P0", Reason = "student records are involved" }
            : null;
}
// end of snippet
