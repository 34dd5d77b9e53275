using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents.Testing.Tests.Models;

/// <summary>Chooses what happens next, knowing where the model stands: mostly what is allowed, often right at a deadline.</summary>
internal sealed class ModelStory(ModelWorld world, Random random)
{
    private const int MostIncidents = 7;

    private const string Group = "G1";

    private static readonly ImmutableArray<string> Keys = ["K1", "K2", "K3"];
    private static readonly ImmutableArray<string> Parts = ["a", "b", "c"];
    private static readonly Duration Microsecond = Duration.FromTicks(10);

    private ModelPlaybook Playbook { get; } = world.Playbook;

    public ModelStep Next()
    {
        var at = When();
        if (!world.IsRunning)
        {
            return new ModelStep(at, SceneWords.StartEngine);
        }

        // Right after an outage, before what it missed is done.
        if (Chance(12) && world.Incidents.Any(incident => incident.NextDueAt < world.Now))
        {
            return AcknowledgeAll(world.Now);
        }

        if (world.Incidents.FirstOrDefault(incident => incident.SelfResolvesAt is not null) is { } quiet && Chance(35))
        {
            return Scene(Instant.Max(world.Now, quiet.SelfResolvesAt!.Value + (Chance(60) ? Microsecond : -Microsecond)));
        }

        if (world.Incidents.Where(incident => incident.HasOpenSuggestion).ToList() is { Count: > 0 } asked && Chance(20))
        {
            var incident = asked[random.Next(asked.Count)];
            return Late(new ModelStep(at, Chance(50) ? "acceptSuggestion" : "rejectSuggestion").With("incident", incident.Name).With("by", Person()), incident, at);
        }

        var step = Chance(world.Incidents.IsEmpty ? 100 : 15) ? Beginning(at) : Chance(9) ? Scene(at) : OnIncident(at);
        return step;
    }

    /// <summary>Chooses an instant: this one, a little later, right at a deadline or beside it, much later.</summary>
    private Instant When()
    {
        var due = Due();
        var roll = random.Next(100);
        if (due is { } deadline && roll < 45)
        {
            return Instant.Max(world.Now, roll switch
            {
                < 25 => deadline,
                < 32 => deadline - Microsecond,
                < 39 => deadline + Microsecond,
                _ => deadline + Duration.FromSeconds(random.Next(1, 900)),
            });
        }

        return world.Now + (roll < 70 ? Duration.Zero
            : roll < 92 ? Duration.FromSeconds(random.Next(1, 600))
            : roll < 98 ? Duration.FromMinutes(random.Next(10, 240))
            : Duration.FromHours(random.Next(4, 40)));
    }

    private Instant? Due()
    {
        var dues = world.Incidents.Select(incident => incident.NextDueAt)
            .Concat(world.Incidents.Select(incident => incident.NextAttemptAt))
            .Concat(world.Silences.Select(silence => silence.DueAt))
            .Concat(world.Incidents.Select(incident => incident.ResolvedAt + Playbook.Source.ReopenWithin))
            .Where(due => due > world.Now)
            .Order()
            .ToList();
        return dues.Count == 0 ? null : dues[random.Next(Math.Min(dues.Count, world.IsRunning ? 2 : 4))];
    }

