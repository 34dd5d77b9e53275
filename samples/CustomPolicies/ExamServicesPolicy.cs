using Microsoft.Extensions.Options;

namespace MediMate.Incidents.Samples;

// snippet: sample-policy
/// <summary>Whatever happens to a service that an exam needs is severe, however harmless the alert sounds.</summary>
public sealed class ExamServicesPolicy(IOptions<ExamOptions> exams) : ISeverityPolicy
{
    public SeverityOpinion? Assess(SeverityContext context) =>
        context.Label("service") is { } service && exams.Value.Services.Contains(service)
            ? new SeverityOpinion { Level = exams.Value.Level, Reason = $"an exam needs the service \"{service}\"" }
            : null;
}
// end of snippet
