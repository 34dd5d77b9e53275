using NodaTime;

namespace MediMate.Incidents.Testing.Tests.Documentation;

// snippet: host-clock
public sealed class FirstUpdateClock : IIncidentClock
{
    public string Name => "firstUpdate";

    public Duration? TargetAt(string level) => level switch
    {
        "P0" => Duration.FromMinutes(20),
        "P1" => Duration.FromHours(1),
        _ => null,
    };

    public ClockMove MoveOn(IncidentEvent happened, Incident incident) => happened switch
    {
        Acknowledged => ClockMove.Start,
        UpdateSent { Audience: MessageAudience.Internal } => ClockMove.Stop,
        _ => ClockMove.None,
    };
}
// end of snippet