    private ModelStep Beginning(Instant at)
    {
        var isFull = world.Incidents.Length >= MostIncidents;
        var roll = random.Next(100);
        var mended = world.Incidents
            .Where(incident => !incident.IsActive && incident.Phase != IncidentPhase.Cancelled && at <= incident.ResolvedAt + Playbook.Source.ReopenWithin + Microsecond)
            .SelectMany(incident => incident.Keys)
            .Select(known => known.Key)
            .FirstOrDefault();
        if (world.Incidents.Where(incident => incident is { IsActive: true, IsChosen: true } && incident.Keys.Count > 0).ToList() is { Count: > 0 } chosen && Chance(25))
        {
            return new ModelStep(at, "signal").With("as", NewName()).With("key", chosen[^1].Keys[0].Key).With("summary", Playbook.Source.Levels[Chance(70) ? 0 : 1].Examples[0]);
        }

        if (mended is not null && roll < 40)
        {
            return new ModelStep(at, "signal").With("as", NewName()).With("key", mended).With("summary", Summary());
        }

        if (roll is 39 or 38 && !world.Incidents.IsEmpty)
        {
            return AcknowledgeAll(at);
        }

        if (roll < 25)
        {
            var alone = world.Incidents.Where(incident => incident is { IsActive: true, WasAcknowledged: false, IsFull: false }).SelectMany(incident => incident.Keys).Where(known => !known.IsQuiet).ToList();
            return new ModelStep(at, "resolveSignal").With("key", alone.Count > 0 && Chance(75) ? alone[random.Next(alone.Count)].Key : Chance(80) ? Pick(Keys) : Group);
        }

        if (roll < 40 && !isFull)
        {
            return new ModelStep(at, "declare")
                .With("by", Person())
                .With("as", NewName())
                .With("summary", Chance(4) ? " " : Summary())
                .With("level", Chance(5) ? "P9" : Chance(50) ? Pick(Playbook.Levels) : null)
                .With("acknowledge", Chance(40) ? true : null);
        }

        if (roll < 55)
        {
            return Body(at, isFull);
        }

        // A storm: of what comes within ten seconds only the count is kept.
        var soon = Chance(40) ? Instant.Min(at, world.Now + Duration.FromSeconds(random.Next(12))) : at;

        // Once there are many incidents, signals come on keys that are there.
        var key = isFull ? world.Incidents.Where(incident => incident.IsActive).SelectMany(incident => incident.Keys).Select(known => known.Key).FirstOrDefault() : Chance(15) ? null : Pick(Keys);
        return isFull && key is null
            ? OnIncident(at)
            : new ModelStep(soon, "signal")
                .With("as", NewName())
                .With("key", key)
                .With("summary", Chance(2) ? " " : Summary())
                .With("labels", SomeLabels())
                .With("occurredAt", Chance(10) ? at + Duration.FromMinutes(random.Next(-600, 60)) : null);
    }

    private ModelStep AcknowledgeAll(Instant at) => new ModelStep(at, "acknowledgeAll")
        .With("by", Person())
        .With("levels", Chance(50) ? ImmutableArray.Create(Chance(80) ? Pick(Playbook.Levels) : Pick(Playbook.Levels).ToLowerInvariant(), Pick(Playbook.Levels)) : null)
        .With("labels", Chance(40) ? SomeLabels() : null);

    /// <summary>Makes a body of Alertmanager, of a group some parts of which fire.</summary>
    private ModelStep Body(Instant at, bool isFull)
    {
        var parts = Parts.OrderBy(_ => random.Next()).Take(random.Next(1, 4)).ToList();
        var isHeld = world.Incidents.Any(incident => incident.IsActive && incident.Keys.Exists(known => known.Key == Group));
        var firing = isFull && !isHeld ? 0 : random.Next(parts.Count + 1);
        return new ModelStep(at, "alertmanager").With("as", NewName()).With("body", new ModelBody(Group, Summary())
        {
            Firing = [.. parts.Take(firing)],
            Over = [.. parts.Skip(firing)],
            IsTruncated = Chance(10),
            Labels = SomeLabels() ?? [],
        });
    }

    /// <summary>Gives labels that speak for a level, or by which a signal may be silenced.</summary>
    private ImmutableArray<Label>? SomeLabels()
    {
        List<Label> labels = [];
        if (Chance(70))
        {
            labels.Add(new Label { Name = Chance(95) ? "service" : "SERVICE", Value = Chance(95) ? Pick(["login", "mail"]) : Pick(["Login", "MAIL"]) });
        }

        if (Chance(45))
        {
            labels.Add(new Label { Name = "region", Value = "my" });
        }

        if (Chance(15))
        {
            labels.Add(new Label { Name = "severity", Value = Pick(Playbook.Levels) });
        }

        return labels.Count == 0 ? null : [.. labels.OrderBy(label => label.Name, StringComparer.Ordinal)];
    }

    private ModelStep Silence(Instant at)
    {
        var open = world.Silences.Where(silence => !silence.IsOver).ToList();
        if (open.Count > 0 && Chance(75))
        {
            return new ModelStep(at, "endSilence").With("silence", open[random.Next(open.Count)].Name).With("by", Person());
        }

        return new ModelStep(at, "silence")
            .With("as", $"q{world.Steps + 1}")
            .With("by", Person())
            .With("match", Chance(4) ? [] : ImmutableArray.Create(new Label { Name = Chance(80) ? "service" : "Service", Value = Pick(["login", "mail"]) }))
            .With("from", Chance(30) ? at + Duration.FromMinutes(random.Next(0, 60)) : null)
            .With("for", Duration.FromMinutes(Chance(95) ? random.Next(5, 300) : 60 * 24 * 31))
            .With("reason", Text());
    }

