using MediMate.Incidents.Testing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace MediMate.Incidents.Samples.Tests;

/// <summary>All parts together, as the program registers them, on virtual time: a night in milliseconds.</summary>
public sealed class SchoolTests : IAsyncLifetime
{
    private readonly ChatRoom _room = ChatRoom.Open();
    private readonly HttpClient _client;
    private readonly IncidentHarness _harness;

    public SchoolTests()
    {
        _client = new HttpClient { BaseAddress = _room.Address };
        _harness = new IncidentHarness(Exams.Playbook, options =>
        {
            options.AddPerson("aisyah", "On-call Engineer", "chat").AddPerson("ben", "Head of IT", "chat")
                .AddPerson("exams-office", "Exams Office", "chat").AddPerson("puan-farah", "Head of School", "chat");
            options.Configure = incidents =>
            {
                incidents.Services.AddSingleton(_client).AddSingleton(Exams.ThisWeek);
                incidents.AddExams();
            };
        });
    }

    [Fact]
    public async Task School_hears_of_an_exam_in_danger_step_by_step_until_somebody_acknowledges()
    {
        var opened = await _harness.Incidents.SignalAsync(Exams.SlowPages("exam-portal"));
        await _harness.AdvanceAsync(Duration.FromMinutes(14));
        Assert.Equal(["aisyah", "ben", "exams-office"], _room.Posts.Select(post => post.To).Distinct().Order());

        await _harness.AdvanceAsync(Duration.FromMinutes(2));
        Assert.Contains(_room.Posts, post => post.To == "puan-farah");

        await _harness.Incidents.AcknowledgeAsync(opened.Incident!.Id, by: "ben");
        var posts = _room.Posts.Count;
        await _harness.AdvanceAsync(Duration.FromMinutes(25));
        Assert.Equal(posts, _room.Posts.Count);
    }

    [Fact]
    public async Task School_sleeps_on_when_the_library_is_slow()
    {
        var opened = await _harness.Incidents.SignalAsync(Exams.SlowPages("library"));
        await _harness.AdvanceAsync(Duration.FromHours(8));

        Assert.Equal("P2", opened.Incident!.Severity.Level);
        Assert.Equal(["aisyah"], _room.Posts.Select(post => post.To));
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _harness.DisposeAsync();
        _client.Dispose();
        await _room.DisposeAsync();
    }
}
