namespace MediMate.Incidents.Testing.Tests.Documentation;

/// <summary>The policy of the page about severity, as the tests of this project have it.</summary>
public sealed class StudentRecordsPolicy : ISeverityPolicy
{
    public SeverityOpinion? Assess(SeverityContext context) =>
        context.Summary.Contains("grades", StringComparison.OrdinalIgnoreCase)
            ? new SeverityOpinion { Level = "P0", Reason = "student records are involved" }
            : null;
}
