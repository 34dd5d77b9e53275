using NodaTime;

namespace MediMate.Incidents.Tests.Lifecycle;

/// <summary>Checklist items: done, perhaps with a link or a note, skipped with a reason, or open.</summary>
public sealed class ChecklistTests
{
    private static readonly Actor Aisyah = Actor.Person("aisyah");
    private static readonly Actor Ben = Actor.Person("ben");

    public static TheoryData<string, string> WrongLinks => new()
    {
        { "link is an absolute http or https address", "/runs/17" },
        { "link is an absolute http or https address", "wiki.example.org/runs/17" },
        { "link is an absolute http or https address", "javascript:alert(1)" },
        { "link is an absolute http or https address", "file:///etc/passwd" },
        { "link is an absolute http or https address", "ftp://example.org/x" },
        { "link has at most 2000 characters", "https://example.org/" + new string('x', 2_000) },
    };

    [Fact]
    public async Task Review_shows_each_settled_item_with_who_when_link_note_and_reason()
    {
        await using var engine = new Engine(TestPlaybooks.WithChecklists);
        var incident = await engine.SignalAsync();
        await engine.AcceptAsync(incident, new CompleteItem { By = Aisyah, Item = "classify-severity", Link = "https://example.org/runs/17", Note = "P0 it is" });
        await engine.AdvanceAsync(Duration.FromMinutes(1));
        await engine.AcceptAsync(incident, new SkipItem { By = Ben, Item = "develop-fix", Reason = "the supplier mends it" });

        var checklist = (await engine.Incidents.ExplainAsync(incident.Id))!.Checklist;

        Assert.Equal(
            ["monitoring-alerts", "user-reports", "classify-severity", "determine-potential-impact", "isolate-affected-systems", "root-cause-analysis", "develop-fix",
                "verify-restoration-of-service", "internal-stakeholders", "blameless-analysis"],
            checklist.Select(item => item.Id));
        var done = checklist.Single(item => item.Id == "classify-severity");
        Assert.Equal(("Classify severity", IncidentPhase.Assessing, true, false, false), (done.Text, done.Phase, done.IsRequired, done.IsOpen, done.IsSkipped));
        Assert.Equal((Aisyah, Engine.Start, "https://example.org/runs/17", "P0 it is", null), (done.SettledBy, done.SettledAt, done.Link, done.Note, done.Reason));
        var skipped = checklist.Single(item => item.Id == "develop-fix");
        Assert.Equal((false, true, Ben, Engine.Start + Duration.FromMinutes(1)), (skipped.IsOpen, skipped.IsSkipped, skipped.SettledBy, skipped.SettledAt));
        Assert.Equal((null, null, "the supplier mends it"), (skipped.Link, skipped.Note, skipped.Reason));
        var open = checklist.Single(item => item.Id == "user-reports");
        Assert.Equal((true, null, null, false), (open.IsOpen, open.SettledBy, open.SettledAt, open.IsRequired));
    }

    [Fact]
    public async Task Checklist_of_the_present_phase_says_the_same_as_the_whole_one()
    {
        await using var engine = new Engine(TestPlaybooks.WithChecklists);
        var incident = await engine.SignalAsync();
        await engine.AcceptAsync(incident, new BeginAssessment { By = Aisyah }, new CompleteItem { By = Aisyah, Item = "classify-severity", Note = "P0" });

        var explanation = (await engine.Incidents.ExplainAsync(incident.Id))!;

        Assert.Equal(["classify-severity", "determine-potential-impact"], explanation.Items.Select(item => item.Id));
        Assert.Equal(explanation.Items, explanation.Checklist.Where(item => item.Phase == IncidentPhase.Assessing));
    }

