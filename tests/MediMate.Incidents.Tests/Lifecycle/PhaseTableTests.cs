using System.Collections.Immutable;

namespace MediMate.Incidents.Tests.Lifecycle;

/// <summary>The table of phases and triggers, written here a second time and compared with the machine that runs.</summary>
public sealed class PhaseTableTests
{
    private static readonly CompiledPlaybook Playbook = CompiledPlaybook.Compile(TestPlaybooks.Example);

    private static readonly (PhaseTrigger Trigger, IncidentPhase From, IncidentPhase To)[] Table =
    [
        (PhaseTrigger.BeginAssessment, IncidentPhase.Detected, IncidentPhase.Assessing),
        (PhaseTrigger.BeginContainment, IncidentPhase.Assessing, IncidentPhase.Containing),
        (PhaseTrigger.BeginInvestigation, IncidentPhase.Assessing, IncidentPhase.Investigating),
        (PhaseTrigger.BeginInvestigation, IncidentPhase.Containing, IncidentPhase.Investigating),
        (PhaseTrigger.BeginResolution, IncidentPhase.Containing, IncidentPhase.Resolving),
        (PhaseTrigger.BeginResolution, IncidentPhase.Investigating, IncidentPhase.Resolving),
        (PhaseTrigger.ConfirmResolution, IncidentPhase.Resolving, IncidentPhase.Communicating),
        (PhaseTrigger.BeginReview, IncidentPhase.Communicating, IncidentPhase.Reviewing),
        (PhaseTrigger.Close, IncidentPhase.Reviewing, IncidentPhase.Closed),
        (PhaseTrigger.StepBack, IncidentPhase.Containing, IncidentPhase.Assessing),
        (PhaseTrigger.StepBack, IncidentPhase.Investigating, IncidentPhase.Assessing),
        (PhaseTrigger.StepBack, IncidentPhase.Investigating, IncidentPhase.Containing),
        (PhaseTrigger.StepBack, IncidentPhase.Resolving, IncidentPhase.Assessing),
        (PhaseTrigger.StepBack, IncidentPhase.Resolving, IncidentPhase.Containing),
        (PhaseTrigger.StepBack, IncidentPhase.Resolving, IncidentPhase.Investigating),
        (PhaseTrigger.StepBack, IncidentPhase.Reviewing, IncidentPhase.Communicating),
        (PhaseTrigger.Reopen, IncidentPhase.Communicating, IncidentPhase.Investigating),
        (PhaseTrigger.Reopen, IncidentPhase.Reviewing, IncidentPhase.Investigating),
        (PhaseTrigger.Reopen, IncidentPhase.Closed, IncidentPhase.Investigating),
        (PhaseTrigger.Restore, IncidentPhase.Cancelled, IncidentPhase.Assessing),
        (PhaseTrigger.Cancel, IncidentPhase.Detected, IncidentPhase.Cancelled),
        (PhaseTrigger.Cancel, IncidentPhase.Assessing, IncidentPhase.Cancelled),
        (PhaseTrigger.Cancel, IncidentPhase.Containing, IncidentPhase.Cancelled),
        (PhaseTrigger.Cancel, IncidentPhase.Investigating, IncidentPhase.Cancelled),
        (PhaseTrigger.Cancel, IncidentPhase.Resolving, IncidentPhase.Cancelled),
    ];

    [Fact]
    public void Machine_accepts_what_the_table_has_and_nothing_else_when_every_guard_is_met()
    {
        var accepted = new List<(PhaseTrigger, IncidentPhase, IncidentPhase)>();
        foreach (var from in Enum.GetValues<IncidentPhase>())
        {
            foreach (var trigger in Enum.GetValues<PhaseTrigger>())
            {
                var destinations = trigger == PhaseTrigger.StepBack ? Enum.GetValues<IncidentPhase>() : [IncidentPhase.Detected];
                foreach (var destination in destinations)
                {
                    var request = new PhaseRequest(trigger, destination, IsContainmentWaived: true);
                    if (Playbook.Machines.TryFire(Ready(from), request, out var to, out _))
                    {
                        accepted.Add((trigger, from, to));
                    }
                }
            }
        }

        Assert.Equal(Table.Order(), accepted.Distinct().Order());
    }

    [Fact]
    public void Machine_that_is_drawn_answers_as_the_one_that_fires()
    {
        var firing = new PhaseMachine(Playbook);
        var drawn = new PhaseMachine(Playbook, isForDrawing: true);
        foreach (var phase in Enum.GetValues<IncidentPhase>())
        {
            foreach (var trigger in Enum.GetValues<PhaseTrigger>())
            {
                foreach (var incident in new[] { Bare(phase), Ready(phase) })
                {
                    foreach (var destination in Enum.GetValues<IncidentPhase>())
                    {
                        var request = new PhaseRequest(trigger, destination);
                        var fired = firing.TryFire(incident, request, out var to, out var unmet);

                        Assert.Equal(fired, drawn.TryFire(incident, request, out var drawnTo, out var drawnUnmet));
                        Assert.Equal((to, string.Join('|', unmet)), (drawnTo, string.Join('|', drawnUnmet)));
                    }
                }
            }
        }
    }

