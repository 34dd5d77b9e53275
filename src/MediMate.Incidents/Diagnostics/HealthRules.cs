using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace MediMate.Incidents;

/// <summary>Judges how the work of a store stands.</summary>
internal static class HealthRules
{
    private static readonly DurationPattern Span = DurationPattern.CreateWithInvariantCulture("-H:mm:ss");

    /// <summary>Finds what is wrong.</summary>
    /// <returns>The problems, the worst first; none when all is well.</returns>
    public static IReadOnlyList<HealthProblem> Find(StoreHealth health, Instant now, IncidentResponseOptions options)
    {
        var problems = new List<HealthProblem>();
        if (health.Unattended > 0)
        {
            problems.Add(new HealthProblem(IsUnhealthy: true, $"everybody was called and nobody attends to {Names(health.Unattended, health.UnattendedIncidents)}"));
        }

        if (health.Failing > 0)
        {
            problems.Add(new HealthProblem(
                IsUnhealthy: true,
                health.FailingIncidents.IsEmpty
                    ? string.Create(CultureInfo.InvariantCulture, $"the ticks of {health.Failing} silence(s), monitor(s) or the like fail again and again")
                    : $"the ticks of {Names(health.Failing, health.FailingIncidents)} fail again and again"));
        }

        AddLate(problems, "deadline", health.OldestDueAt, now, options);
        AddLate(problems, "row of the outbox", health.OldestOutboxDueAt, now, options);
        return [.. problems.OrderByDescending(problem => problem.IsUnhealthy)];
    }

    private static void AddLate(List<HealthProblem> problems, string what, Instant? due, Instant now, IncidentResponseOptions options)
    {
        if (due is { } instant && now - instant >= Duration.FromTimeSpan(options.OverdueDegradedAfter))
        {
            problems.Add(new HealthProblem(
                now - instant >= Duration.FromTimeSpan(options.OverdueUnhealthyAfter), $"the oldest {what} has been due for {Span.Format(now - instant)}"));
        }
    }

    private static string Names(int count, IEnumerable<string> named)
    {
        var names = named.ToList();
        return string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", names)}{(count > names.Count ? $" and {count - names.Count} more" : string.Empty)}");
    }
}
