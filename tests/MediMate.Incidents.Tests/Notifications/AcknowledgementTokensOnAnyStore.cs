using NodaTime;

namespace MediMate.Incidents.Tests.Notifications;

/// <summary>Acknowledging by the token of a page, whatever keeps the incidents.</summary>
public abstract class AcknowledgementTokensOnAnyStore
{
    private static readonly Duration Life = Duration.FromHours(24);

    [Fact]
    public async Task Token_of_a_page_acknowledges_as_its_reader_with_nothing_else()
    {
        await using var engine = await NewEngineAsync();
        var incident = await engine.SignalAsync();

        var outcome = await engine.Incidents.AcknowledgeByTokenAsync(TokenOf(engine, "aisyah"));

        Assert.True(outcome.IsAccepted, outcome.Rejection?.ToString());
        Assert.Equal(("aisyah", incident.Id), (outcome.Incident!.Acknowledgement!.By, outcome.Incident.Id));
        Assert.Equal(["Acknowledged", "ClockMet", "EscalationEnded"], outcome.Events.Select(EventJson.NameOf));
        Assert.All(outcome.Events.Take(1), happened => Assert.Equal(Actor.Person("aisyah"), happened.Actor));
    }

    [Fact]
    public async Task Second_use_is_accepted_without_an_event()
    {
        await using var engine = await NewEngineAsync();
        var incident = await engine.SignalAsync();
        await engine.Incidents.AcknowledgeByTokenAsync(TokenOf(engine, "aisyah"));
        var before = await engine.Incidents.FindAsync(incident.Id);

        var again = await engine.Incidents.AcknowledgeByTokenAsync(TokenOf(engine, "aisyah"));

        Assert.True(again.IsAccepted);
        Assert.Empty(again.Events);
        Assert.Equal(before!.Version, (await engine.Incidents.FindAsync(incident.Id))!.Version);
    }

    [Fact]
    public async Task Token_of_another_reader_joins_those_who_are_on_it()
    {
        await using var engine = await NewEngineAsync();
        await engine.SignalAsync();
        await engine.AdvanceAsync(Duration.FromMinutes(5));
        await engine.Incidents.AcknowledgeByTokenAsync(TokenOf(engine, "aisyah"));

        var joined = await engine.Incidents.AcknowledgeByTokenAsync(TokenOf(engine, "ben"));

        Assert.Equal(new ResponderJoined { By = "ben" }.By, Assert.IsType<ResponderJoined>(Assert.Single(joined.Events)).By);
    }

    [Fact]
    public async Task Token_expires_at_the_very_instant()
    {
        await using var engine = await NewEngineAsync();
        var incident = await engine.SignalAsync();
        var token = TokenOf(engine, "aisyah");
        engine.Time.SetUtcNow((Engine.Start + Life).ToDateTimeOffset());

        var refused = await engine.Incidents.AcknowledgeByTokenAsync(token);

        Assert.Equal("MMI2051", refused.Rejection?.Code);
        Assert.False((await engine.Incidents.FindAsync(incident.Id))!.IsAcknowledged);
    }

    [Fact]
    public async Task Token_counts_until_a_moment_before_it_expires()
    {
        await using var engine = await NewEngineAsync();
        await engine.SignalAsync();
        var token = TokenOf(engine, "aisyah");
        engine.Time.SetUtcNow((Engine.Start + Life - Duration.FromMilliseconds(1)).ToDateTimeOffset());

        Assert.True((await engine.Incidents.AcknowledgeByTokenAsync(token)).IsAccepted);
    }

    [Fact]
    public async Task Token_of_an_earlier_cycle_is_refused()
    {
        await using var engine = await NewEngineAsync();
        var incident = await engine.SignalAsync();
        var token = TokenOf(engine, "aisyah");
        await ResolveAsync(engine, incident);
        var reopened = await engine.SignalAsync();

        var refused = await engine.Incidents.AcknowledgeByTokenAsync(token);

        Assert.Equal((incident.Id, 2), (reopened.Id, reopened.Cycle));
        Assert.Equal("MMI2052", refused.Rejection?.Code);
        Assert.True((await engine.Incidents.AcknowledgeByTokenAsync(TokenOf(engine, "aisyah"))).IsAccepted);
    }

    [Fact]
    public async Task Token_of_an_incident_that_is_over_is_refused()
    {
        await using var engine = await NewEngineAsync();
        var incident = await engine.SignalAsync();
        await engine.AcceptAsync(incident, Engine.Command(PhaseTrigger.Cancel, "ben"));

        Assert.Equal("MMI2003", (await engine.Incidents.AcknowledgeByTokenAsync(TokenOf(engine, "aisyah"))).Rejection?.Code);
    }

    [Fact]
    public async Task Token_of_another_store_is_refused()
    {
        await using var other = new Engine();
        await other.SignalAsync();
        await using var engine = await NewEngineAsync();
        await engine.SignalAsync();

        Assert.Equal("MMI2050", (await engine.Incidents.AcknowledgeByTokenAsync(TokenOf(other, "aisyah"))).Rejection?.Code);
    }

