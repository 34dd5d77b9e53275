using NodaTime;

namespace MediMate.Incidents;

/// <summary>How long a row that is on its way belongs to its node.</summary>
internal static class SendingLease
{
    private static readonly Duration Longest = Duration.FromMinutes(1);

    /// <summary>Gets how often the lease is prolonged while a slow channel works.</summary>
    public static Duration Extend { get; } = Duration.FromSeconds(20);

    /// <summary>Gets how long it is: long enough for the channel's time-out to be recorded first, but never so long that a dead node's pages wait.</summary>
    public static Duration Of(IncidentResponseOptions options) => Duration.Min(Duration.FromTimeSpan(options.SendTimeout * 2), Longest);

    /// <summary>Tells whether a channel may work for longer than the lease allows.</summary>
    public static bool NeedsExtending(IncidentResponseOptions options) => Duration.FromTimeSpan(options.SendTimeout * 2) > Longest;
}
