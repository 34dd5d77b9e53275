using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace MediMate.Incidents.Testing.Tests.Harness;

/// <summary>How the harness steps virtual time.</summary>
public sealed class HarnessTests
{
    private static readonly DeclareIncident AppDown = new() { By = Actor.Person("dina"), Summary = "complete app down" };

    [Fact]
    public async Task AdvanceToNextDeadlineAsync_stops_at_each_deadline_and_ends_when_nothing_is_due()
    {
        await using var harness = Make();
        await harness.Incidents.DeclareAsync(AppDown with { Level = "P3" });

        var stops = new List<Duration>();
        var start = harness.Now;
        while (await harness.AdvanceToNextDeadlineAsync() is { } stop)
        {
            Assert.Equal(stop, harness.Now);
            stops.Add(stop - start);
        }

        // 80 % of 24 hours, then the end of both the response time and the ladder.
        Assert.Equal([Duration.FromMinutes(1152), Duration.FromHours(24)], stops);
    }

    [Fact]
    public async Task One_big_step_shows_every_deadline_its_own_instant()
    {
        await using var harness = Make();
        await harness.Incidents.DeclareAsync(AppDown);
        var start = harness.Now;

        await harness.AdvanceAsync(Duration.FromMinutes(14));

        Assert.Equal(
            [Duration.Zero, Duration.FromMinutes(5), Duration.FromMinutes(10)],
            Pages(harness).Select(message => message.At - start));
    }

    [Fact]
    public async Task Nothing_happens_until_the_harness_is_advanced()
    {
        await using var harness = Make();
        await harness.Incidents.DeclareAsync(AppDown);
        Assert.Empty(harness.Messages);

        await harness.AdvanceAsync(Duration.Zero);
        Assert.Equal("aisyah", Assert.Single(Pages(harness)).Message.To);
    }

    [Fact]
    public async Task ArriveAtAsync_leaves_what_is_due_then_so_that_a_command_comes_before()
    {
        await using var harness = Make();
        var declared = await harness.Incidents.DeclareAsync(AppDown);

        await harness.ArriveAtAsync(harness.Now + Duration.FromMinutes(15));
        await harness.Incidents.AcknowledgeAsync(declared.Incident!.Id, "aisyah");
        await harness.AdvanceAsync(Duration.FromHours(1));

        Assert.DoesNotContain(harness.Lines, line => line.Event == "ClockBreached");
        Assert.Contains(harness.Lines, line => line.Event == "ClockMet" && line["worked"] == "PT15M");
    }

