using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents.Tests.Notifications;

/// <summary>Who is in an audience, as the host says.</summary>
public sealed class AudienceDirectoryTests
{
    private static readonly Actor Ben = Actor.Person("ben");

    [Theory]
    [InlineData(MessageAudience.Internal)]
    [InlineData(MessageAudience.External)]
    public async Task Update_goes_to_those_whom_the_directory_names(MessageAudience audience)
    {
        var directory = new TestAudiences(Reader("all-staff"), Reader("board"));
        await using var engine = new Engine(configure: incidents => incidents.UseAudienceDirectory(directory));
        var incident = await UpdateAsync(engine, audience);

        Assert.Equal(["all-staff", "board"], Updated(engine));
        Assert.Equal((audience, incident.Reference, engine.Now), (directory.Asked.Single().Audience, directory.Asked.Single().Incident, directory.Asked.Single().At));
    }

    [Fact]
    public async Task Pages_are_none_of_its_business()
    {
        var directory = new TestAudiences(Reader("all-staff"));
        await using var engine = new Engine(configure: incidents => incidents.UseAudienceDirectory(directory));
        await engine.SignalAsync();

        Assert.Empty(directory.Asked);
        Assert.Equal(["0:00 Page aisyah"], engine.Sent());
    }

    [Fact]
    public async Task Audience_of_nobody_is_recorded()
    {
        await using var engine = new Engine(configure: incidents => incidents.UseAudienceDirectory(new TestAudiences()));
        var incident = await UpdateAsync(engine, MessageAudience.External);

        Assert.Empty(Updated(engine));
        Assert.Contains((await engine.Store.ReadOutboxAsync(incident.Id)).OfType<OutboxMessage>(), row => row is { Kind: MessageKind.Update, Status: OutboxStatus.Failed });
    }

    [Fact]
    public async Task Where_it_throws_the_playbook_says_who()
    {
        await using var engine = new Engine(configure: incidents => incidents.UseAudienceDirectory(new TestAudiences { Instead = () => throw new InvalidOperationException("broken") }));
        var incident = await UpdateAsync(engine, MessageAudience.External);

        Assert.Equal(["users"], Updated(engine));
        Assert.StartsWith("MMI4024", (await engine.Store.ReadOutboxAsync(incident.Id)).OfType<OutboxLookUp>().Last().Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_it_hangs_the_playbook_says_who_after_two_seconds()
    {
        var isAsked = new TaskCompletionSource();
        await using var engine = new Engine(configure: incidents => incidents.UseAudienceDirectory(new TestAudiences
        {
            Instead = () =>
            {
                isAsked.SetResult();
                return new TaskCompletionSource<ImmutableArray<Responder>>().Task;
            },
        }));
        var incident = await engine.SignalAsync();
        await engine.AcceptAsync(incident, new SendUpdate { By = Ben, Audience = MessageAudience.External, Text = "logins fail" });
        var running = engine.Incidents.RunDueAsync().AsTask();
        await isAsked.Task;
        engine.Time.Advance(TimeSpan.FromSeconds(2));
        await running;

        Assert.Equal(["users"], Updated(engine));
        Assert.StartsWith("MMI4023", (await engine.Store.ReadOutboxAsync(incident.Id)).OfType<OutboxLookUp>().Last().Reason, StringComparison.Ordinal);
    }

    private static Responder Reader(string id) => new() { Id = id, Methods = [new ContactMethod { Channel = "sms", Address = id }] };

    private static IEnumerable<string> Updated(Engine engine) => engine.Sms.Messages.Where(sent => sent.Message.Kind == MessageKind.Update).Select(sent => sent.Message.To);

    private static async Task<Incident> UpdateAsync(Engine engine, MessageAudience audience)
    {
        var incident = await engine.SignalAsync();
        await engine.AcceptAsync(incident, new SendUpdate { By = Ben, Audience = audience, Text = "logins fail" });
        await engine.Incidents.RunDueAsync();
        return incident;
    }

    private sealed class TestAudiences(params ImmutableArray<Responder> people) : IAudienceDirectory
    {
        public List<AudienceQuestion> Asked { get; } = [];

        public Func<Task<ImmutableArray<Responder>>>? Instead { get; init; }

        public async ValueTask<ImmutableArray<Responder>> FindAsync(AudienceQuestion question, CancellationToken cancellationToken)
        {
            Asked.Add(question);
            return Instead is { } instead ? await instead() : people;
        }
    }
}
