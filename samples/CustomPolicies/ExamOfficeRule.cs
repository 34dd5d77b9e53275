using Microsoft.Extensions.Options;

namespace MediMate.Incidents.Samples;

// snippet: sample-rule
/// <summary>The exams office hears at once when an exam is in danger, and the head of school when nobody answers in time.</summary>
public sealed class ExamOfficeRule(IOptions<ExamOptions> exams) : IEscalationRule
{
    public EscalationAction? Decide(EscalationContext context) => context switch
    {
        _ when !TouchesAnExam(context.Incident) => null,
        { Cause: IncidentDeclared } => EscalationAction.Tell("An exam may be in danger.", "Exams Office"),
        { Cause: ClockBreached { Clock: ClockNames.Response } } => EscalationAction.Climb("An exam is in danger, and nobody has answered.", "Head of School"),
        _ => null,
    };

    private bool TouchesAnExam(Incident incident) =>
        incident.Labels.Any(label => label.Name == "service" && exams.Value.Services.Contains(label.Value));
}
// end of snippet
