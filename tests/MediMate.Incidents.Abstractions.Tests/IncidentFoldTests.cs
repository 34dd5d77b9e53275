using NodaTime;

namespace MediMate.Incidents.Abstractions.Tests;

public sealed class IncidentFoldTests
{
    private static readonly Instant Start = Instant.FromUtc(2026, 3, 2, 2, 0);

    [Fact]
    public void Fold_refuses_a_timeline_that_does_not_start_with_a_declaration()
    {
        Assert.Throws<ArgumentException>(() => Incident.Fold([]));
        var refused = Assert.Throws<ArgumentException>(() => Incident.Fold([new NoteAdded { Text = "x" }]));
        Assert.Contains("NoteAdded", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fold_counts_signals_and_knows_when_all_keys_are_quiet()
    {
        var incident = Incident.Fold([Declared("K1"), new SignalsObserved { Key = "K1", Observed = 2, Total = 3, Sequence = 2 }, new KeyQuiet { Key = "K1", Sequence = 3 }]);

        Assert.Equal(3, incident.Keys.Single().Count);
        Assert.True(incident.IsQuiet);
        Assert.Equal(3, incident.Version);
        Assert.False(incident.Apply(new KeyFiring { Key = "K1", Sequence = 4 }).IsQuiet);
    }

    [Fact]
    public void Incident_without_a_key_is_never_quiet()
    {
        Assert.False(Incident.Fold([Declared(null)]).IsQuiet);
    }

    [Fact]
    public void Acknowledgement_counts_in_its_own_cycle_only()
    {
        var incident = Incident.Fold(
        [
            Declared("K1"),
            new Acknowledged { By = "aisyah", Cycle = 1, Sequence = 2 },
            new Reopened { Cycle = 2, Reason = "again", PlaybookHash = "h", Sequence = 3 },
        ]);

        Assert.False(incident.IsAcknowledged);
        Assert.Equal("aisyah", incident.Acknowledgement!.By);
    }

    [Fact]
    public void Next_due_is_the_earliest_of_clocks_and_ladder()
    {
        var incident = Incident.Fold(
        [
            Declared("K1"),
            new ClockStarted
            {
                Clock = "response", Instance = 1, Level = "P0", Target = Duration.FromMinutes(15), Due = Start + Duration.FromMinutes(15), Sequence = 2,
                Warnings = [new ClockWarning { Fraction = 0.8m, At = Start + Duration.FromMinutes(12) }],
            },
            new EscalationStarted
            {
                Ladder = "P0", Level = "P0", Epoch = 1, Sequence = 3,
                Next = new EscalationNext { Loop = 1, Step = 1, DueAt = Start + Duration.FromMinutes(13) },
            },
        ]);

        Assert.Equal(Start + Duration.FromMinutes(12), incident.NextDueAt);
        var warned = incident.Apply(new ClockWarned { Clock = "response", Instance = 1, Fraction = 0.8m, Sequence = 4 });
        Assert.Equal(Start + Duration.FromMinutes(13), warned.NextDueAt);
        var ended = warned.Apply(new EscalationEnded { Ladder = "P0", Level = "P0", Reason = "acknowledged", Sequence = 5 });
        Assert.Equal(Start + Duration.FromMinutes(15), ended.NextDueAt);
        Assert.Null(ended.Apply(new ClockMet { Clock = "response", Instance = 1, Worked = Duration.FromMinutes(1), Result = ClockResult.Met, Sequence = 6 }).NextDueAt);
    }

    [Fact]
    public void Phases_fall_into_three_groups()
    {
        foreach (var phase in Enum.GetValues<IncidentPhase>())
        {
            Assert.Equal(1, (phase.IsActive() ? 1 : 0) + (phase.IsResolved() ? 1 : 0) + (phase.IsEnded() ? 1 : 0));
        }
    }

    [Fact]
    public void Labels_are_sorted_by_name()
    {
        var labels = Label.From([KeyValuePair.Create("service", "login"), KeyValuePair.Create("Alert", "x")]);

        Assert.Equal(["Alert", "service"], labels.Select(label => label.Name));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void Person_without_an_id_is_refused(string id)
    {
        Assert.Throws<ArgumentException>(() => Actor.Person(id));
        Assert.Throws<ArgumentException>(() => Actor.Policy(id));
    }

    private static IncidentDeclared Declared(string? key) => new()
    {
        IncidentId = default,
        Reference = "INC-1",
        PlaybookHash = "h",
        Summary = "x",
        Source = SignalSource.Monitoring,
        Severity = new SeverityAssessment { Level = "P0", IsConfirmed = true, DecidedBy = Actor.System, Reason = "r" },
        Lifecycle = Lifecycle.Full,
        Key = key,
        Sequence = 1,
        OccurredAt = Start,
        RecordedAt = Start,
    };
}
