namespace MediMate.Incidents;

/// <summary>The hours that the host registered for a calendar.</summary>
internal sealed record HoursRegistration(string Calendar, Func<IServiceProvider, IOpeningHours> Make);