    [Fact]
    public async Task Nodes_that_begin_at_once_share_one_key()
    {
        await using var engine = await NewEngineAsync();
        Engine[] nodes = [.. Enumerable.Range(0, 4).Select(_ => new Engine(configure: incidents => incidents.UseStore(engine.Store)))];
        var keys = await Task.WhenAll(nodes.Select(node => Task.Run(() => node.Keys.GetAsync(TestContext.Current.CancellationToken).AsTask())));

        Assert.Single(keys.Select(known => Convert.ToBase64String(known.Single().AsSpan())).Distinct());
        Assert.Single(await engine.Store.ReadSubjectsAsync(SubjectKind.SigningKey, TestContext.Current.CancellationToken));
        foreach (var node in nodes)
        {
            await node.DisposeAsync();
        }
    }

    [Fact]
    public async Task Token_of_one_node_counts_on_another()
    {
        await using var engine = await NewEngineAsync();
        await engine.SignalAsync();
        await using var other = new Engine(configure: incidents => incidents.UseStore(engine.Store));

        Assert.True((await other.Incidents.AcknowledgeByTokenAsync(TokenOf(engine, "aisyah"))).IsAccepted);
    }

    [Fact]
    public async Task Another_attempt_carries_the_same_token()
    {
        await using var engine = await NewEngineAsync();
        var isCalled = new TaskCompletionSource();
        engine.Sms.Instead = (_, cancellationToken) =>
        {
            isCalled.SetResult();
            return new TaskCompletionSource<DeliveryResult>().Task.WaitAsync(cancellationToken);
        };
        await engine.Incidents.SignalAsync(new Signal { Summary = "Complete app down", Key = "K1" });
        while (!isCalled.Task.IsCompleted)
        {
            await engine.Dispatcher.BeginDueAsync(CancellationToken.None);
            await Task.Yield();
        }

        // The node dies with the page on its way; another one takes it over when its lease ends.
        await using var other = new Engine(configure: incidents => incidents.UseStore(engine.Store));
        await other.AdvanceAsync(Duration.FromMinutes(2));

        Assert.Equal(TokenOf(engine, "aisyah"), other.Sms.Messages.First(sent => sent.Message.To == "aisyah").Message.AcknowledgementToken);
    }

    [Fact]
    public async Task Token_acknowledges_its_own_incident_and_no_other()
    {
        await using var engine = await NewEngineAsync();
        var first = await engine.SignalAsync();
        var second = await engine.SignalAsync(key: "K2");
        var token = engine.Sms.Messages.Single(sent => sent.Message.Incident == second.Reference).Message.AcknowledgementToken!;

        Assert.Equal(second.Id, (await engine.Incidents.AcknowledgeByTokenAsync(token)).Incident!.Id);
        Assert.False((await engine.Incidents.FindAsync(first.Id))!.IsAcknowledged);
    }

    [Fact]
    public async Task Token_from_before_a_hand_over_still_counts_as_the_word_of_its_reader()
    {
        await using var engine = await NewEngineAsync();
        var incident = await engine.SignalAsync();
        var token = TokenOf(engine, "aisyah");
        await engine.Incidents.AcknowledgeByTokenAsync(token);
        await engine.AcceptAsync(incident, new Reassign { By = Actor.Person("aisyah"), To = "dina" });
        await engine.Incidents.RunDueAsync();
        Assert.False((await engine.Incidents.FindAsync(incident.Id))!.IsAcknowledged);

        // Whoever handed over may take it back: it is the same cycle, and the same person.
        var again = await engine.Incidents.AcknowledgeByTokenAsync(token);

        Assert.Equal(["aisyah"], again.Events.OfType<Acknowledged>().Select(acknowledged => acknowledged.By));
        Assert.True((await engine.Incidents.AcknowledgeByTokenAsync(TokenOf(engine, "dina"))).IsAccepted);
    }

    [Fact]
    public async Task Refused_token_changes_nothing()
    {
        await using var engine = await NewEngineAsync();
        var incident = await engine.SignalAsync();
        var token = TokenOf(engine, "aisyah");
        var before = (SnapshotJson.Write((await engine.Incidents.FindAsync(incident.Id))!), await engine.Incidents.NextDueAsync(), (await engine.TimelineAsync(incident)).Length);

        foreach (var forged in (string[])[token[..^1], token + "A", token[1..], token.ToUpperInvariant(), token + token, "e30." + token])
        {
            Assert.Equal("MMI2050", (await engine.Incidents.AcknowledgeByTokenAsync(forged)).Rejection?.Code);
        }

        var after = (SnapshotJson.Write((await engine.Incidents.FindAsync(incident.Id))!), await engine.Incidents.NextDueAsync(), (await engine.TimelineAsync(incident)).Length);
        Assert.Equal(before.Item1, after.Item1);
        Assert.Equal((before.Item2, before.Item3), (after.Item2, after.Item3));
    }

    private protected abstract ValueTask<Engine> NewEngineAsync();

    private static string TokenOf(Engine engine, string person) => engine.Sms.Messages.Last(sent => sent.Message.To == person).Message.AcknowledgementToken!;

    private static async Task ResolveAsync(Engine engine, Incident incident)
    {
        var by = Actor.Person("ben");
        await engine.AcceptAsync(
            incident,
            new ConfirmSeverity { By = by, Level = "P0" },
            new BeginAssessment { By = by },
            new DescribeImpact { By = by, Text = "nobody can log in" },
            new BeginContainment { By = by },
            new BeginResolution { By = by },
            new VerifyRestoration { By = by, How = "logged in" },
            new ConfirmResolution { By = by });
    }
}
