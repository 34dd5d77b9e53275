using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace MediMate.Incidents.Tests.Core;

/// <summary>A command that is given again under its idempotency key is done once, and told again.</summary>
public sealed class IdempotencyTests
{
    private static readonly Actor Aisyah = Actor.Person("aisyah");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Gets every command that people and machines can give.</summary>
    public static TheoryData<Type> Commands =>
    [
        .. typeof(IncidentCommand).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(IncidentCommand)) && type is { IsAbstract: false, IsPublic: true }),
        typeof(DeclareIncident), typeof(Signal), typeof(StartSilence),
    ];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Command_of_every_type_can_be_hashed(Type command) => Assert.NotNull(CommandContent.Json.GetTypeInfo(command));

    [Fact]
    public void Hash_tells_apart_every_member_of_a_command_and_what_it_is_about()
    {
        var id = new IncidentId(new Guid("019c0000-0000-7000-8000-000000000001"));
        var resolve = new Resolve { By = Aisyah, Summary = "restarted", IsVerified = true, UserImpact = UserImpact.None };
        IncidentCommand[] commands =
        [
            resolve,
            resolve with { OccurredAt = Engine.Start },
            new ChangeSeverity { By = Aisyah, Level = "P1" },
            new ChangeSeverity { By = Aisyah, Level = "P1", Acknowledge = true },
            new AcceptSuggestion { By = Aisyah, Level = "P1" },
            new RejectSuggestion { By = Aisyah, Level = "P1" },
            resolve with { UserImpact = UserImpact.Told },
            resolve with { UserImpact = UserImpact.Described("slow pages") },
            resolve with { UserImpact = UserImpact.Described("slower pages") },
            resolve with { IsVerified = false },
            resolve with { By = Actor.Person("ben") },
            new BeginReview { By = Aisyah },
            new Close { By = Aisyah },
            new Declare { By = Aisyah, Declaration = new DeclareIncident { By = Aisyah, Summary = "down" } },
            new Declare { By = Aisyah, Declaration = new DeclareIncident { By = Aisyah, Summary = "down", Labels = [new Label { Name = "team", Value = "web" }] } },
            new TakeSignal { By = Actor.System, Signal = new Signal { Summary = "down" } },
            new TakeSignal { By = Actor.System, Signal = new Signal { Summary = "down", IsResolved = true } },
            new TakeSignal { By = Actor.System, Signal = new Signal { Summary = "down", OccurredAt = Engine.Start } },
            new TakeSignal { By = Actor.System, Signal = new Signal { Summary = "down", OccurredAt = Engine.Start + Duration.Epsilon } },
        ];

        var hashes = commands.Select(command => CommandContent.HashOf(command, id)).Append(CommandContent.HashOf(resolve, new IncidentId(new Guid("019c0000-0000-7000-8000-000000000002"))));

        Assert.Distinct(hashes);
        Assert.Equal(CommandContent.HashOf(resolve, id), CommandContent.HashOf(resolve with { }, id));
    }

    /// <summary>The hash is kept for days: an update of the engine shall not change it, nor shall a member that is not used.</summary>
    [Fact]
    public void Hash_is_over_name_subject_and_what_has_a_value()
    {
        const string Content = "Acknowledge\n019c0000-0000-7000-8000-000000000001\n{\"by\":{\"id\":\"aisyah\"},\"idempotencyKey\":\"k\"}";

        var hash = CommandContent.HashOf(new Acknowledge { By = Aisyah, IdempotencyKey = "k" }, new IncidentId(new Guid("019c0000-0000-7000-8000-000000000001")));

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Content))), hash);
    }

    [Fact]
    public async Task Repeated_command_tells_the_first_events_and_the_incident_as_it_is_now()
    {
        await using var engine = new Engine();
        var incident = await engine.SignalAsync();
        var command = new Acknowledge { By = Aisyah, IdempotencyKey = "k" };
        var first = await engine.Incidents.ExecuteAsync(incident.Id, command, Cancelled);
        await engine.Incidents.ExecuteAsync(incident.Id, new AddNote { By = Aisyah, Text = "looking" }, Cancelled);
        var before = await engine.Incidents.ReadTimelineAsync(incident.Id, Cancelled);
        var commits = engine.Commits.Count;

        var again = await engine.Incidents.ExecuteAsync(incident.Id, command, Cancelled);

        Assert.True(again is { IsRepeat: true, IsAccepted: true });
        Assert.False(first.IsRepeat);
        Assert.NotEmpty(first.Events);
        Assert.Equal(first.Events.Select(happened => happened.Sequence), again.Events.Select(happened => happened.Sequence));
        Assert.Equal(before[^1].Sequence, again.Incident!.Version);
        Assert.Equal(before.Length, (await engine.Incidents.ReadTimelineAsync(incident.Id, Cancelled)).Length);
        Assert.Equal(commits, engine.Commits.Count);
    }

    [Fact]
    public async Task Accepted_command_without_an_event_is_remembered_too()
    {
        await using var engine = new Engine();
        var resolved = new Signal { Summary = string.Empty, Key = "K1", IsResolved = true, IdempotencyKey = "k" };
        var first = await engine.Incidents.SignalAsync(resolved, Cancelled);
        var incident = await engine.SignalAsync();

        var again = await engine.Incidents.SignalAsync(resolved, Cancelled);

        Assert.Null(first.Incident);
        Assert.True(again is { IsRepeat: true, Incident: null });
        Assert.Empty(again.Events);
        Assert.False((await engine.Incidents.FindAsync(incident.Id, Cancelled))!.IsQuiet);
    }

    [Fact]
    public async Task Command_that_is_given_many_times_at_once_is_done_once()
    {
        await using var engine = new Engine();
        var signal = new Signal { Summary = "down", IdempotencyKey = "k" };

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() => engine.Incidents.SignalAsync(signal).AsTask())));

        Assert.Single(outcomes, outcome => !outcome.IsRepeat);
        Assert.Single(outcomes.Select(outcome => outcome.Incident!.Id).Distinct());
        Assert.All(outcomes, outcome => Assert.Equal(outcomes[0].Events.Select(happened => happened.Sequence), outcome.Events.Select(happened => happened.Sequence)));
    }

    [Fact]
    public async Task Silence_and_what_it_took_are_told_again()
    {
        await using var engine = new Engine();
        var start = new StartSilence { By = Aisyah, Match = [new Label { Name = "team", Value = "web" }], Until = Engine.Start + Duration.FromHours(1), Reason = "release", IdempotencyKey = "s" };
        var signal = new Signal { Summary = "down", Labels = [new Label { Name = "team", Value = "web" }], IdempotencyKey = "x" };
        var begun = await engine.Incidents.SilenceAsync(start, Cancelled);
        var taken = await engine.Incidents.SignalAsync(signal, Cancelled);

        var again = await engine.Incidents.SilenceAsync(start, Cancelled);
        var takenAgain = await engine.Incidents.SignalAsync(signal, Cancelled);

        Assert.True(again.IsRepeat && takenAgain.IsRepeat);
        Assert.Equal((begun.Silence!.Id, 1L), (again.Silence!.Id, again.Silence.Entries[0].Count));
        Assert.Equal(taken.SilencedBy!.Id, takenAgain.SilencedBy!.Id);
        Assert.Single(await engine.Incidents.ListSilencesAsync(Cancelled));
    }

    [Fact]
    public async Task Silence_that_is_ended_again_under_its_key_stays_ended()
    {
        await using var engine = new Engine();
        var start = new StartSilence { By = Aisyah, Match = [new Label { Name = "team", Value = "web" }], Until = Engine.Start + Duration.FromHours(1), Reason = "release" };
        var silence = (await engine.Incidents.SilenceAsync(start, Cancelled)).Silence!;
        await engine.Incidents.EndSilenceAsync(silence.Id, Aisyah, "e", Cancelled);

        var again = await engine.Incidents.EndSilenceAsync(silence.Id, Aisyah, "e", Cancelled);

        Assert.True(again is { IsAccepted: true, IsRepeat: true });
        Assert.Equal((silence.Id, Engine.Start), (again.Silence!.Id, again.Silence.EndedAt));
        Assert.Equal("MMI2030", (await engine.Incidents.EndSilenceAsync(silence.Id, Actor.Person("ben"), "e", Cancelled)).Rejection?.Code);
        Assert.Equal("MMI2044", (await engine.Incidents.EndSilenceAsync(silence.Id, Aisyah, cancellationToken: Cancelled)).Rejection?.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\nb")]
    [InlineData("a\u007fb")]
    [InlineData(null, 201)]
    public void Key_that_cannot_be_is_a_problem(string? key, int length = 0) => Assert.NotNull(Idempotency.Problem(key ?? new string('k', length)));

    [Fact]
    public void Key_with_half_a_character_is_a_problem()
    {
        Assert.NotNull(Idempotency.Problem("\ud800"));
        Assert.NotNull(Idempotency.Problem("a\udc00\ud800"));
        Assert.NotNull(Idempotency.Problem("\ud83da"));
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("Störung \ud83d\udd25")]
    [InlineData(null, 200)]
    public void Key_of_1_to_200_characters_is_none(string? key, int length = 0) => Assert.Null(Idempotency.Problem(key ?? new string('k', length)));
}
