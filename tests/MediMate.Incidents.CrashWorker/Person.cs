using MediMate.Incidents.Relational.Tests.Crashes;
using NodaTime;

namespace MediMate.Incidents.CrashWorker;

/// <summary>Somebody who does this and that, one thing after another, and says what was accepted.</summary>
internal sealed class Person(IIncidentResponse engine, KnownIncidents known, IClock clock, int seed, int number)
{
    private const int Keys = 12;

    private static readonly string[] Summaries = ["Complete app down", "Core feature broken", "Minor feature failure", "UI glitch", "something odd"];

    private static readonly string[] Levels = ["P0", "P1", "P2", "P3"];

    /// <summary>Some of them cannot be reached: the page of a hand-over then moves the ladder on.</summary>
    private static readonly string[] Others = ["aisyah", "dina", "person-1", "nobody"];

    private readonly Random _random = new(unchecked((seed * 31) + number));
    private readonly Actor _actor = Actor.Person($"person-{number}");
    private int _notes;

    public async Task WorkAsync()
    {
        while (true)
        {
            var outcome = await ActAsync();
            if (outcome.Incident is { } incident)
            {
                known.Add(incident.Id);
            }

            // After the call has returned: this line is the word that was given.
            Receipt.Print(outcome);
            if (_random.Next(3) == 0)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(1, 10)));
            }
        }
    }

    private async Task<IncidentOutcome> ActAsync()
    {
        if (_random.Next(60) == 0)
        {
            // What fits is acknowledged one after the other: the last of them is the word that was given.
            var all = await engine.AcknowledgeAllAsync(new AcknowledgeAll { By = _actor, Levels = [Pick(Levels)] });
            foreach (var one in all.SkipLast(1))
            {
                Receipt.Print(one);
            }

            if (all.LastOrDefault() is { } last)
            {
                return last;
            }
        }

        var chance = _random.Next(100);
        if (chance < 6 || known.Pick(_random) is not { } id)
        {
            return await engine.DeclareAsync(new DeclareIncident { By = _actor, Summary = Pick(Summaries) });
        }

        if (chance < 40)
        {
            var signal = new Signal { Summary = Pick(Summaries), Key = $"key-{_random.Next(Keys)}", IsResolved = _random.Next(6) == 0 };
            return await engine.SignalAsync(signal);
        }

        // Whoever was told that it is there must find it there.
        var incident = await engine.FindAsync(id) ?? throw new InvalidOperationException($"{id} was accepted, and is not in the store.");
        return await engine.ExecuteAsync(id, Command(incident));
    }

    private IncidentCommand Command(Incident incident) => _random.Next(24) switch
    {
        < 5 => new AddNote { By = _actor, Text = $"note {seed} {number} {++_notes}" },
        5 or 6 => new Acknowledge { By = _actor, OccurredAt = _random.Next(3) == 0 ? clock.GetCurrentInstant() - Duration.FromSeconds(30) : null },
        7 => new Resolve { By = _actor, Summary = "mended", IsVerified = true, UserImpact = UserImpact.None },
        8 => new Cancel { By = _actor, Reason = "false alarm" },
        9 => new SendUpdate { By = _actor, Audience = MessageAudience.Internal, Text = "we are on it" },
        10 => new SendUpdate { By = _actor, Audience = MessageAudience.External, Text = "we are on it" },
        11 => new DescribeImpact { By = _actor, Text = "nobody can log in" },
        12 => new ConfirmSeverity { By = _actor, Level = incident.Severity.Level },
        13 => new PauseClock { By = _actor, Clock = ClockNames.Resolution, Reason = "waiting for the vendor" },
        14 => new Snooze { By = _actor, For = Duration.FromSeconds(_random.Next(1, 120)) },
        15 => new Reassign { By = _actor, To = Pick(Others) },
        16 or 17 => new EscalateNow { By = _actor },
        18 => new ChangeSeverity { By = _actor, Level = Pick(Levels), Reason = "as it looks", Acknowledge = _random.Next(3) == 0 },
        _ => Forward(incident),
    };

    /// <summary>The command that most likely moves this incident on.</summary>
    private IncidentCommand Forward(Incident incident) => (incident.Phase, _random.Next(2)) switch
    {
        (IncidentPhase.Detected, _) => new BeginAssessment { By = _actor },
        (IncidentPhase.Assessing, 0) => new BeginContainment { By = _actor },
        (IncidentPhase.Assessing, _) => new BeginInvestigation { By = _actor, WaiveContainment = "nothing to isolate" },
        (IncidentPhase.Containing, _) => new BeginInvestigation { By = _actor },
        (IncidentPhase.Investigating, _) => new BeginResolution { By = _actor },
        (IncidentPhase.Resolving, 0) => new VerifyRestoration { By = _actor, How = "seen" },
        (IncidentPhase.Resolving, _) => new ConfirmResolution { By = _actor },
        (IncidentPhase.Communicating, 0) => new TellUsers { By = _actor, Link = "status page" },
        (IncidentPhase.Communicating, _) => new BeginReview { By = _actor },
        (IncidentPhase.Reviewing, 0) => new CompleteReview { By = _actor, Summary = "s", Cause = "c", Improvements = ["i"] },
        (IncidentPhase.Reviewing, _) => new Close { By = _actor },
        (IncidentPhase.Closed, _) => new Reopen { By = _actor, Reason = "it is back" },
        _ => new Restore { By = _actor, Reason = "it was real" },
    };

    private T Pick<T>(T[] choices) => choices[_random.Next(choices.Length)];
}