    private ModelStep Scene(Instant at)
    {
        if (Chance(45))
        {
            return Silence(at);
        }

        var roll = random.Next(100);
        if (roll < 45)
        {
            return new ModelStep(at, SceneWords.StopEngine);
        }

        if (roll < 75)
        {
            var role = Pick([.. Playbook.Source.Team.Select(role => role.Name), Playbook.Source.EmergencyContact]);
            var people = world.People.All.OrderBy(_ => random.Next()).Take(random.Next(3)).Select(person => person.Id).ToImmutableArray();
            return new ModelStep(at, "setSchedule").With("role", role).With("people", Chance(25) ? "fails" : Chance(15) ? ImmutableArray<string>.Empty : people);
        }

        var step = new ModelStep(at, Chance(50) ? "failChannel" : "restoreChannel").With("channel", Pick(["sms", "mail", "public"])).With("to", Chance(50) ? Person() : null);
        if (step.Do == "restoreChannel")
        {
            return step;
        }

        // The channel asks for more time than the engine would wait by itself: what that is nobody is told.
        return Chance(50) ? step.With("mode", "permanent") : step.With("mode", "transient").With("retryAfter", ModelIncident.AttemptAfter);
    }

    private ModelStep OnIncident(Instant at)
    {
        var incident = Chance(55) && world.Focus is { } focus ? world.Find(focus)!
            : Pick(Chance(80) && world.Incidents.Any(known => !known.HasEnded) ? [.. world.Incidents.Where(known => !known.HasEnded)] : world.Incidents);
        var by = Person();
        ModelStep Give(string command) => new ModelStep(at, command).With("incident", incident.Name).With("by", by);
        var isLate = incident.IsActive && incident.Clock(ClockNames.Response) is { IsRunning: true, IsBreached: true };
        var command = random.Next(100) switch
        {
            < 30 when isLate => "acknowledge",
            < 12 => AnyCommand(),
            < 62 => Forward(incident),
            _ => Aside(incident),
        };
        return Late(Filled(command, incident, at, Give), incident, at);
    }

    /// <summary>Lets a person tell late what was done.</summary>
    private ModelStep Late(ModelStep step, ModelIncident incident, Instant at)
    {
        if (step.Do == "attachSignal" || step.Instant("occurredAt") is not null)
        {
            return step;
        }

        return step.Do is "pauseClock" or "resumeClock"
            ? step.With("occurredAt", Chance(60) ? ToldOf(incident.Clock(step.Text("clock")!), at) : null)
            : step.With("occurredAt", Chance(12) ? Told(incident, at) : null);
    }

    /// <summary>Chooses an instant about a pause: at, or beside, what happened to the clock.</summary>
    private Instant ToldOf(ModelClock? clock, Instant at)
    {
        if (clock is null)
        {
            return at;
        }

        List<Instant> known =
        [
            clock.StartedAt, clock.Due(), .. clock.Spans.Select(span => span.From), .. clock.Pauses.SelectMany(pause => new[] { pause.From, pause.To ?? at }),
            .. clock.Told.Select(told => told.Due), at - Duration.FromMinutes(random.Next(300)), clock.StartedAt + Duration.FromMinutes(random.Next(90)),
        ];
        return known[random.Next(known.Count)] + (random.Next(6) switch { 0 => Microsecond, 1 => -Microsecond, _ => Duration.Zero });
    }

    /// <summary>Chooses a command that moves the incident on, or makes that it can.</summary>
    private string Forward(ModelIncident incident)
    {
        if (incident.HasEnded)
        {
            return incident.Phase == IncidentPhase.Closed ? "reopen" : "restore";
        }

        if (PausableClock(incident, isPaused: true) is not null && Chance(12))
        {
            return "resumeClock";
        }

        if (incident.IsActive && Chance(incident.IsFull ? 4 : 8))
        {
            return "resolve";
        }

        if (Playbook.Items(incident.Phase).Any(item => item.IsRequired && !incident.Settled.ContainsKey(item.Id)))
        {
            return Chance(50) ? "completeItem" : "skipItem";
        }

        return incident.Phase switch
        {
            IncidentPhase.Detected => "beginAssessment",
            IncidentPhase.Assessing when !incident.IsConfirmed => "changeSeverity",
            IncidentPhase.Assessing when !incident.HasImpact => "describeImpact",
            IncidentPhase.Assessing => Chance(60) ? "beginContainment" : "beginInvestigation",
            IncidentPhase.Containing => Chance(60) ? "beginInvestigation" : "beginResolution",
            IncidentPhase.Investigating => "beginResolution",
            IncidentPhase.Resolving when !incident.Won.Contains(IncidentPhase.Resolving) => "verifyRestoration",
            IncidentPhase.Resolving => "confirmResolution",
            IncidentPhase.Communicating when !incident.Won.Contains(IncidentPhase.Communicating) => Pick(["tellUsers", "noUserImpact", "sendUpdate"]),
            IncidentPhase.Communicating => "beginReview",
            IncidentPhase.Reviewing when !incident.Won.Contains(IncidentPhase.Reviewing) => "completeReview",
            _ => "close",
        };
    }