    [Fact]
    public void Machine_lists_the_triggers_of_a_phase_as_the_table_has_them()
    {
        foreach (var phase in Enum.GetValues<IncidentPhase>())
        {
            Assert.Equal(Table.Where(row => row.From == phase).Select(row => row.Trigger).Distinct().Order(), Playbook.Machines.Triggers(phase));
        }
    }

    [Theory]
    [InlineData(PhaseTrigger.BeginContainment, IncidentPhase.Assessing, "severity confirmed", "impact described")]
    [InlineData(PhaseTrigger.BeginInvestigation, IncidentPhase.Assessing, "severity confirmed", "containment done, or waived with a reason")]
    [InlineData(PhaseTrigger.BeginInvestigation, IncidentPhase.Containing, "severity confirmed")]
    [InlineData(PhaseTrigger.ConfirmResolution, IncidentPhase.Resolving, "restoration verified in this cycle")]
    [InlineData(PhaseTrigger.BeginReview, IncidentPhase.Communicating, "users told in this cycle, or not affected")]
    [InlineData(PhaseTrigger.Close, IncidentPhase.Reviewing, "review complete")]
    public void Machine_names_every_unmet_guard_when_it_refuses(PhaseTrigger trigger, IncidentPhase from, params string[] unmet)
    {
        var isAccepted = Playbook.Machines.TryFire(Bare(from), new PhaseRequest(trigger), out _, out var named);

        Assert.False(isAccepted);
        Assert.Equal(unmet, named);
    }

    [Fact]
    public void Machine_lets_a_short_level_leave_containment_out_without_a_reason()
    {
        var incident = Ready(IncidentPhase.Assessing) with { Facts = LifecycleFacts.None, Lifecycle = Incidents.Lifecycle.Short };

        Assert.True(Playbook.Machines.TryFire(incident, new PhaseRequest(PhaseTrigger.BeginInvestigation), out var to, out _));
        Assert.Equal(IncidentPhase.Investigating, to);
    }

    [Fact]
    public void Machine_asks_for_the_required_items_of_the_phase_that_is_left()
    {
        var playbook = CompiledPlaybook.Compile(TestPlaybooks.WithChecklists);
        var incident = Ready(IncidentPhase.Resolving);

        Assert.False(playbook.Machines.TryFire(incident, new PhaseRequest(PhaseTrigger.ConfirmResolution), out _, out var unmet));
        Assert.Equal(["\"Develop fix\" done or skipped", "\"Verify restoration of service\" done or skipped"], unmet);

        var settled = incident with
        {
            Items = [new SettledItem { Id = "develop-fix", IsSkipped = false }, new SettledItem { Id = "verify-restoration-of-service", IsSkipped = true }],
        };
        Assert.True(playbook.Machines.TryFire(settled, new PhaseRequest(PhaseTrigger.ConfirmResolution), out _, out _));
    }

    [Fact]
    public void Machine_goes_back_whatever_items_are_open()
    {
        var playbook = CompiledPlaybook.Compile(TestPlaybooks.WithChecklists);

        var request = new PhaseRequest(PhaseTrigger.StepBack, IncidentPhase.Assessing);
        Assert.True(playbook.Machines.TryFire(Bare(IncidentPhase.Resolving), request, out var to, out _));
        Assert.Equal(IncidentPhase.Assessing, to);
    }

    [Fact]
    public void Diagram_draws_every_row_of_the_table()
    {
        var diagram = PhaseDiagram.ToMermaid(TestPlaybooks.Example);

        Assert.StartsWith("stateDiagram-v2", diagram, StringComparison.Ordinal);
        Assert.Contains("Active --> Cancelled : Cancel", diagram, StringComparison.Ordinal);
        Assert.Contains("Assessing --> Containing : BeginContainment [severity confirmed] [impact described]", diagram, StringComparison.Ordinal);
        foreach (var (trigger, from, to) in Table.Where(row => row.Trigger is not (PhaseTrigger.Cancel or PhaseTrigger.StepBack)))
        {
            Assert.Contains($"{from} --> {to} : {trigger}", diagram, StringComparison.Ordinal);
        }
    }

    private static Incident Ready(IncidentPhase phase) => Bare(phase) with
    {
        Severity = new SeverityAssessment { Level = "P0", IsConfirmed = true, DecidedBy = Actor.System, Reason = "test" },
        Impact = new Impact { Text = "nobody can log in" },
        Facts = LifecycleFacts.Containment | LifecycleFacts.Restoration | LifecycleFacts.UsersTold | LifecycleFacts.Review,
    };

    private static Incident Bare(IncidentPhase phase) => new()
    {
        Id = new IncidentId(Guid.Empty),
        Reference = "INC-1",
        Version = 1,
        UpdatedAt = Engine.Start,
        PlaybookHash = Playbook.Hash,
        Summary = "test",
        OccurredAt = Engine.Start,
        DeclaredAt = Engine.Start,
        PhaseChangedAt = Engine.Start,
        CycleStartedAt = Engine.Start,
        CycleRecordedAt = Engine.Start,
        Severity = new SeverityAssessment { Level = "P0", IsConfirmed = false, DecidedBy = Actor.System, Reason = "test" },
        Phase = phase,
    };
}