    [Fact]
    public async Task Link_or_note_that_comes_later_is_added_and_who_did_the_item_stays()
    {
        await using var engine = new Engine(TestPlaybooks.WithChecklists);
        var incident = await engine.SignalAsync();
        await engine.AcceptAsync(incident, new CompleteItem { By = Aisyah, Item = "classify-severity", Note = "P0" });
        await engine.AdvanceAsync(Duration.FromMinutes(1));
        var silent = await engine.DoAsync(incident, new CompleteItem { By = Ben, Item = "classify-severity", Link = " ", Note = "" });
        var added = await engine.DoAsync(incident, new CompleteItem { By = Ben, Item = "classify-severity", Link = "https://example.org/1" });

        Assert.Empty(silent.Events);
        Assert.Single(added.Events);
        var item = (await engine.Incidents.ExplainAsync(incident.Id))!.Checklist.Single(item => item.Id == "classify-severity");
        Assert.Equal((Aisyah, Engine.Start, "https://example.org/1", "P0"), (item.SettledBy, item.SettledAt, item.Link, item.Note));
    }

    [Fact]
    public async Task Item_that_was_skipped_can_still_be_done_and_one_that_is_done_stays_done()
    {
        await using var engine = new Engine(TestPlaybooks.WithChecklists);
        var incident = await engine.SignalAsync();
        await engine.AcceptAsync(
            incident,
            new SkipItem { By = Aisyah, Item = "develop-fix", Reason = "not ours" },
            new CompleteItem { By = Ben, Item = "develop-fix" },
            new SkipItem { By = Aisyah, Item = "develop-fix", Reason = "not ours" });

        var item = (await engine.Incidents.ExplainAsync(incident.Id))!.Checklist.Single(item => item.Id == "develop-fix");
        Assert.Equal((false, Ben, null), (item.IsSkipped, item.SettledBy, item.Reason));
    }

    [Fact]
    public async Task Item_that_was_opened_again_has_nothing_settled_any_more()
    {
        await using var engine = new Engine(TestPlaybooks.WithChecklists);
        var incident = await engine.SignalAsync("UI glitch");
        await engine.AcceptAsync(
            incident,
            new ConfirmSeverity { By = Aisyah, Level = "P3" },
            new BeginAssessment { By = Aisyah },
            new CompleteItem { By = Aisyah, Item = "classify-severity" },
            new CompleteItem { By = Aisyah, Item = "determine-potential-impact" },
            new BeginInvestigation { By = Aisyah },
            new CompleteItem { By = Aisyah, Item = "root-cause-analysis", Note = "it was the cache" },
            new StepBack { By = Aisyah, To = IncidentPhase.Assessing, Reason = "it was not" });

        var checklist = (await engine.Incidents.ExplainAsync(incident.Id))!.Checklist;

        var opened = checklist.Single(item => item.Id == "root-cause-analysis");
        Assert.Equal((true, null, null, null), (opened.IsOpen, opened.SettledBy, opened.SettledAt, opened.Note));
        Assert.False(checklist.Single(item => item.Id == "classify-severity").IsOpen);
    }

    [Fact]
    public async Task Item_of_an_earlier_playbook_is_shown_too()
    {
        var before = TestPlaybooks.WithChecklists;
        await using var engine = new Engine(before);
        var incident = await engine.SignalAsync("UI glitch");
        await engine.AcceptAsync(
            incident,
            new CompleteItem { By = Aisyah, Item = "classify-severity", Note = "P3" },
            new Resolve { By = Aisyah, Summary = "gone", IsVerified = true, UserImpact = UserImpact.None });
        await using var after = new Engine(TestPlaybooks.Example, incidents => incidents.UseStore(engine.Store));
        after.Time.SetUtcNow(engine.Time.GetUtcNow());
        await after.AcceptAsync(incident, new Reopen { By = Aisyah, Reason = "it is back" });

        var item = (await after.Incidents.ExplainAsync(incident.Id))!.Checklist.Single(item => item.Id == "classify-severity");
        Assert.Equal(("classify-severity", null, Aisyah, "P3"), (item.Text, item.Phase, item.SettledBy, item.Note));
    }