    /// <summary>Chooses a command that is likely to be taken in this phase, without moving on.</summary>
    private string Aside(ModelIncident incident)
    {
        if (incident.HasEnded)
        {
            return Pick(["addNote", incident.Phase == IncidentPhase.Closed ? "reopen" : "restore", incident.Phase == IncidentPhase.Closed ? "reopen" : "restore"]);
        }

        if (!incident.IsActive)
        {
            return Pick(["addNote", "stepBack", "reopen", "sendUpdate", "tellUsers", "noUserImpact", "changeSeverity", "completeItem", "skipItem"]);
        }

        List<string> likely =
        [
            "acknowledge", "acknowledge", "acknowledge", "changeSeverity", "describeImpact", "sendUpdate", "addNote", "completeItem", "skipItem",
            "tellUsers", "noUserImpact",
        ];
        if (Chance(50))
        {
            likely.Add("cancel");
        }

        likely.AddRange(["attachSignal", "addEvidence", "correct", "snooze", incident.AcknowledgedBy is null ? "escalateNow" : "reassign"]);

        if (incident.Suggestions.Exists(suggestion => !suggestion.IsAnswered))
        {
            likely.AddRange(["acceptSuggestion", "rejectSuggestion", "rejectSuggestion"]);
        }

        if (incident.Phase > IncidentPhase.Assessing)
        {
            likely.Add("stepBack");
        }

        if (PausableClock(incident, isPaused: false) is not null)
        {
            likely.AddRange(["pauseClock", "pauseClock", "pauseClock", "pauseClock"]);
        }

        if (PausableClock(incident, isPaused: true) is not null)
        {
            likely.AddRange(["resumeClock", "resumeClock", "resumeClock", "resumeClock", "resumeClock", "resumeClock"]);
        }

        return Pick([.. likely]);
    }

    private string? PausableClock(ModelIncident incident, bool isPaused) => incident.LatestClocks()
        .Where(clock => clock.IsRunning && clock.IsPaused == isPaused && !clock.IsBreached && Playbook.IsPausable(clock.Name))
        .OrderBy(_ => random.Next())
        .Select(clock => clock.Name)
        .FirstOrDefault();

    private string AnyCommand() => Chance(12) ? Pick(["attachSignal", "addEvidence", "correct", "snooze", "reassign", "escalateNow"]) : Chance(8) ? Pick(["acceptSuggestion", "rejectSuggestion"]) : Pick(
    [
        "acknowledge", "beginAssessment", "beginContainment", "beginInvestigation", "beginResolution", "confirmResolution", "beginReview", "close",
        "stepBack", "reopen", "restore", "cancel", "resolve", "changeSeverity", "describeImpact", "verifyRestoration", "tellUsers", "noUserImpact",
        "completeReview", "sendUpdate", "addNote", "completeItem", "skipItem", "pauseClock", "resumeClock",
    ]);

