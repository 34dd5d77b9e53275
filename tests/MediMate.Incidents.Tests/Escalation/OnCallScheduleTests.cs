using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents.Tests.Escalation;

/// <summary>A rota of the host says who is behind a role.</summary>
public sealed class OnCallScheduleTests
{
    [Fact]
    public async Task Schedule_is_asked_for_the_instant_of_the_step_and_the_directory_for_each_person()
    {
        var schedule = new Rota(at => at < Engine.Start + Duration.FromMinutes(15) ? ["dina"] : ["ems", "chen"]);
        await using var engine = new Engine(TestPlaybooks.Example, incidents => incidents.AddOnCallSchedule("on-call engineer", schedule));

        await engine.SignalAsync("complete app down");
        await engine.AdvanceAsync(Duration.FromMinutes(16));

        Assert.Equal(["dina", "ben", "chen", "ems", "chen"], engine.Sms.Messages.Where(entry => entry.Message.Kind == MessageKind.Page).Select(entry => entry.Message.To));
    }

    [Fact]
    public async Task Nobody_on_call_lets_the_next_step_run_at_once()
    {
        await using var engine = new Engine(TestPlaybooks.Example, incidents => incidents.AddOnCallSchedule("On-call Engineer", new Rota(_ => [])));

        await engine.SignalAsync("complete app down");

        Assert.Equal("ben", Assert.Single(engine.Sms.Messages).Message.To);
    }

    [Fact]
    public async Task Schedule_that_throws_leaves_the_contacts_of_the_playbook()
    {
        await using var engine = new Engine(TestPlaybooks.Example, incidents => incidents.AddOnCallSchedule("On-call Engineer", _ => new Rota(_ => throw new InvalidOperationException("the rota is away"))));

        await engine.SignalAsync("complete app down");

        Assert.Equal("aisyah", Assert.Single(engine.Sms.Messages).Message.To);
    }

    private sealed class Rota(Func<Instant, ImmutableArray<string>> onCall) : IOnCallSchedule
    {
        public ValueTask<ImmutableArray<string>> OnCallAsync(Instant at, CancellationToken cancellationToken) => ValueTask.FromResult(onCall(at));
    }
}
