using MediMate.Incidents.Testing;
using NodaTime;

namespace MediMate.Incidents.Relational.Tests.Faults;

/// <summary>A step of a story: something that is told to the engine at some minute.</summary>
internal sealed record FaultStep(int Minute, string Name, Func<IIncidentResponse, ValueTask<IncidentOutcome>> Tell)
{
    /// <summary>Gets what changes around the engine right before.</summary>
    public Action<IncidentHarness> Around { get; init; } = _ => { };
}

/// <summary>A story that is told to an engine on virtual time. Together the stories have an event of every kind.</summary>
internal sealed class FaultStory(string name, int minutes, params FaultStep[] steps)
{
    private static readonly FaultStory Walk = new(
        "walk",
        90,
        Signalled(0, "K1", "Core feature broken"),
        Step(5, "INC-1", new BeginAssessment { By = Ben }),
        Step(6, "INC-1", new Acknowledge { By = Siti }),
        Step(7, "INC-1", new ConfirmSeverity { By = Ben, Level = "P1", Reason = "half of the users" }),
        Step(8, "INC-1", new DescribeImpact { By = Ben, Text = "nobody can log in", Users = "50 %", Data = "none" }),
        Step(9, "INC-1", new CompleteItem { By = Ben, Item = "classify-severity", Link = "https://example.org/1", Note = "as usual" }),
        Step(10, "INC-1", new BeginContainment { By = Ben }),
        Step(11, "INC-1", new BeginInvestigation { By = Ben }),
        Step(12, "INC-1", new SkipItem { By = Ben, Item = "root-cause-analysis", Reason = "known" }),
        Step(13, "INC-1", new BeginResolution { By = Ben }),
        Step(14, "INC-1", new CompleteItem { By = Ben, Item = "develop-fix" }),
        Step(15, "INC-1", new StepBack { By = Ben, To = IncidentPhase.Investigating, Reason = "it was something else" }),
        Step(16, "INC-1", new AddNote { By = Siti, Text = "the vendor was called" }),
        Step(17, "INC-1", new BeginResolution { By = Ben }),
        Step(17, "INC-1", new AttachSignal { By = Ben, Key = "K2", Summary = "the menu flickers too" }),
        Step(17, "INC-1", new AddEvidence { By = Siti, Kind = "screenshot", Link = "https://example.org/2" }),
        Step(17, "INC-1", new CorrectEntry { By = Siti, Sequence = 1, Text = "the login, not the whole feature" }),
        Step(18, "INC-1", new CompleteItem { By = Ben, Item = "develop-fix" }),
        Step(19, "INC-1", new VerifyRestoration { By = Ben, How = "logged in as a student" }),
        Step(20, "INC-1", new ConfirmResolution { By = Ben }),
        Step(21, "INC-1", new SendUpdate { By = Siti, Audience = MessageAudience.External, Text = "trouble with the login, now mended" }),
        Step(31, "INC-1", new BeginReview { By = Ben }),
        Step(32, "INC-1", new CompleteReview { By = Ben, Summary = "the login was down", Cause = "a certificate ran out", Improvements = ["watch the certificates"] }),
        Step(33, "INC-1", new Close { By = Ben }),
        Step(40, "INC-1", new Reopen { By = Ben, Reason = "it is back" }),
        Step(50, "INC-1", new Cancel { By = Ben, Reason = "it was another" }),
        Step(60, "INC-1", new Restore { By = Ben, Reason = "it was this one" }));