    private ModelStep Filled(string command, ModelIncident incident, Instant at, Func<string, ModelStep> give)
    {
        var step = give(command);
        return command switch
        {
            "acknowledge" => step.With("occurredAt", Chance(incident.Clock(ClockNames.Response) is { IsRunning: true, IsBreached: true } ? 70 : 35) ? Told(incident, at) : null),
            "beginInvestigation" => step.With("waiveContainment", Chance(incident.Phase == IncidentPhase.Assessing ? 70 : 10) ? Text() : null),
            "stepBack" => step.With("to", Back(incident).ToString()).With("reason", Text()),
            "cancel" => step.With("reason", Text()).With("duplicateOf", Chance(85) ? Pick(world.Incidents).Name : null),
            "reopen" or "restore" or "noUserImpact" => step.With("reason", Text()),
            "resolve" => step.With("summary", Text()).With("verified", !Chance(10)).With("userImpact", Pick(["none", "told", "some saw it"])),
            "changeSeverity" => step
                .With("level", Chance(30) ? incident.Level : Pick(Playbook.Levels))
                .With("acknowledge", Chance(20) ? true : null),
            "describeImpact" => step
                .With("text", Text())
                .With("users", Chance(40) ? Pick(["60 %", "50 %", "12 %", "10 %", "2 %", "0.5 %"]) : null)
                .With("data", Chance(10) ? "names" : null)
                .With("workaround", Chance(20) ? Pick(["none", "use the telephone"]) : null),
            "snooze" => step.With("for", Duration.FromMinutes(Chance(80) ? random.Next(1, 31) : random.Next(0, 3000))),
            "reassign" => step.With("to", Person()),
            "addNote" => step.With("text", Text()),
            "verifyRestoration" => step.With("how", Text()),
            "tellUsers" => step.With("link", Chance(95) ? "https://example.org/status" : null),
            "completeReview" => Chance(50)
                ? step.With("summary", Text()).With("cause", Text()).With("improvements", ImmutableArray.Create("a test more"))
                : step.With("summary", Text()).With("cause", Text()).With("reason", Text()),
            "attachSignal" => step.With("key", Chance(5) ? " " : Chance(80) ? Pick([.. Keys, "K4", "K5"]) : null).With("summary", Chance(3) ? " " : Summary()),
            "addEvidence" => step.With("kind", "screenshot").With("link", Chance(60) ? "https://example.org/1" : null).With("contentHash", Chance(60) ? "sha256:9f86d081884c7d65" : null),
            "correct" => step.With("seq", random.Next(1, incident.Version + 3)).With("text", Text()),
            "sendUpdate" => step.With("audience", Pick(["internal", "external"])).With("text", Chance(5) ? "what [happened]?" : Text()),
            "completeItem" => step.With("item", Item(incident)).With("note", Chance(20) ? "as it is" : null),
            "skipItem" => step.With("item", Item(incident)).With("reason", Text()),
            "pauseClock" => step.With("clock", (Chance(90) ? PausableClock(incident, isPaused: false) : null) ?? Pick(Playbook.Clocks)).With("reason", Text()),
            "resumeClock" => step.With("clock", (Chance(90) ? PausableClock(incident, isPaused: true) : null) ?? Pick(Playbook.Clocks)),
            _ => step,
        };
    }

    private IncidentPhase Back(ModelIncident incident) => Chance(15) || incident.Phase == IncidentPhase.Detected
        ? (IncidentPhase)random.Next(8)
        : (IncidentPhase)Math.Max(0, (int)incident.Phase - (incident.Phase <= IncidentPhase.Resolving ? random.Next(1, 3) : 1));

    /// <summary>Chooses an instant that somebody tells late: often where it just counts, or just does not.</summary>
    private Instant Told(ModelIncident incident, Instant at)
    {
        var clock = incident.Clock(ClockNames.Response);
        var due = clock?.Due() ?? at;
        return random.Next(12) switch
        {
            0 => at - Duration.FromMinutes(random.Next(30)),
            1 or 7 or 11 => due,
            2 => due + Microsecond,
            3 => Instant.Max(incident.PhaseChangedAt, incident.CycleStartedAt),
            4 => Instant.Max(incident.PhaseChangedAt, incident.CycleStartedAt) - Microsecond,
            8 when clock is not null => clock.Spans[random.Next(clock.Spans.Count)].From,
            9 or 10 => ToldOf(clock, at),
            5 => at + Duration.FromMinutes(5) + (Chance(50) ? Microsecond : Duration.Zero),
            _ => at - Duration.FromDays(7) - (Chance(50) ? Microsecond : Duration.Zero),
        };
    }

    private string Item(ModelIncident incident)
    {
        var own = Playbook.Items(incident.Phase);
        return !own.IsEmpty && Chance(75) ? Pick(own).Id : Pick([.. Playbook.AllItems().Select(known => known.Item)]).Id;
    }

    private string Summary() => Chance(20) ? "something is odd" : Pick([.. Playbook.Source.Levels.SelectMany(level => level.Examples)]);

    private string Text() => Chance(2) ? " " : "so it is";

    private string Person() => Pick(world.People.All).Id;

    private string NewName() => $"s{world.Steps + 1}";

    private bool Chance(int percent) => random.Next(100) < percent;

    private T Pick<T>(ImmutableArray<T> among) => among[random.Next(among.Length)];
}
