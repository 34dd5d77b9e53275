namespace MediMate.Incidents;

/// <summary>A channel that the host registered under a name.</summary>
internal sealed record ChannelRegistration(string Name, Func<IServiceProvider, INotificationChannel> Make);