    [Fact]
    public async Task Time_does_not_run_backwards_and_not_finer_than_a_microsecond()
    {
        await using var harness = Make();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await harness.AdvanceAsync(Duration.FromMinutes(-1)));
        await Assert.ThrowsAsync<ArgumentException>(async () => await harness.AdvanceAsync(Duration.FromTicks(1)));
    }

    [Fact]
    public async Task Hanging_channel_blocks_neither_the_test_nor_other_channels()
    {
        await using var harness = Make();
        harness.FailChannel("sms", ChannelFailure.Hang);
        await harness.Incidents.DeclareAsync(AppDown);
        await harness.Incidents.DeclareAsync(AppDown with { Level = "P3" });

        await harness.AdvanceAsync(Duration.FromSeconds(29));
        Assert.Equal("mail", Assert.Single(Pages(harness)).Channel);
        Assert.DoesNotContain(harness.Lines, line => line.Event == "MessagePutOff");

        await harness.AdvanceAsync(Duration.FromSeconds(1));
        Assert.Contains(harness.Lines, line => line.Event == "MessagePutOff" && line["to"] == "aisyah");
    }

    [Fact]
    public async Task Calls_that_run_out_of_time_together_end_in_the_order_in_which_they_began()
    {
        for (var run = 0; run < 20; run++)
        {
            await using var harness = new IncidentHarness(Playbooks.MediMate(), options =>
            {
                for (var i = 10; i < 26; i++)
                {
                    options.AddPerson($"engineer-{i}", "On-call Engineer", "sms");
                }
            });
            harness.FailChannel("sms", ChannelFailure.Hang);
            await harness.Incidents.DeclareAsync(AppDown);
            await harness.AdvanceAsync(Duration.FromSeconds(31));

            Assert.Equal(
                Enumerable.Range(10, 16).Select(i => $"engineer-{i}"),
                harness.Lines.Where(line => line.Event == "MessagePutOff" && line["kind"] == "page").Select(line => line["to"]));
        }
    }

    [Fact]
    public async Task Calls_beyond_what_a_channel_takes_hide_no_deadline_of_another_incident()
    {
        await using var harness = new IncidentHarness(Playbooks.MediMate(), options =>
        {
            for (var i = 10; i < 30; i++)
            {
                options.AddPerson($"engineer-{i}", "On-call Engineer", "sms");
            }

            options.AddPerson("ben", "Engineering Manager", "mail");
            options.Configure = builder => builder.Configure(settings => settings.SendTimeout = TimeSpan.FromMinutes(10));
        });
        harness.FailChannel("sms", ChannelFailure.Hang);
        await harness.Incidents.DeclareAsync(AppDown);
        var start = harness.Now;
        await harness.AdvanceAsync(Duration.FromMinutes(9));

        Assert.Equal(start + Duration.FromMinutes(5), Assert.Single(Pages(harness)).At);
    }

    [Fact]
    public async Task Call_that_hangs_is_lost_with_the_process_and_made_again_after_the_restart()
    {
        await using var harness = Make();
        harness.FailChannel("sms", ChannelFailure.Hang);
        await harness.Incidents.DeclareAsync(AppDown);
        await harness.AdvanceAsync(Duration.FromSeconds(1));

        harness.StopEngine();
        harness.RestoreChannel("sms");
        harness.StartEngine();
        await harness.AdvanceAsync(Duration.FromMinutes(2));

        Assert.Equal("aisyah", Assert.Single(Pages(harness)).Message.To);
        Assert.DoesNotContain(harness.Lines, line => line.Event == "MessageFailed");
    }

    [Fact]
    public async Task Time_goes_on_while_the_engine_is_stopped()
    {
        await using var harness = Make();
        await harness.Incidents.DeclareAsync(AppDown);
        await harness.AdvanceAsync(Duration.FromMinutes(1));
        var lines = harness.Lines.Count;

        harness.StopEngine();
        Assert.False(harness.IsRunning);
        await harness.AdvanceAsync(Duration.FromMinutes(21));
        Assert.Null(await harness.AdvanceToNextDeadlineAsync());
        Assert.Equal(lines, harness.Lines.Count);
        Assert.Throws<InvalidOperationException>(() => harness.Incidents);
        Assert.Throws<InvalidOperationException>(harness.StopEngine);

        harness.StartEngine();
        await harness.AdvanceAsync(Duration.Zero);
        Assert.Equal(3, Pages(harness).Count(message => message.At == harness.Now));
        Assert.Throws<InvalidOperationException>(harness.StartEngine);
    }

    [Fact]
    public async Task Schedule_says_who_holds_a_role_and_can_fail()
    {
        await using var harness = Make();
        harness.SetSchedule("on-call engineer", "dina");
        await harness.Incidents.DeclareAsync(AppDown);
        await harness.AdvanceAsync(Duration.Zero);
        Assert.Equal("dina", Assert.Single(Pages(harness)).Message.To);

        harness.FailSchedule("Engineering Manager");
        await harness.AdvanceAsync(Duration.FromMinutes(5));

        // Ben was told at the beginning: that answer stands in.
        Assert.Equal(["dina", "ben"], Pages(harness).Select(message => message.Message.To));
        Assert.Throws<ArgumentException>(() => harness.SetSchedule("CTO", "nobody"));
    }

    [Fact]
    public async Task Channel_fails_for_one_person_or_for_all_and_delivers_again()
    {
        await using var harness = Make();
        harness.FailChannel("sms", ChannelFailure.Throw);
        harness.RestoreChannel("sms", "chen");
        await harness.Incidents.DeclareAsync(AppDown);
        await harness.AdvanceAsync(Duration.Zero);

        Assert.Empty(Pages(harness));
        await harness.AdvanceAsync(Duration.FromMinutes(10));
        Assert.Equal("chen", Assert.Single(Pages(harness)).Message.To);
        harness.RestoreChannel("sms");
        await harness.AdvanceAsync(Duration.FromMinutes(5));
        Assert.Equal("aisyah", Pages(harness).Last().Message.To);
        Assert.Throws<ArgumentException>(() => harness.FailChannel("pigeon", ChannelFailure.Hang));
    }

    [Fact]
    public async Task Users_outside_are_reached_on_a_channel_of_their_own()
    {
        await using var harness = Make();
        var declared = await harness.Incidents.DeclareAsync(AppDown with { Acknowledge = true });
        var update = new SendUpdate { By = Actor.Person("dina"), Audience = MessageAudience.External, Text = "slow logins" };
        await harness.Incidents.ExecuteAsync(declared.Incident!.Id, update);
        await harness.AdvanceAsync(Duration.Zero);

        var sent = Assert.Single(harness.Messages, message => message.Message.Kind == MessageKind.Update);
        Assert.Equal(("users", "public"), (sent.Message.To, sent.Channel));
    }

    [Fact]
    public async Task Hosts_own_registrations_are_kept_but_the_clock_is_the_harnesss()
    {
        await using var harness = new IncidentHarness(Playbooks.MediMate(), options => options.Configure = builder =>
        {
            builder.AddSeverityPolicy(new EverythingIsMinor());
            builder.Services.AddSingleton(TimeProvider.System);
        });
        var declared = await harness.Incidents.DeclareAsync(new DeclareIncident { By = Actor.Person("dina"), Summary = "something is odd" });

        Assert.Equal("P3", declared.Incident!.Severity.Level);
        Assert.Equal(harness.Now, declared.Incident.DeclaredAt);
    }

    [Fact]
    public async Task Failure_of_the_engine_itself_is_not_passed_over()
    {
        await using var harness = new IncidentHarness(Playbooks.MediMate(), options =>
            options.Configure = builder => builder.AddObserver(new BrokenObserver()));
        await harness.Incidents.DeclareAsync(AppDown);

        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(async () => await harness.AdvanceAsync(Duration.Zero));
        Assert.IsType<NotSupportedException>(thrown.InnerException);
    }

    [Fact]
    public void What_cannot_be_is_refused_at_once()
    {
        Assert.Throws<PlaybookException>(() => new IncidentHarness(new Playbook { Name = "Empty", Levels = [] }));
        Assert.Throws<ArgumentException>(() => new IncidentHarness(
            Playbooks.MediMate(), options => options.AddPerson("ben", role: null, "sms").AddPerson("ben", role: null, "mail")));
    }

    [Fact]
    public async Task Refusal_is_a_line()
    {
        await using var harness = Make();
        await harness.Incidents.DeclareAsync(AppDown with { Summary = " " });

        var line = Assert.Single(harness.Lines);
        Assert.Equal(("CommandRefused", "declare", "MMI2002"), (line.Event, line["do"], line["code"]));
        Assert.Null(line.Incident);
        Assert.Equal("do=declare, by=dina, code=MMI2002, reasons=summary is given", line.Details);
    }

    /// <summary>The pages: a P0 sends notes beside them, to those who must know.</summary>
    private static IEnumerable<SentMessage> Pages(IncidentHarness harness) =>
        harness.Messages.Where(message => message.Message.Kind == MessageKind.Page);

    private static IncidentHarness Make() => new(Playbooks.MediMate(), options => options
        .AddPerson("aisyah", "On-call Engineer", "sms", "mail")
        .AddPerson("ben", "Engineering Manager", "sms")
        .AddPerson("chen", "CTO", "sms")
        .AddPerson("dina", role: null, "sms"));

    private sealed class EverythingIsMinor : ISeverityPolicy
    {
        public SeverityOpinion Assess(SeverityContext context) => new() { Level = "P3", Reason = "nothing matters" };
    }

    private sealed class BrokenObserver : IIncidentObserver
    {
        public void OnCommitted(IncidentCommit commit) => throw new NotSupportedException();
    }
}
