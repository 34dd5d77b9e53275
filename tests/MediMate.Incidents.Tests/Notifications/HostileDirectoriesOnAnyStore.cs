using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace MediMate.Incidents.Tests.Notifications;

/// <summary>Directories, schedules and audiences that answer whatever they like: somebody is called all the same, once, and what is kept can be read back.</summary>
public abstract class HostileDirectoriesOnAnyStore : IAsyncDisposable
{
    private static readonly Responder Aisyah = Reached("aisyah");
    private readonly StorePlace _place;

    private protected HostileDirectoriesOnAnyStore(StorePlace place) => _place = place;

    public static TheoryData<string, string> Answered() => new(Answers.Select(answer => (answer.Key, answer.Value.Called)));

    public static TheoryData<string, string> Scheduled() => new(Rotas.Select(rota => (rota.Key, rota.Value.Called)));

    /// <summary>Whom the directory names as on call, and who gets the first page then: where nobody does, the manager at once.</summary>
    private static Dictionary<string, (Func<ImmutableArray<Responder>> People, string Called)> Answers { get; } = new(StringComparer.Ordinal)
    {
        ["an array that is none"] = (() => default, "ben"),
        ["nobody"] = (() => [], "ben"),
        ["a null among people"] = (() => [null!, Aisyah], "aisyah"),
        ["nulls alone"] = (() => [null!, null!], "aisyah"),
        ["somebody without an id among people"] = (() => [Reached(null!), Reached(" \u200b"), Aisyah], "aisyah"),
        ["nobody who has an id"] = (() => [Reached(string.Empty)], "aisyah"),
        ["ways that are none"] = (() => [new Responder { Id = "aisyah", Methods = default }], "ben"),
        ["somebody without a way"] = (() => [new Responder { Id = "aisyah" }], "ben"),
        ["a null among the ways"] = (() => [Aisyah with { Methods = [null!, .. Aisyah.Methods] }], "aisyah"),
        ["ways without a channel"] = (() => [Aisyah with { Methods = [new ContactMethod { Channel = null! }, new ContactMethod { Channel = " " }] }], "ben"),
        ["an address that is null"] = (() => [Aisyah with { Methods = [new ContactMethod { Channel = "sms", Address = null! }] }], "aisyah"),
        ["a channel that nobody has"] = (() => [Aisyah with { Methods = [new ContactMethod { Channel = "fax" }] }], "ben"),
        ["the same person again"] = (() => [Aisyah, Aisyah, Aisyah with { Methods = [new ContactMethod { Channel = "SMS", Address = "+60-other" }] }], "aisyah"),
        ["a language that is none"] = (() => [Aisyah with { Language = HostileTexts.Halves }], "aisyah"),
    };

    private static Dictionary<string, (Func<ImmutableArray<string>> People, string Called)> Rotas { get; } = new(StringComparer.Ordinal)
    {
        ["an array that is none"] = (() => default, "ben"),
        ["a null among ids"] = (() => [null!, " ", "dina"], "dina"),
        ["nulls alone"] = (() => [null!], "aisyah"),
        ["the same person again"] = (() => ["dina", "dina"], "dina"),
        ["throws"] = (() => throw new HostileException(), "aisyah"),
    };

