using NodaTime;

namespace MediMate.Incidents;

/// <summary>Asks the host for the openings of a calendar.</summary>
internal sealed class HostPlan(IOpeningHours hours) : OpeningPlan
{
    protected override List<(long Start, long End)> OpeningsOf(int firstYear, int lastYear, long from, long to)
    {
        var openings = new List<(long Start, long End)>();
        foreach (var opening in hours.OpenWithin(new Interval(Instant.FromUnixTimeTicks(from), Instant.FromUnixTimeTicks(to))))
        {
            var start = Math.Max(from, opening.HasStart ? opening.Start.ToUnixTimeTicks() : from);
            var end = Math.Min(to, opening.HasEnd ? opening.End.ToUnixTimeTicks() : to);
            if (start < end)
            {
                openings.Add((start, end));
            }
        }

        return openings;
    }
}
