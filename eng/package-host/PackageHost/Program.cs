// A host that knows the packed files only: its own playbook file, policy and channel, an incident, and what must come of it.
using MediMate.Incidents;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PackageHost;

var builder = Host.CreateApplicationBuilder(args);
builder.Configuration["Contacts:OnCall:Person"] = "aisyah";
builder.Configuration["Contacts:OnCall:Reach"] = "pager:4711";
var incidents = builder.Services.AddIncidentResponse(builder.Configuration.GetSection("Incidents")).UsePlaybook("playbook.md");
IncidentSetup.Configure(incidents);

// In a file, or in PostgreSQL where a connection string is given.
var folder = Directory.CreateTempSubdirectory("package-host-");
var database = Path.Combine(folder.FullName, "incidents.db");
_ = args is [var connection] ? incidents.UsePostgreSql(connection) : incidents.UseSqlite(database);
using var host = builder.Build();
await host.StartAsync();

var engine = host.Services.GetRequiredService<IIncidentResponse>();
var pager = host.Services.GetRequiredService<PagerChannel>();

var opened = await engine.SignalAsync(new Signal { Key = "probe/grades", Summary = "grades of class 4B are visible to all" });
var id = opened.Incident!.Id;
Check(opened.Incident.Severity is { Level: "P1", Reason: "student records are involved" }, "the host's policy decides the severity");

var page = await pager.First.WaitAsync(TimeSpan.FromSeconds(30));
Check(page is { To: "aisyah", Address: "4711", Kind: MessageKind.Page }, "the host's channel pages whom the configuration names");

var acknowledged = await engine.AcknowledgeAsync(id, by: "aisyah");
Check(acknowledged.IsAccepted, "the page is acknowledged");

var resolved = await engine.ResolveAsync(id, by: "aisyah", summary: "access taken away", verified: true, UserImpact.None);
Check(resolved is { IsAccepted: true, Incident.Phase: IncidentPhase.Closed }, "the incident is resolved and closed");

var timeline = await engine.ReadTimelineAsync(id);
Check(timeline[0] is IncidentDeclared && timeline.OfType<ClockMet>().Any(), "the timeline tells it from the declaration on");

await host.StopAsync();

// Another process would find the same.
await using (var store = args is [var again] ? PostgreSqlStore.Open(again) : SqliteStore.Open(database))
{
    Check((await store.FindAsync(id))?.Phase == IncidentPhase.Closed, "the incident outlives the host");
    var page1 = await store.ListAsync(new IncidentQuery { Text = "grades", IsOpen = false });
    Check(page1.Incidents.Any(found => found.Id == id), "the incident is found by a word of its summary");
    var verification = await store.VerifyAsync();
    Check(verification is { IsSound: true, Checkpoints: > 0 }, "what is kept is sound, and the host left a checkpoint");
}

folder.Delete(recursive: true);
Console.WriteLine("The packed files work.");

static void Check(bool holds, string what)
{
    if (!holds)
    {
        throw new InvalidOperationException($"It does not hold that {what}.");
    }

    Console.WriteLine($"ok: {what}");
}
