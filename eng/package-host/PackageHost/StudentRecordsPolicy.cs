using MediMate.Incidents;

namespace PackageHost;

/// <summary>Grades that strangers can see are at least a P1, whatever else the words say.</summary>
public sealed class StudentRecordsPolicy : ISeverityPolicy
{
    public SeverityOpinion? Assess(SeverityContext context) =>
        context.Summary.Contains("grades", StringComparison.OrdinalIgnoreCase)
            ? new SeverityOpinion { Level = "P1", Reason = "student records are involved" }
            : null;
}