    [Theory]
    [MemberData(nameof(WrongLinks))]
    public async Task Link_that_a_review_could_not_show_is_refused(string reason, string link)
    {
        await using var engine = new Engine(TestPlaybooks.WithChecklists);
        var incident = await engine.SignalAsync();

        var refused = await engine.DoAsync(incident, new CompleteItem { By = Aisyah, Item = "classify-severity", Link = link });

        Assert.Equal("MMI2002", refused.Rejection?.Code);
        Assert.Equal([reason], refused.Rejection!.Reasons);
    }

    [Fact]
    public async Task Everything_that_is_wrong_with_an_item_is_said_at_once()
    {
        await using var engine = new Engine(TestPlaybooks.WithChecklists);
        var incident = await engine.SignalAsync();

        var refused = await engine.DoAsync(incident, new CompleteItem { By = Aisyah, Item = "classify-severity", Link = "runs/17", Note = new string('x', 2_001) });

        Assert.Equal(["link is an absolute http or https address", "note has at most 2000 characters; AddNote takes longer texts"], refused.Rejection!.Reasons);
    }

    [Fact]
    public async Task Ended_incident_takes_no_item()
    {
        await using var engine = new Engine(TestPlaybooks.WithChecklists);
        var incident = await engine.SignalAsync("UI glitch");
        await engine.AcceptAsync(incident, new Cancel { By = Aisyah, Reason = "false alarm" });

        var done = await engine.DoAsync(incident, new CompleteItem { By = Aisyah, Item = "classify-severity" });
        var skipped = await engine.DoAsync(incident, new SkipItem { By = Aisyah, Item = "classify-severity", Reason = "why not" });

        Assert.Equal(["MMI2012", "MMI2012"], [done.Rejection?.Code, skipped.Rejection?.Code]);
    }

    [Fact]
    public async Task Text_that_several_items_have_means_the_one_of_the_present_phase()
    {
        var playbook = TestPlaybooks.Example with
        {
            Phases =
            [
                Phase(IncidentPhase.Assessing, ("tell", "Tell users"), ("ask", "Ask around")),
                Phase(IncidentPhase.Communicating, ("tell-2", "Tell users"), ("tell users", "Write it down")),
                Phase(IncidentPhase.Reviewing, ("ask-2", "Ask around"), ("ask-3", "Ask around")),
            ],
        };
        await using var engine = new Engine(playbook);
        var incident = await engine.SignalAsync();
        await engine.AcceptAsync(incident, new BeginAssessment { By = Aisyah });

        // An id comes before any text; the text then means the phase at hand.
        var byId = await engine.DoAsync(incident, new CompleteItem { By = Aisyah, Item = "Tell users" });
        var byText = await engine.DoAsync(incident, new CompleteItem { By = Aisyah, Item = "ask AROUND" });

        Assert.Equal("tell users", Assert.IsType<ItemCompleted>(Assert.Single(byId.Events)).Item);
        Assert.Equal("ask", Assert.IsType<ItemCompleted>(Assert.Single(byText.Events)).Item);
    }

    [Fact]
    public async Task Text_that_several_items_have_is_refused_where_the_phase_does_not_decide()
    {
        var playbook = TestPlaybooks.Example with
        {
            Phases = [Phase(IncidentPhase.Assessing, ("ask", "Ask around")), Phase(IncidentPhase.Reviewing, ("ask-2", "Ask around"))],
        };
        await using var engine = new Engine(playbook);
        var incident = await engine.SignalAsync();

        var refused = await engine.DoAsync(incident, new CompleteItem { By = Aisyah, Item = "Ask around" });

        Assert.Equal(["\"Ask around\" is the text of one item; by id it would be one of: ask, ask-2"], refused.Rejection!.Reasons);
    }

    private static PlaybookPhase Phase(IncidentPhase phase, params (string Id, string Text)[] items) =>
        new() { Phase = phase, Title = phase.ToString(), Items = [.. items.Select(item => new ChecklistItem { Id = item.Id, Text = item.Text })] };
}
