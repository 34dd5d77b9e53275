using System.Diagnostics;
using NodaTime;

namespace MediMate.Incidents.Tests.Diagnostics;

/// <summary>What traces tell of a run.</summary>
public sealed class ActivityTests
{
    [Fact]
    public async Task Commands_look_ups_and_sends_are_activities_below_the_caller_and_failures_are_errors()
    {
        await using var engine = new Engine();
        var stopped = new List<Activity>();
        using var caller = new Activity("caller").Start();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "MediMate.Incidents",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                // Other tests run beside this one.
                if (activity.TraceId == caller.TraceId)
                {
                    stopped.Add(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        engine.Sms.Instead = (_, _) => Task.FromResult(DeliveryResult.Failed("no"));

        var incident = await engine.SignalAsync();
        await engine.DoAsync(incident, new BeginContainment { By = Actor.Person("ben") });

        Assert.All(stopped, activity => Assert.Equal(caller.SpanId, activity.ParentSpanId));
        Assert.Contains(stopped, activity => activity.DisplayName == "TakeSignal" && Equals(activity.GetTagItem("medimate.outcome"), "accepted") && Equals(activity.GetTagItem("medimate.incident"), "INC-1"));
        Assert.Contains(stopped, activity => activity.DisplayName == "look-up" && activity.Kind == ActivityKind.Client && activity.Status == ActivityStatusCode.Unset);
        Assert.Contains(stopped, activity => activity.DisplayName == "send" && activity.Kind == ActivityKind.Producer && activity.Status == ActivityStatusCode.Error);
        Assert.Contains(stopped, activity => activity.DisplayName == "BeginContainment" && Equals(activity.GetTagItem("medimate.outcome"), "refused") && activity.Status == ActivityStatusCode.Unset);
        Assert.DoesNotContain(stopped.SelectMany(activity => activity.Tags), tag => tag.Value is "aisyah" or "ben");
    }
}
