// A host that knows the packed files only: its own playbook, policy and channel, an incident, and what must come of it.
using MediMate.Incidents;
using MediMate.Incidents.Testing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

var playbook = PlaybookMarkdown.Parse(
    """
    # A small playbook

    ## Severity Levels
    | Level | Response Time | Examples |
    |-------|---------------|----------|
    | P0 (Critical) | 15 minutes | everything is down |
    | P1 (High) | 1 hour | something is broken |

    ## Escalation
    | Level | After | Who | Channels |
    |-------|-------|-----|----------|
    | P0 | +0 | On-call Engineer | sms |
    | P1 | +0 | On-call Engineer | sms |

    ## Core Team
    1. On-call Engineer
    2. Engineering Manager

    ## Contacts
    - On-call Engineer: aisyah
    """);

// In a host of its own, as in production.
var channel = new CountingChannel();
var services = new ServiceCollection();
services.AddIncidentResponse(incidents => incidents
    .UsePlaybook(playbook)
    .AddSeverityPolicy<StudentRecordsPolicy>()
    .AddNotificationChannel("sms", channel));
await using var provider = services.BuildServiceProvider();
var engine = provider.GetRequiredService<IIncidentResponse>();
var outcome = await engine.SignalAsync(new Signal { Summary = "grades of class 4B are visible to all" });
await engine.RunDueAsync();
Check(outcome.Incident?.Severity.Level == "P0", "the host's policy decides the severity");
Check(channel.Count == 1, "the host's channel pages the on-call engineer");
Check((await engine.AcknowledgeAsync(outcome.Incident!.Id, "aisyah")).IsAccepted, "the page is acknowledged");

// And on virtual time, as in a test of the host's own.
await using var harness = new IncidentHarness(playbook, options => options.AddPerson("aisyah", "On-call Engineer", "sms"));
await harness.Incidents.SignalAsync(new Signal { Summary = "everything is down" });
await harness.AdvanceAsync(Duration.FromMinutes(15));
Check(harness.Lines.Any(line => line.Event == "ClockBreached"), "nobody answers, and the clock runs out after 15 minutes");

Console.WriteLine("The packed files work.");

static void Check(bool holds, string what)
{
    if (!holds)
    {
        throw new InvalidOperationException($"It does not hold that {what}.");
    }

    Console.WriteLine($"ok: {what}");
}

internal sealed class StudentRecordsPolicy : ISeverityPolicy
{
    public SeverityOpinion? Assess(SeverityContext context) =>
        context.Summary.Contains("grades", StringComparison.OrdinalIgnoreCase)
            ? new SeverityOpinion { Level = "P0", Reason = "student records are involved" }
            : null;
}

internal sealed class CountingChannel : INotificationChannel
{
    public int Count { get; private set; }

    public ValueTask<DeliveryResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        Count++;
        return ValueTask.FromResult(DeliveryResult.Delivered());
    }
}
