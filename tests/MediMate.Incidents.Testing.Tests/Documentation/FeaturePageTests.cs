using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace MediMate.Incidents.Testing.Tests.Documentation;

/// <summary>The code of the pages about features, compiled and run.</summary>
public sealed class FeaturePageTests
{
    [Fact]
    public async Task Rota_pages_whose_week_it_is()
    {
        await using var harness = new IncidentHarness(Playbooks.MediMate(), options =>
        {
            options.AddPerson("aisyah", "On-call Engineer", "sms", "mail");
            options.Configure = incidents => incidents.UseContactDirectory(new RotaDirectory());
        });

        await harness.Incidents.SignalAsync(new Signal { Summary = "complete app down" }, TestContext.Current.CancellationToken);
        await harness.AdvanceAsync(Duration.Zero, TestContext.Current.CancellationToken);
        await harness.AdvanceAsync(Duration.FromDays(7), TestContext.Current.CancellationToken);
        await harness.Incidents.SignalAsync(new Signal { Summary = "complete app down" }, TestContext.Current.CancellationToken);
        await harness.AdvanceAsync(Duration.Zero, TestContext.Current.CancellationToken);

        // 2 March 2026 lies in the tenth week of its year.
        Assert.Equal(("ben", "+60198765432"), (harness.Messages[0].Message.To, harness.Messages[0].Message.Address));
        Assert.Equal("aisyah", harness.Messages[^1].Message.To);
    }

    [Fact]
    public async Task Rule_of_the_page_wakes_the_chief_when_a_p0_is_not_acknowledged_in_time()
    {
        await using var harness = new IncidentHarness(Playbooks.MediMate(), options =>
        {
            options.AddPerson("aisyah", "On-call Engineer", "sms").AddPerson("chen", "CTO", "sms");
            options.Configure = incidents => incidents.AddEscalationRule<WakeTheCtoRule>();
        });

        await harness.Incidents.SignalAsync(new Signal { Summary = "complete app down" }, TestContext.Current.CancellationToken);
        await harness.AdvanceAsync(Duration.FromMinutes(16), TestContext.Current.CancellationToken);

        var woken = Assert.Single(harness.Messages, sent => sent.Message.Body.Contains("Nobody has acknowledged a P0 in time.", StringComparison.Ordinal));
        Assert.Equal(("chen", MessageKind.Page), (woken.Message.To, woken.Message.Kind));
    }

