using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace MediMate.Incidents.Tests.Escalation;

/// <summary>Rules that say whatever they like: the incident goes on, the ladder climbs at its own times, and what is kept can be read back.</summary>
public abstract class HostileRulesOnAnyStore : IAsyncDisposable
{
    private readonly StorePlace _place;

    private protected HostileRulesOnAnyStore(StorePlace place) => _place = place;

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \u200b")]
    [InlineData(HostileTexts.Halves)]
    [InlineData("long")]
    public async Task Name_that_is_none_is_kept_as_well_as_can_be(string? name)
    {
        var rule = new Rule(name == "long" ? HostileTexts.Long : name!, context => context.Cause is IncidentDeclared ? EscalationAction.Tell("news", "CTO") : null);
        await using var engine = await NewEngineAsync(rule);
        var incident = await engine.SignalAsync();

        var applied = Assert.Single((await engine.TimelineAsync(incident)).OfType<EscalationRuleApplied>());
        Assert.InRange(applied.Rule.Length, 4, 200);
        Assert.Equal(["0:00 Page aisyah", "0:00 Note chen"], engine.Sent().OrderDescending(StringComparer.Ordinal));
        await IsSoundAsync(engine, incident);
    }

    [Fact]
    public async Task Reason_and_roles_that_are_no_texts_are_kept_as_well_as_can_be()
    {
        var rule = new Rule("odd", context => context.Cause is IncidentDeclared
            ? EscalationAction.Climb(HostileTexts.Halves + HostileTexts.Long, HostileTexts.Halves, "CTO", "CTO") with { Channels = [null!, " ", "sms", "fax", HostileTexts.Halves] }
            : null);
        await using var engine = await NewEngineAsync(rule);
        var incident = await engine.SignalAsync();

        var applied = Assert.Single((await engine.TimelineAsync(incident)).OfType<EscalationRuleApplied>());
        Assert.Equal(2_000, applied.Reason.Length);
        Assert.Equal(1, engine.Sms.Messages.Count(sent => sent.Message.To == "chen"));
        Assert.All(engine.Sms.Messages, sent => Assert.DoesNotContain('\0', sent.Message.Body));
        await IsSoundAsync(engine, incident);
    }

    [Fact]
    public async Task Exception_that_cannot_say_what_is_wrong_is_recorded_like_any_other()
    {
        await using var engine = await NewEngineAsync(new Rule("broken", _ => throw new HostileException()));
        var incident = await engine.SignalAsync();

        var failed = (await engine.TimelineAsync(incident)).OfType<EscalationRuleFailed>().ToList();
        Assert.All(failed, failure => Assert.Equal("HostileException: it cannot say what is wrong (InvalidOperationException)", failure.Reason));
        Assert.NotEmpty(failed);
        Assert.Equal(["0:00 Page aisyah"], engine.Sent());
        await IsSoundAsync(engine, incident);
    }

    [Fact]
    public async Task Exception_with_a_text_that_is_none_is_kept_as_well_as_can_be()
    {
        await using var engine = await NewEngineAsync(new Rule("broken", _ => throw new InvalidOperationException(HostileTexts.Halves + HostileTexts.Long)));
        var incident = await engine.SignalAsync();

        Assert.All((await engine.TimelineAsync(incident)).OfType<EscalationRuleFailed>(), failure => Assert.InRange(failure.Reason.Length, 30, 1_000));
        await IsSoundAsync(engine, incident);
    }

    [Fact]
    public async Task Thousand_roles_at_once_are_each_called_once_and_the_ladder_is_on_time()
    {
        ImmutableArray<string> roles = [.. Enumerable.Range(0, 1_000).Select(number => $"role {number}")];
        await using var engine = await NewEngineAsync(new Rule("everybody", context => context.Cause is IncidentDeclared ? EscalationAction.Climb("all hands", roles) : null));
        var incident = await engine.SignalAsync();
        await engine.AdvanceAsync(Duration.FromMinutes(10));

        var paged = engine.Sms.Messages.Select(sent => sent.Message.To).ToList();
        Assert.All(roles, role => Assert.Equal(1, paged.Count(person => person == role)));
        Assert.Equal(["0:00 Page aisyah", "5:00 Page ben", "10:00 Page chen"], engine.Sent().Where(line => !line.Contains("role ", StringComparison.Ordinal)));
        await IsSoundAsync(engine, incident);
    }

