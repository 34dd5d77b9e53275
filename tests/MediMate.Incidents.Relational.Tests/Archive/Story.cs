using MediMate.Incidents.Testing;
using MediMate.Incidents.Testing.Tests;
using NodaTime;

namespace MediMate.Incidents.Relational.Tests.Archive;

/// <summary>Incidents of every kind in a store: closed, closed twice, open and due, grown, with notes about people.</summary>
internal sealed class Story : IAsyncDisposable
{
    public const string OldKey = "disk of the mail server";

    private static readonly Actor Person = Actor.Person("aisyah");

    private Story(IncidentHarness harness) => Harness = harness;

    public IncidentHarness Harness { get; }

    /// <summary>Starts an engine on a store, with nothing happening yet.</summary>
    public static Story On(RelationalIncidentStore store) => new(new IncidentHarness(Playbooks.MediMate(), options =>
    {
        options.AddPerson("aisyah", "On-call Engineer", "sms", "mail");
        options.AddPerson("ben", "Engineering Manager", "sms", "mail");
        options.AddPerson("chen", "CTO", "sms", "mail");
        options.Configure = incidents => incidents.UseStore(store);
    }));

    /// <summary>Tells the whole story: of four incidents, the first two end.</summary>
    /// <returns>When it has ended for them.</returns>
    public static async Task<Instant> TellAsync(RelationalIncidentStore store)
    {
        await using var story = On(store);
        var first = await story.CloseAsync(OldKey);
        await story.ExecuteAsync(first, new Reopen { By = Person, Reason = "it came back" });
        await story.ResolveAsync(first);
        await story.CloseAsync("a printer");
        await store.CheckpointAsync();
        await story.Harness.AdvanceAsync(Duration.FromDays(10));
        var ended = story.Harness.Now;
        await story.Harness.AdvanceAsync(Duration.FromMinutes(1));
        await story.OpenAsync("Students cannot log in");
        await store.CheckpointAsync();
        var grown = await story.Harness.Incidents.DeclareAsync(new DeclareIncident
        {
            By = Person,
            Summary = $"UI glitch \"\u00e9\u2028 \ud83d\ude00\" {new string('x', 3000)}",
            Labels = [new Label { Name = "team", Value = "web" }],
        });
        await story.ExecuteAsync(grown.Incident!.Id, new AddNote { By = Person, Text = "ask chen, +60 12-345 6789" });
        return ended;
    }

    /// <summary>Lets an incident be declared and resolved, and everything that follows from it happen.</summary>
    public async Task<IncidentId> CloseAsync(string key)
    {
        var id = await OpenAsync(key);
        await ResolveAsync(id);
        return id;
    }

    public async Task<IncidentId> OpenAsync(string key)
    {
        var outcome = await Harness.Incidents.SignalAsync(new Signal { Summary = "UI glitch", Key = key, Labels = [new Label { Name = "team", Value = "mail" }] });
        await Harness.AdvanceAsync(Duration.FromMinutes(1));
        return outcome.Incident!.Id;
    }

    public async Task ResolveAsync(IncidentId id)
    {
        await ExecuteAsync(id, new Resolve { By = Person, Summary = "drew it anew", IsVerified = true, UserImpact = UserImpact.None });
        await Harness.AdvanceAsync(Duration.FromMinutes(1));
    }

    public async Task ExecuteAsync(IncidentId id, IncidentCommand command)
    {
        var outcome = await Harness.Incidents.ExecuteAsync(id, command);
        Assert.Null(outcome.Rejection);
    }

    public ValueTask DisposeAsync() => Harness.DisposeAsync();
}
