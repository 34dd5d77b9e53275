using System.Collections.Immutable;
using System.Globalization;
using NodaTime;

namespace MediMate.Incidents.Testing.Stores;

/// <summary>Snapshots that are hard to keep.</summary>
internal static class SampleSnapshots
{
    /// <summary>Gives an incident 200 keys, 300 labels, a summary of 10 kB, and something in every member.</summary>
    public static Incident Large(Incident incident) => incident with
    {
        Summary = SampleText.Long[..10_000] + "\"'\\ 事件 \U0001F525",
        Labels = Label.From(Enumerable.Range(0, 300).Select(number => KeyValuePair.Create($"label-{Padded(number)}", $"värde \"{number}\""))),
        LinkedTo = "INC-1",
        DuplicateOf = incident.Id,
        OccurredAt = SampleTime.Earliest,
        SignalsObservedAt = SampleTime.Latest,
        Phase = IncidentPhase.Containing,
        PhaseChangedAt = SampleTime.Latest,
        Severity = SampleEvents.Severity(),
        Lifecycle = Lifecycle.Short,
        Cycle = 3,
        CycleStartedAt = SampleTime.Earliest,
        Acknowledgement = new Acknowledgement { By = "aisyah", At = SampleTime.Latest, Cycle = 2, Joined = ["ben"] },
        AcknowledgedInCycle = 2,
        CycleSequence = 7,
        KeysMovedTo = incident.Id,
        Keys =
        [
            .. Keys(incident.Reference).Select(key => new SignalKey
            {
                Key = key,
                IsQuiet = true,
                Count = long.MaxValue,
                FirstAt = SampleTime.Earliest,
                LastAt = SampleTime.Latest,
                QuietSince = SampleTime.Start,
                SubKeys = SampleEvents.SubKeys(),
            }),
        ],
        HasKeylessSignal = true,
        CycleRecordedAt = SampleTime.Start,
        LevelsReached = ["P1", "P0"],
        Suggestions =
        [
            new SeveritySuggestion
            {
                Level = "P0",
                By = Actor.Policy("impact"),
                Reason = SampleText.Hard,
                At = SampleTime.Start,
                AnswerBy = SampleTime.Latest,
                Sequence = 9,
                EscalatedIn = 11,
                IsAnswered = true,
            },
        ],
        QuietSince = SampleTime.Start,
        SelfResolveAfter = Duration.FromMinutes(5),
        Impact = new Impact { Text = SampleText.Hard, Users = "12 %", Data = "grades", Workaround = SampleText.Hard },
        Facts = LifecycleFacts.Containment | LifecycleFacts.Review,
        Items = [new SettledItem { Id = "containing/block", IsSkipped = true }],
        Clocks = [Clock()],
        Ladder = Ladder(),
        ResolvedAt = SampleTime.Latest,
    };

    /// <summary>Gives the keys that a large incident holds.</summary>
    public static ImmutableArray<string> Keys(string reference) => [.. Enumerable.Range(0, 200).Select(number => $"{reference}/clé \"{Padded(number)}\" 事件")];

    private static string Padded(int number) => number.ToString("d3", CultureInfo.InvariantCulture);

    private static ClockState Clock() => new()
    {
        Name = "response",
        Instance = 2,
        Level = "P1",
        Target = Duration.FromHours(4),
        Calendar = "office",
        StartedAt = SampleTime.Earliest,
        Due = SampleTime.Latest,
        Worked = Duration.FromNanoseconds(1),
        Earlier = [new ClockTerm { Until = SampleTime.At(1), Level = "P0", Target = Duration.FromHours(1), Calendar = "office", BreachedAt = SampleTime.Start }],
        Pauses = [new ClockPause { From = SampleTime.Start, Until = SampleTime.At(1) }, new ClockPause { From = SampleTime.At(1) }],
        WarningsGiven = [new GivenWarning { Level = "P0", Fraction = 0.50m }],
        RepeatsFrom = SampleTime.Start,
        WarningsLeft = [new ClockWarning { Fraction = 0.80m, At = SampleTime.Latest }],
        IsBreached = true,
        IsBreachInherited = true,
        StoppedAt = SampleTime.At(2),
        Result = ClockResult.Breached,
    };

    private static LadderState Ladder() => new()
    {
        Ladder = "P0",
        Level = "P0",
        Epoch = 2,
        StartedAt = SampleTime.Start,
        Next = new EscalationNext { Loop = 1, Step = 2, DueAt = SampleTime.Latest },
        Moved = Duration.FromMinutes(-5),
        LastTargets = [new EscalationTarget { Name = "CTO", Channels = ["sms"] }],
        Overtaken = [new EscalationTarget { Name = "On-call Engineer" }],
        ExhaustedAt = SampleTime.Latest,
        IsEnded = true,
    };
}