    private static readonly FaultStory Keys = new(
        "keys",
        190,
        Signalled(0, "K1", "UI glitch"),
        Signalled(5, "K1", "UI glitch"),
        new FaultStep(6, "K1 is quiet", incidents => incidents.SignalAsync(new Signal { Key = "K1", Summary = string.Empty, IsResolved = true })),
        Signalled(8, "K1", "UI glitch"),
        new FaultStep(9, "a command that is refused", incidents => GiveAsync(incidents, "INC-1", new Close { By = Ben })),
        Step(10, "INC-1", new Resolve { By = Ben, Summary = "drew the button anew", IsVerified = true, UserImpact = UserImpact.None }),
        Signalled(130, "K1", "UI glitch"),
        Step(140, "INC-1", new Reopen { By = Ben, Reason = "it was the same trouble" }),
        Step(150, "INC-2", new Cancel { By = Ben, Reason = "one is enough" }),
        Step(160, "INC-2", new Restore { By = Ben, Reason = "two are better" }),
        Step(165, "INC-2", new AttachSignal { By = Ben, Key = "K9", Summary = "the menu flickers too" }),
        new FaultStep(170, "INC-2 is a duplicate of INC-1", async incidents => await GiveAsync(incidents, "INC-2", new Cancel
        {
            By = Ben,
            Reason = "it is one trouble after all",
            DuplicateOf = (await incidents.FindByReferenceAsync("INC-1"))!.Id,
        })));

    private static readonly FaultStory Ladder = new(
        "ladder",
        110,
        Signalled(0, "K1", "Complete app down"),
        Step(100, "INC-1", new Acknowledge { By = Ben, OccurredAt = Start + Duration.FromMinutes(55) }))
    {
        Prepare = harness => harness.FailChannel("sms", ChannelFailure.Permanent, "aisyah"),
    };

    private static readonly FaultStory Charge = new(
        "charge",
        26 * 60,
        Signalled(0, "K1", "Complete app down"),
        Step(2, "INC-1", new EscalateNow { By = Ben }),
        Step(5, "INC-1", new Reassign { By = Ben, To = "siti" }),
        Step(8, "INC-1", new Snooze { By = Siti, For = Duration.FromMinutes(20) }),
        Step(84, "INC-1", new Acknowledge { By = Ben }),
        Step(85, "INC-1", new ChangeSeverity { By = Ben, Level = "P1", Reason = "half of the users" }),
        Step(86, "INC-1", new AddNote { By = Ben, Text = "watching it" }));

    private static readonly FaultStory Clocks = new(
        "clocks",
        190,
        new FaultStep(0, "declare", incidents => incidents.DeclareAsync(new DeclareIncident { By = Siti, Summary = "Core feature broken", Level = "P1" })),
        Step(10, "INC-1", new PauseClock { By = Ben, Clock = "response", Reason = "waiting for the vendor" }),
        Step(30, "INC-1", new ResumeClock { By = Ben, Clock = "response", Reason = "the vendor called" }),
        Step(160, "INC-1", new Acknowledge { By = Ben }),
        new FaultStep(170, "declare", incidents => incidents.DeclareAsync(new DeclareIncident { By = Siti, Summary = "UI glitch", Level = "P3" })),
        Step(180, "INC-2", new Cancel { By = Ben, Reason = "a false alarm" }));

    /// <summary>Said again after each failure and once more, whatever became of it: each is done once.</summary>
    private static readonly FaultStory Receipts = new(
        "receipts",
        60,
        Once(0, "signal without a key", incidents => incidents.SignalAsync(new Signal { Summary = "UI glitch", IdempotencyKey = "r0" })),
        Once(5, "declare", incidents => incidents.DeclareAsync(new DeclareIncident { By = Siti, Summary = "UI glitch", Level = "P3", IdempotencyKey = "r5" })),
        Once(10, "AddNote INC-1", incidents => GiveAsync(incidents, "INC-1", new AddNote { By = Siti, Text = "seen", IdempotencyKey = "r10" })),
        Once(15, "Acknowledge INC-2", incidents => GiveAsync(incidents, "INC-2", new Acknowledge { By = Ben, IdempotencyKey = "r15" })));

    private static readonly FaultStory Levels = new(
        "levels",
        130,
        Signalled(0, "K1", "UI glitch"),
        Signalled(5, "K1", "Core feature broken"),
        Step(10, "INC-1", new Acknowledge { By = Ben }),
        Step(15, "INC-1", new ChangeSeverity { By = Siti, Level = "P0", Reason = "nobody gets in" }),
        Step(20, "INC-1", new ChangeSeverity { By = Ben, Level = "P3", Reason = "one browser only", Acknowledge = true }),
        Signalled(25, "K1", "Complete app down"),
        Step(90, "INC-1", new RejectSuggestion { By = Ben, Reason = "a test account" }),
        Signalled(100, "K2", "UI glitch"),
        new FaultStep(105, "K2 is quiet", incidents => incidents.SignalAsync(new Signal { Key = "K2", Summary = string.Empty, IsResolved = true })));

