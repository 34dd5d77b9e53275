namespace MediMate.Incidents;

/// <summary>An on-call schedule that the host registered for a role.</summary>
internal sealed record ScheduleRegistration(string Role, Func<IServiceProvider, IOnCallSchedule> Make);
