using System.Diagnostics;

namespace MediMate.Incidents;

/// <summary>Figures and activities of what the engine does. While nobody listens, a command asks once whether somebody does.</summary>
internal sealed class EngineTelemetry(EngineMetrics metrics, EngineClock clock) : IDisposable
{
    private readonly ActivitySource _source = new(EngineMetrics.Name);

    public EngineMetrics Metrics { get; } = metrics;

    public bool IsWatched => Metrics.IsEnabled || _source.HasListeners();

    public void Dispose() => _source.Dispose();

    /// <summary>Does a command, and records how it went once it is committed.</summary>
    public async ValueTask<Decision> WatchAsync(IncidentCommand command, Func<ValueTask<Decision>> run)
    {
        var name = command.GetType().Name;
        using var activity = _source.StartActivity(name);
        activity?.SetTag("medimate.command", name);
        var began = clock.TimeProvider.GetTimestamp();
        try
        {
            var decision = await run().ConfigureAwait(false);
            var outcome = OutcomeOf(decision);
            Metrics.Command(name, outcome, clock.TimeProvider.GetElapsedTime(began));
            Metrics.Committed(command, decision);
            if (command is Tick && decision.DueAt is { } due)
            {
                Metrics.Ticked(SubjectKind.Incident, clock.Now - due);
            }

            activity?.SetTag("medimate.outcome", outcome);
            activity?.SetTag("medimate.incident", decision.Incident?.Reference);
            if (decision.Rejection is { } rejection)
            {
                // Refusing is what it is there for: no error of the engine.
                activity?.SetTag("medimate.rejection", rejection.Code);
            }

            return decision;
        }
        catch (Exception exception)
        {
            Metrics.Command(name, exception is OperationCanceledException ? "cancelled" : "failed", clock.TimeProvider.GetElapsedTime(began));
            Fail(activity, exception);
            throw;
        }
    }

    /// <summary>Begins the activity of asking who is behind some names.</summary>
    public Activity? StartLookUp(OutboxLookUp lookUp) => Start("look-up", ActivityKind.Client, lookUp);

    /// <summary>Begins the activity of a channel that sends.</summary>
    public Activity? StartSend(OutboxMessage message) =>
        Start("send", ActivityKind.Producer, message)?.SetTag("medimate.channel", message.Channel);

    /// <summary>Records how a channel did.</summary>
    public void Sent(Activity? activity, OutboxMessage message, DeliveryResult result, long began)
    {
        Metrics.Sent(message, result, clock.TimeProvider.GetElapsedTime(began));
        activity?.SetTag("medimate.outcome", result.IsDelivered ? "sent" : "failed");
        if (!result.IsDelivered)
        {
            // The reason stands in the row: what a channel says may hold an address.
            activity?.SetStatus(ActivityStatusCode.Error);
        }
    }

    public static void Fail(Activity? activity, Exception exception)
    {
        activity?.SetStatus(ActivityStatusCode.Error);
        activity?.SetTag("error.type", exception.GetType().FullName);
    }

    private Activity? Start(string name, ActivityKind kind, OutboxRow row) => _source.StartActivity(name, kind)
        ?.SetTag("medimate.incident", row.Reference)
        .SetTag("medimate.kind", row.Kind.ToString());

    private static string OutcomeOf(Decision decision) => decision switch
    {
        { Rejection: not null } => "refused",
        { Repeated: not null } => "repeated",
        _ => "accepted",
    };
}
