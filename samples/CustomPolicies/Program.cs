// A host with its own severity policy, escalation rule and channel, in real time. Its tests stand in samples/CustomPolicies.Tests.
using MediMate.Incidents;
using MediMate.Incidents.Samples;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

// The chat is busy at first: a message that it refuses is sent again.
await using var room = ChatRoom.Open();
room.Refusals = 1;

var builder = Host.CreateApplicationBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Error);
builder.Configuration.AddInMemoryCollection([KeyValuePair.Create("Exams:Services:0", (string?)"exam-portal")]);
builder.Services.Configure<ExamOptions>(builder.Configuration.GetSection("Exams"));
builder.Services.AddSingleton(new HttpClient { BaseAddress = room.Address });
builder.Services.AddIncidentResponse().UsePlaybook(Path.Combine(AppContext.BaseDirectory, "playbook.md")).AddExams();
using var host = builder.Build();
await host.StartAsync();

var incidents = host.Services.GetRequiredService<IIncidentResponse>();
var opened = await incidents.SignalAsync(new Signal
{
    Key = "probe/exam-portal",
    Summary = "pages load slowly",
    Labels = Label.From([KeyValuePair.Create("service", "exam-portal")]),
});
var incident = opened.Incident!;
Console.WriteLine($"{incident.Reference} is {incident.Severity.Level}: {incident.Severity.Reason}");

await room.WaitForAsync("aisyah", TimeSpan.FromSeconds(60));
await room.WaitForAsync("exams-office", TimeSpan.FromSeconds(60));
await incidents.AcknowledgeAsync(incident.Id, by: "aisyah");
Console.WriteLine($"{incident.Reference} is acknowledged. In the chat stands:");
foreach (var post in room.Posts)
{
    Console.WriteLine($"  to {post.To}: {post.Text.ReplaceLineEndings(" / ")}");
}

await host.StopAsync();
