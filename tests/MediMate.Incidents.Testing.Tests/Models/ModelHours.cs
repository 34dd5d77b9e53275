using MediMate.Incidents.Tests.Laws;
using NodaTime;

namespace MediMate.Incidents.Testing.Tests.Models;

/// <summary>The hours that a clock counts: those of a calendar, walked window by window, or all.</summary>
internal sealed class ModelHours(WindowWalk? walk)
{
    public static readonly ModelHours Always = new(walk: null);

    public Duration Worked(Instant from, Instant to) =>
        from >= to ? Duration.Zero : walk?.Worked(from, to) ?? to - from;

    /// <summary>Finds the earliest instant by which so much was worked.</summary>
    public Instant Due(Instant from, Duration target) => walk?.Due(from, target) ?? from + target;
}