    private static readonly FaultStory Storm = new(
        "storm",
        30,
        Signalled(0, "K1", "UI glitch"),
        Signalled(5, "K1", "UI glitch"),
        Signalled(5, "K1", "UI glitch"),
        Signalled(5, "K1", "UI glitch"),
        Signalled(10, "K1", "UI glitch"),
        Signalled(10, "K1", "UI glitch"),
        Step(10, "INC-1", new AddNote { By = Siti, Text = "it does not stop" }),
        Signalled(10, "K1", "UI glitch"),
        Step(10, "INC-1", new Cancel { By = Ben, Reason = "a test" }));

    /// <summary>Pages that are held and bundled, tried again, and made from the last answer of a directory that fails.</summary>
    private static readonly FaultStory Delivery = new(
        "delivery",
        58,
        Signalled(0, "K1", "Core feature broken"),
        Signalled(0, "K2", "Core feature broken"),
        Signalled(0, "K3", "Core feature broken"),
        Signalled(0, "K4", "Core feature broken"),
        Signalled(0, "K5", "Core feature broken"),
        Signalled(10, "K6", "Core feature broken") with { Around = harness => harness.FailChannel("mail", ChannelFailure.Transient, "aisyah") },
        Step(15, "INC-6", new AddNote { By = Siti, Text = "the mail is down" }) with { Around = harness => harness.RestoreChannel("mail", "aisyah") },
        Signalled(25, "K7", "Core feature broken") with { Around = harness => harness.FailSchedule("On-call Engineer") },
        Step(30, "INC-1", new Snooze { By = Ben, For = Duration.FromMinutes(10) }) with { Around = harness => harness.SetSchedule("On-call Engineer", "aisyah") },
        Step(35, "INC-2", new Reassign { By = Ben, To = "siti" }),
        Step(45, "INC-3", new EscalateNow { By = Ben }),
        Signalled(50, "K8", "Core feature broken") with { Around = harness => harness.SetSchedule("On-call Engineer") },
        Step(55, "INC-1", new Acknowledge { By = Ben }));

    public static Instant Start => new IncidentHarnessOptions().Start.ToInstant();

    public static IReadOnlyList<FaultStory> All => [Walk, Keys, Ladder, Charge, Clocks, Delivery, Levels, Receipts, Storm];

    public string Name => name;

    public IReadOnlyList<FaultStep> Steps => steps;

    /// <summary>Gets when the story ends.</summary>
    public Instant End { get; } = Start + Duration.FromMinutes(minutes);

    public Action<IncidentHarness> Prepare { get; init; } = _ => { };

    private static Actor Ben => Actor.Person("ben");

    private static Actor Siti => Actor.Person("siti");

    private static FaultStep Signalled(int minute, string key, string summary) =>
        new(minute, $"signal {key}", incidents => incidents.SignalAsync(new Signal { Key = key, Summary = summary }));

    private static FaultStep Step(int minute, string reference, IncidentCommand command) => new(minute, $"{command.GetType().Name} {reference}", async incidents =>
    {
        var outcome = await GiveAsync(incidents, reference, command);
        Assert.Null(outcome.Rejection);
        return outcome;
    });

    private static FaultStep Once(int minute, string name, Func<IIncidentResponse, ValueTask<IncidentOutcome>> tell) => new(minute, name, async incidents =>
    {
        await TellAsync();
        var again = await TellAsync();
        Assert.True(again.IsRepeat);
        return again;

        async ValueTask<IncidentOutcome> TellAsync()
        {
            try
            {
                return await tell(incidents);
            }
            catch (IncidentStoreException)
            {
                // Whether it was done nobody can tell, and nobody has to.
                return await tell(incidents);
            }
        }
    });

    private static async ValueTask<IncidentOutcome> GiveAsync(IIncidentResponse incidents, string reference, IncidentCommand command) =>
        await incidents.ExecuteAsync((await incidents.FindByReferenceAsync(reference))!.Id, command);
}
