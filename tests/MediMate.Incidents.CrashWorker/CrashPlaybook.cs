using MediMate.Incidents.Tests;
using NodaTime;

namespace MediMate.Incidents.CrashWorker;

/// <summary>A playbook in which much is due within the life of a worker.</summary>
internal static class CrashPlaybook
{
    /// <summary>Gets the example with acknowledgements that expire after a minute, a ladder that is quick, and rules beside it.</summary>
    public static Playbook Hasty { get; } = TestPlaybooks.Example with
    {
        Levels = [.. TestPlaybooks.Example.Levels.Select(level => level with { ResponseTime = Duration.FromMinutes(3), AcknowledgementTimeout = Duration.FromMinutes(1) })],
        Ladders =
        [
            .. TestPlaybooks.Example.Ladders.Select(ladder => ladder with
            {
                Cycle = ladder.Cycle is null ? null : Duration.FromMinutes(2),
                Steps = [.. ladder.Steps.Select((step, index) => step with { Offset = Duration.FromSeconds(20 * index) })],
            }),
        ],
        Rules = TestPlaybooks.WithRules.Rules,
    };
}