    [Theory]
    [MemberData(nameof(Answered))]
    public async Task Somebody_is_called_once_when_the_directory_answers(string answer, string called)
    {
        var directory = new HostileDirectory("On-call Engineer", _ => ValueTask.FromResult(Answers[answer].People()));
        await using var engine = await NewEngineAsync(incidents => incidents.UseContactDirectory(directory));
        var incident = await engine.SignalAsync();

        Assert.Equal([$"0:00 Page {called}"], engine.Sent());
        await IsSoundAsync(engine, incident);
        await engine.AdvanceAsync(Duration.FromMinutes(11));
        Assert.Equal(1, engine.Sent().Count(line => line.EndsWith("Page chen", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("throws before it has begun")]
    [InlineData("throws in its task")]
    [InlineData("is cancelled by somebody else")]
    [InlineData("throws what cannot say what is wrong")]
    public async Task Playbooks_contact_is_called_when_the_directory(string way)
    {
        var directory = new HostileDirectory("On-call Engineer", _ => way switch
        {
            "throws in its task" => ValueTask.FromException<ImmutableArray<Responder>>(new InvalidOperationException("the rota is down")),
            "is cancelled by somebody else" => throw new OperationCanceledException("a token of its own"),
            "throws what cannot say what is wrong" => throw new HostileException(),
            _ => throw new InvalidOperationException("the rota is down"),
        });
        await using var engine = await NewEngineAsync(incidents => incidents.UseContactDirectory(directory));
        var incident = await engine.SignalAsync();

        Assert.Equal(["0:00 Page aisyah"], engine.Sent());
        var ran = Assert.Single((await engine.TimelineAsync(incident)).OfType<EscalationStepRan>());
        Assert.Contains("MMI4005", ran.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Scheduled))]
    public async Task Somebody_is_called_once_when_the_schedule_answers(string rota, string called)
    {
        await using var engine = await NewEngineAsync(incidents => incidents.AddOnCallSchedule("On-call Engineer", new HostileRota(_ => ValueTask.FromResult(Rotas[rota].People()))));
        await engine.SignalAsync();

        Assert.Equal([$"0:00 Page {called}"], engine.Sent());
    }

    [Fact]
    public async Task Schedule_that_hangs_and_ignores_its_token_gives_way_to_the_playbooks_contact()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var never = new TaskCompletionSource<ImmutableArray<string>>();
        var rota = new HostileRota(_ =>
        {
            asked.TrySetResult();
            return new ValueTask<ImmutableArray<string>>(never.Task);
        });
        await using var engine = await NewEngineAsync(incidents => incidents.AddOnCallSchedule("On-call Engineer", rota));
        await engine.Incidents.SignalAsync(new Signal { Summary = "Complete app down", Key = "K1" });
        var running = engine.Incidents.RunDueAsync().AsTask();
        await asked.Task;
        engine.Time.Advance(TimeSpan.FromSeconds(2));
        await running;
        never.SetResult(["dina"]);
        await engine.Incidents.RunDueAsync();

        Assert.Equal(["0:02 Page aisyah"], engine.Sent());
    }

    [Fact]
    public async Task Person_whose_name_is_no_text_is_called_and_can_acknowledge()
    {
        var directory = new HostileDirectory("On-call Engineer", _ => ValueTask.FromResult<ImmutableArray<Responder>>(
            [new Responder { Id = HostileTexts.Halves, Methods = [new ContactMethod { Channel = "sms", Address = HostileTexts.Halves }] }]));
        await using var engine = await NewEngineAsync(incidents => incidents.UseContactDirectory(directory));
        var incident = await engine.SignalAsync();

        var page = Assert.Single(engine.Sms.Messages).Message;
        Assert.All([page.To, page.Address], text => Assert.DoesNotContain(text, letter => char.IsControl(letter) || char.IsSurrogate(letter) || letter == '\u202e'));
        Assert.True((await engine.Incidents.AcknowledgeByTokenAsync(page.AcknowledgementToken!)).IsAccepted);
        Assert.Equal(page.To, (await engine.Incidents.FindAsync(incident.Id))!.Acknowledgement!.By);
        await IsSoundAsync(engine, incident);

        // Whoever acknowledged is asked for again by the name that was kept, when the time is over.
        Assert.Equal(page.To, Assert.Single((await engine.Store.ReadSubjectsAsync(SubjectKind.LookUpAnswer)).OfType<LookUpAnswer>(), known => known.Target == "On-call Engineer").People.Single().Id);
    }

    [Fact]
    public async Task Thousand_people_on_call_are_each_called()
    {
        var directory = new HostileDirectory("On-call Engineer", _ => ValueTask.FromResult<ImmutableArray<Responder>>([.. Enumerable.Range(0, 1_000).Select(number => Reached($"p{number}"))]));
        await using var engine = await NewEngineAsync(incidents => incidents.UseContactDirectory(directory));
        await engine.SignalAsync();

        Assert.Equal(1_000, engine.Sms.Messages.Select(sent => sent.Message.To).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(1_000, engine.Sms.Messages.Count);
    }

    [Theory]
    [InlineData("an array that is none", "")]
    [InlineData("nobody", "")]
    [InlineData("a null among people", "aisyah")]
    [InlineData("nulls alone", "users")]
    [InlineData("nobody who has an id", "users")]
    [InlineData("ways that are none", "")]
    [InlineData("a null among the ways", "aisyah")]
    [InlineData("the same person again", "aisyah")]
    public async Task Audience_is_told_once_when_its_directory_answers(string answer, string told)
    {
        await using var engine = await NewEngineAsync(incidents => incidents.UseAudienceDirectory(new HostileAudience(Answers[answer].People)));
        var incident = await engine.SignalAsync();
        await engine.AcceptAsync(incident, new SendUpdate { By = Actor.Person("ben"), Audience = MessageAudience.External, Text = "logins fail" });
        await engine.Incidents.RunDueAsync();

        Assert.Equal(told, string.Join(' ', engine.Sms.Messages.Where(sent => sent.Message.Kind == MessageKind.Update).Select(sent => sent.Message.To)));
        var rows = (await engine.Store.ReadOutboxAsync(incident.Id)).OfType<OutboxMessage>().Where(row => row.Kind == MessageKind.Update);
        Assert.Equal(told.Length > 0 ? OutboxStatus.Done : OutboxStatus.Failed, Assert.Single(rows).Status);
    }

    [Fact]
    public async Task Page_goes_to_whom_the_directory_named_when_the_step_ran_whatever_it_says_when_it_is_sent()
    {
        var onCall = "aisyah";
        var directory = new HostileDirectory("On-call Engineer", _ => ValueTask.FromResult<ImmutableArray<Responder>>([Reached(onCall)]));
        await using var engine = await NewEngineAsync(incidents => incidents.UseContactDirectory(directory));
        engine.Sms.Instead = (_, _) => Task.FromResult(DeliveryResult.Retry("busy"));
        await engine.SignalAsync("UI glitch");
        onCall = "dina";
        engine.Sms.Instead = null;
        await engine.AdvanceAsync(Duration.FromMinutes(1));

        Assert.Equal(["aisyah", "aisyah"], engine.Sms.Messages.Select(sent => sent.Message.To));
        await engine.SignalAsync("UI glitch", "K2");
        Assert.Equal("dina", engine.Sms.Messages[^1].Message.To);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _place.DisposeAsync();
    }

    private static Responder Reached(string id) => new() { Id = id, Methods = [new ContactMethod { Channel = "sms", Address = $"+60-{id}" }] };

    private async ValueTask<Engine> NewEngineAsync(Action<IncidentResponseBuilder> configure)
    {
        var store = await _place.OpenAsync();
        return new Engine(configure: incidents => configure(incidents.UseStore(store)));
    }

    /// <summary>All that is kept can be read back, and comes to the same.</summary>
    private static async Task IsSoundAsync(Engine engine, Incident incident)
    {
        var events = await engine.TimelineAsync(incident);
        Assert.Equal(SnapshotJson.Write((await engine.Incidents.FindAsync(incident.Id))!), SnapshotJson.Write(Incident.Fold(events)));
        Assert.All(await engine.Store.ReadOutboxAsync(incident.Id), row => Assert.False(row.IsPending, row.Key));
    }

    private sealed class HostileDirectory(string role, Func<CancellationToken, ValueTask<ImmutableArray<Responder>>> answer) : IContactDirectory
    {
        private readonly TestDirectory _others = new();

        public ValueTask<ImmutableArray<Responder>> FindAsync(string target, Instant at, CancellationToken cancellationToken) =>
            target == role ? answer(cancellationToken) : _others.FindAsync(target, at, cancellationToken);
    }

    private sealed class HostileRota(Func<CancellationToken, ValueTask<ImmutableArray<string>>> answer) : IOnCallSchedule
    {
        public ValueTask<ImmutableArray<string>> OnCallAsync(Instant at, CancellationToken cancellationToken) => answer(cancellationToken);
    }

    private sealed class HostileAudience(Func<ImmutableArray<Responder>> answer) : IAudienceDirectory
    {
        public ValueTask<ImmutableArray<Responder>> FindAsync(AudienceQuestion question, CancellationToken cancellationToken) => ValueTask.FromResult(answer());
    }
}
