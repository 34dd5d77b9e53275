// A host that knows the packed files only: its own playbook file, policy and channel, an incident, and what must come of it.
using MediMate.Incidents;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PackageHost;

var builder = Host.CreateApplicationBuilder(args);
builder.Configuration["Contacts:OnCall:Person"] = "aisyah";
builder.Configuration["Contacts:OnCall:Reach"] = "pager:4711";
IncidentSetup.Configure(builder.Services.AddIncidentResponse(builder.Configuration.GetSection("Incidents")).UsePlaybook("playbook.md"));
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
Console.WriteLine("The packed files work.");

static void Check(bool holds, string what)
{
    if (!holds)
    {
        throw new InvalidOperationException($"It does not hold that {what}.");
    }

    Console.WriteLine($"ok: {what}");
}
