using Microsoft.Extensions.DependencyInjection;

namespace MediMate.Incidents.Samples;

// snippet: sample-setup
/// <summary>What the school adds to the engine. The program and its tests take it from here.</summary>
public static class School
{
    public static IncidentResponseBuilder AddExams(this IncidentResponseBuilder incidents) => incidents
        .AddSeverityPolicy<ExamServicesPolicy>()
        .AddEscalationRule<ExamOfficeRule>()
        .AddNotificationChannel<ChatChannel>("chat");
}
// end of snippet