    [Fact]
    public async Task Clock_of_the_page_asks_for_an_update_after_the_acknowledgement()
    {
        await using var harness = new IncidentHarness(Playbooks.MediMate(), options =>
        {
            options.AddPerson("aisyah", "On-call Engineer", "sms");
            options.Configure = incidents => incidents.AddClock<FirstUpdateClock>();
        });
        var opened = await harness.Incidents.SignalAsync(new Signal { Summary = "complete app down" }, TestContext.Current.CancellationToken);

        await harness.Incidents.AcknowledgeAsync(opened.Incident!.Id, "aisyah", TestContext.Current.CancellationToken);
        await harness.AdvanceAsync(Duration.FromMinutes(21), TestContext.Current.CancellationToken);

        Assert.Contains(harness.Lines, line => line.Event == "ClockBreached" && line.ToString().Contains("firstUpdate", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Walk_of_the_page_is_refused_first_and_accepted_then()
    {
        await using var harness = new IncidentHarness(Playbooks.MediMate(), options => options.AddPerson("aisyah", "On-call Engineer", "sms", "mail"));
        var incidents = harness.Incidents;
        var opened = await incidents.SignalAsync(new Signal { Summary = "complete app down" }, TestContext.Current.CancellationToken);
        var id = opened.Incident!.Id;
        await using var Console = new StringWriter();

        // snippet: lifecycle-walk
        var aisyah = Actor.Person("aisyah");
        await incidents.ExecuteAsync(id, new BeginAssessment { By = aisyah });

        var refused = await incidents.ExecuteAsync(id, new BeginContainment { By = aisyah });
        Console.WriteLine(refused.Rejection!.Code);
        foreach (var reason in refused.Rejection.Reasons)
        {
            Console.WriteLine(reason);
        }

        await incidents.ExecuteAsync(id, new DescribeImpact { By = aisyah, Text = "nobody can sign in" });
        var explanation = await incidents.ExplainAsync(id);
        foreach (var item in explanation!.Items.Where(item => item.IsOpen))
        {
            await incidents.ExecuteAsync(id, new CompleteItem { By = aisyah, Item = item.Id });
        }

        var accepted = await incidents.ExecuteAsync(id, new BeginContainment { By = aisyah });
        Console.WriteLine(accepted.Incident!.Phase);
        // end of snippet

        var lines = Console.ToString().ReplaceLineEndings("\n").TrimEnd().Split('\n');
        Assert.Equal("MMI2005", lines[0]);
        Assert.True(lines.Length > 3, "Several reasons are told at once.");
        Assert.Equal("Containing", lines[^1]);
    }

    [Fact]
    public async Task Alertmanager_group_declares_an_incident()
    {
        await using var harness = new IncidentHarness(Playbooks.MediMate());
        var incidents = harness.Incidents;
        ReadOnlyMemory<byte> body = await File.ReadAllBytesAsync(Repository.PathOf("samples", "QuickStart", "alert.json"), TestContext.Current.CancellationToken);

        // snippet: alertmanager
        Signal signal = AlertmanagerWebhook.Parse(body);
        IncidentOutcome outcome = await incidents.SignalAsync(signal);
        string answer = outcome.IsAccepted ? outcome.Incident!.Reference : outcome.Rejection!.ToString();
        // end of snippet

        Assert.Equal("INC-1", answer);
    }

    [Fact]
    public async Task Signal_of_the_page_that_is_sent_again_is_told_so()
    {
        await using var harness = new IncidentHarness(Playbooks.MediMate());
        Assert.Equal("INC-1", await SendAsync(harness.Incidents, messageId: 7));
        Assert.Equal("INC-1 has it already", await SendAsync(harness.Incidents, messageId: 7));

        static async Task<string> SendAsync(IIncidentResponse incidents, int messageId)
        {
            // snippet: idempotency
            IncidentOutcome outcome = await incidents.SignalAsync(new Signal { Summary = "Students cannot log in", IdempotencyKey = $"mail/{messageId}" });
            string answer = outcome.IsRepeat ? $"{outcome.Incident!.Reference} has it already" : outcome.Incident!.Reference;
            // end of snippet
            return answer;
        }
    }

    [Fact]
    public async Task Silence_of_the_page_holds_back_what_it_matches()
    {
        await using var harness = new IncidentHarness(Playbooks.MediMate());
        var incidents = harness.Incidents;
        var saturday = harness.Now + Duration.FromDays(5);

        // snippet: silence
        SilenceOutcome silenced = await incidents.SilenceAsync(new StartSilence
        {
            By = Actor.Person("ben"),
            Match = Label.From([new("service", "login")]),
            From = saturday,
            Until = saturday + Duration.FromHours(2),
            Reason = "the database moves",
        });
        // end of snippet

        Assert.True(silenced.IsAccepted);
        await harness.AdvanceToAsync(saturday, TestContext.Current.CancellationToken);
        var outcome = await incidents.SignalAsync(new Signal { Summary = "complete app down", Labels = Label.From([new("service", "login")]) }, TestContext.Current.CancellationToken);
        Assert.Equal(silenced.Silence!.Id, outcome.SilencedBy!.Id);
    }

    [Fact]
    public async Task Timeline_is_read_by_reference()
    {
        await using var harness = new IncidentHarness(Playbooks.MediMate(), options => options.AddPerson("aisyah", "On-call Engineer", "sms", "mail"));
        var incidents = harness.Incidents;
        var opened = await incidents.SignalAsync(new Signal { Summary = "UI glitch" }, TestContext.Current.CancellationToken);
        await incidents.AcknowledgeAsync(opened.Incident!.Id, by: "aisyah", TestContext.Current.CancellationToken);
        await using var Console = new StringWriter();

        // snippet: timeline
        var incident = await incidents.FindByReferenceAsync("INC-1");
        foreach (var happened in await incidents.ReadTimelineAsync(incident!.Id))
        {
            Console.WriteLine($"{happened.RecordedAt} {happened.GetType().Name} by {happened.Actor}");
        }
        // end of snippet

        Assert.Contains("Acknowledged by aisyah", Console.ToString(), StringComparison.Ordinal);
    }
}