    [Fact]
    public async Task Rule_that_climbs_at_everything_that_happens_makes_one_page_of_each_and_ends_with_the_acknowledgement()
    {
        await using var engine = await NewEngineAsync(new Rule("always", _ => EscalationAction.Climb("up", "Product Manager")));
        var incident = await engine.SignalAsync();
        await engine.AdvanceAsync(Duration.FromMinutes(50));

        var events = await engine.TimelineAsync(incident);
        var applied = events.OfType<EscalationRuleApplied>().ToList();
        Assert.Equal(applied.Count, applied.Select(entry => entry.Cause).Distinct().Count());
        Assert.InRange(events.Length, applied.Count + 1, 2 * events.Count(happened => happened is not EscalationRuleApplied));

        await engine.AcceptAsync(incident, new Acknowledge { By = Actor.Person("ben") });
        await engine.AcceptAsync(incident, new AddNote { By = Actor.Person("ben"), Text = "on it" });
        var before = engine.Sms.Messages.Count;
        await engine.AdvanceAsync(Duration.FromHours(2));
        Assert.Equal(before, engine.Sms.Messages.Count);
        Assert.Equal(applied.Count, (await engine.TimelineAsync(incident)).OfType<EscalationRuleApplied>().Count());
        await IsSoundAsync(engine, incident);
    }

    [Fact]
    public async Task Rule_that_tells_of_everything_for_a_day_is_bundled_for_its_reader()
    {
        await using var engine = await NewEngineAsync(new Rule("always", _ => EscalationAction.Tell("look", "Product Manager")));
        var incident = await engine.SignalAsync();

        // Of all that happens at once three notes go out, and the rest in one at the end of the minute.
        Assert.Equal(3, engine.Sms.Messages.Count(sent => sent.Message.To == "eka"));
        await engine.AdvanceAsync(Duration.FromMinutes(1));
        Assert.Equal(4, engine.Sms.Messages.Count(sent => sent.Message.To == "eka"));
        await IsSoundAsync(engine, incident);
    }

    [Fact]
    public async Task Rule_that_changes_its_mind_from_attempt_to_attempt_leaves_what_was_committed()
    {
        var asked = 0;
        await using var engine = await NewEngineAsync(new Rule("fickle", context => context.Cause is IncidentDeclared && ++asked % 2 == 1 ? EscalationAction.Tell($"reason {asked}", "CTO") : null));
        var incident = await engine.SignalAsync();

        Assert.Equal(engine.Sms.Messages.Count(sent => sent.Message.To == "chen"), (await engine.TimelineAsync(incident)).OfType<EscalationRuleApplied>().Count());
        await IsSoundAsync(engine, incident);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _place.DisposeAsync();
    }

    private async ValueTask<Engine> NewEngineAsync(IEscalationRule rule)
    {
        var store = await _place.OpenAsync();
        return new Engine(configure: incidents => incidents.UseStore(store).AddEscalationRule(rule));
    }

    private static async Task IsSoundAsync(Engine engine, Incident incident)
    {
        var events = await engine.TimelineAsync(incident);
        Assert.Equal(SnapshotJson.Write((await engine.Incidents.FindAsync(incident.Id))!), SnapshotJson.Write(Incident.Fold(events)));
        Assert.DoesNotContain(await engine.Store.ReadOutboxAsync(incident.Id), row => row is OutboxLookUp { IsPending: true });
    }

    private sealed class Rule(string name, Func<EscalationContext, EscalationAction?> decide) : IEscalationRule
    {
        public string Name => name;

        public EscalationAction? Decide(EscalationContext context) => decide(context);
    }
}
