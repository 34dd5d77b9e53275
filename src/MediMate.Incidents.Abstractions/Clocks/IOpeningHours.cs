using NodaTime;

namespace MediMate.Incidents;

/// <summary>The open hours of a calendar, where the host knows them better than the playbook: a school year, the shifts of a supplier.</summary>
/// <remarks>
/// A function of what it is given: it answers the same while the process runs, and may be called from any thread. It is asked for whole years at a
/// time, within commits, so it must not block. Where it throws, the ticks of the incidents whose clocks follow it fail: they go into quarantine.
/// </remarks>
public interface IOpeningHours
{
    /// <summary>Lists the open times that lie within a range, or reach into it.</summary>
    /// <param name="range">The range: whole years, with a start and an end.</param>
    /// <returns>The open times in any order; those that overlap or touch count as one. An interval without a start or an end reaches that far.</returns>
    IEnumerable<Interval> OpenWithin(Interval range);
}
