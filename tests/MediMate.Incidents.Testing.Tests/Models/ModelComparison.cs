using System.Collections.Immutable;
using System.Globalization;
using NodaTime;

namespace MediMate.Incidents.Testing.Tests.Models;

/// <summary>Holds what the engine did against what the model expects.</summary>
internal sealed class ModelComparison
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    /// <summary>Compares the lines of a step.</summary>
    /// <returns>What differs, or null.</returns>
    public string? Lines(ModelWorld model, ImmutableArray<OutputLine> told)
    {
        foreach (var line in told.Where(line => line.Find("reference") is string))
        {
            _names[line["reference"]!] = line.Incident!;
        }

        var notices = told.Where(line => line.Incident is null && line.Event is not (OutputRecorder.Refused or OutputRecorder.HealthChanged)).ToList();

        // Two silences that end at one instant have no order.
        ImmutableArray<ModelLine> expectedNotices = [.. model.Notices.OrderBy(line => line.At).ThenBy(line => $"{line.Event} {line.Fields[0].Value}", StringComparer.Ordinal)];
        notices = [.. notices.OrderBy(line => line.At).ThenBy(line => $"{line.Event} {line["silence"]}", StringComparer.Ordinal)];
        if (Differs("beside the incidents", expectedNotices, notices) is { } beside)
        {
            return beside;
        }

        foreach (var incident in model.Incidents)
        {
            var own = told.Where(line => line.Incident == incident.Name).ToList();
            var timeline = own.FindAll(line => line.Find("seq") is not null);
            if (Differs(incident.Name, incident.Lines, timeline) is { } difference)
            {
                return difference;
            }

            var messages = own.Where(line => line.Event.StartsWith("Message", StringComparison.Ordinal)).Select(Message).Order(StringComparer.Ordinal).ToList();
            var expectedMessages = incident.Messages.Select(Message).Order(StringComparer.Ordinal).ToList();
            if (!messages.SequenceEqual(expectedMessages))
            {
                return $"{incident.Name}: expected the messages {string.Join("; ", expectedMessages)}\n but got {string.Join("; ", messages)}";
            }
        }

        return null;
    }

    /// <summary>Compares where an incident stands.</summary>
    /// <returns>What differs, or null.</returns>
    public static string? State(ModelIncident model, Incident incident)
    {
        var expected = Text(model);
        var actual = Text(incident);
        return expected == actual ? null : $"{model.Name} stands otherwise: expected\n  {expected}\n but got\n  {actual}";
    }

    private string? Differs(string where, IReadOnlyList<ModelLine> model, List<OutputLine> told)
    {
        for (var i = 0; i < Math.Max(told.Count, model.Count); i++)
        {
            var expected = i < model.Count ? model[i] : null;
            var actual = i < told.Count ? told[i] : null;
            if (expected is null || actual is null || Differs(expected, actual) is not null)
            {
                return $"{where}: expected {(expected is null ? "nothing" : expected)}\n but got {(actual is null ? "nothing" : actual)}"
                    + (expected is not null && actual is not null ? $"\n differs in {Differs(expected, actual)}" : string.Empty);
            }
        }

        return null;
    }

    private string? Differs(ModelLine expected, OutputLine actual)
    {
        if (expected.Event != actual.Event || expected.At != actual.At)
        {
            return "event or at";
        }

        var occurred = actual.Find("occurredAt") is Instant told ? told : actual.At;
        if (occurred != expected.OccurredAt)
        {
            return "occurredAt";
        }

        var differing = expected.Fields.Where(field => !AreEqual(field.Value, field.Name is "linkedTo" or "holder" or "from" or "duplicateOf" ? NameOf(actual[field.Name]) : actual.Find(field.Name))).Select(field => field.Name).ToList();
        return differing.Count == 0 ? null : string.Join(", ", differing);
    }

    private string? NameOf(string? reference) => reference is null ? null : _names.GetValueOrDefault(reference, reference);

    private static bool AreEqual(object? expected, object? actual) => (expected, actual) switch
    {
        (null, null) => true,
        (ImmutableArray<Label> labels, ImmutableArray<Label> others) => labels.AsSpan().SequenceEqual(others.AsSpan()),
        (string[] texts, ImmutableArray<string> others) => texts.AsSpan().SequenceEqual(others.AsSpan()),
        (int or long or decimal, decimal number) => Convert.ToDecimal(expected, CultureInfo.InvariantCulture) == number,
        _ => Equals(expected, actual),
    };

    private static string Message(OutputLine line) => $"{line.At:uuuu-MM-ddTHH:mm:ss.ffffff} {line.Event} {line["kind"]} to {line["to"]} by {line["channel"]}";

    private static string Message(ModelLine line) => $"{line.At:uuuu-MM-ddTHH:mm:ss.ffffff} {line.Event} {string.Join(' ', Zip(line))}";

    private static IEnumerable<string> Zip(ModelLine line) => [$"{line.Fields[0].Value}", "to", $"{line.Fields[1].Value}", "by", $"{line.Fields[2].Value}"];

    private static string Text(ModelIncident model) => string.Join(
        "\n  ",
        $"{model.Phase}, cycle {model.Cycle}, acknowledged by {model.AcknowledgedBy ?? "nobody"}",
        $"{model.Level}, {(model.IsConfirmed ? "confirmed" : "unconfirmed")}",
        Join("keys", model.Keys.Select(key => $"{key.Key} {key.Count} {(key.IsQuiet ? "quiet" : "firing")}").Order(StringComparer.Ordinal)) + (model.IsQuiet ? " all quiet" : string.Empty),
        Join("won", model.Won.Order().Select(phase => phase.ToString())),
        Join("items", model.Settled.Select(item => $"{item.Key} {(item.Value ? "done" : "skipped")}").Order(StringComparer.Ordinal)),
        Join("clocks", model.LatestClocks().Select(Text)),
        Text(model.Ladder),
        $"next due {model.DeadlineAt:uuuu-MM-ddTHH:mm:ss.ffffff}");

    private static string Text(Incident incident) => string.Join(
        "\n  ",
        $"{incident.Phase}, cycle {incident.Cycle}, acknowledged by {(incident.IsAcknowledged ? incident.Acknowledgement!.By : "nobody")}",
        $"{incident.Severity.Level}, {(incident.Severity.IsConfirmed ? "confirmed" : "unconfirmed")}",
        Join("keys", incident.Keys.Select(key => $"{key.Key} {key.Count} {(key.IsQuiet ? "quiet" : "firing")}").Order(StringComparer.Ordinal)) + (incident.IsQuiet ? " all quiet" : string.Empty),
        Join("won", Won(incident.Facts).Order().Select(phase => phase.ToString())),
        Join("items", incident.Items.Select(item => $"{item.Id} {(item.IsSkipped ? "skipped" : "done")}").Order(StringComparer.Ordinal)),
        Join("clocks", incident.Clocks.Select(Text)),
        Text(incident.Ladder),
        $"next due {incident.NextDueAt:uuuu-MM-ddTHH:mm:ss.ffffff}");

    private static string Join(string what, IEnumerable<string> parts) => $"{what}: {string.Join(", ", parts)}";

    private static string Text(ModelClock clock)
    {
        var isOver = !clock.IsRunning;
        var stands = isOver ? $"{clock.Result ?? "cancelled"} at {clock.StoppedAt:uuuu-MM-ddTHH:mm:ss.ffffff}" : clock.IsBreached ? "breached" : clock.IsPaused ? $"paused at {clock.PausedAt:uuuu-MM-ddTHH:mm:ss.ffffff}" : "running";
        var left = isOver || clock.IsBreached || clock.IsPaused ? string.Empty : $", warns {string.Join(' ', clock.WarningsLeft().Select(warning => $"{warning.At:uuuu-MM-ddTHH:mm:ss.ffffff}"))}";
        return $"{clock.Name} {clock.Instance} {clock.Level} due {clock.Due():uuuu-MM-ddTHH:mm:ss.ffffff} {stands}{left}";
    }

    private static string Text(ClockState clock)
    {
        var isOver = !clock.IsRunning;
        var result = clock.Result switch
        {
            ClockResult.Met => "met",
            ClockResult.MetAfterBreach => "metAfterBreach",
            ClockResult.Breached => "breached",
            _ => "cancelled",
        };
        var stands = isOver ? $"{result} at {clock.StoppedAt:uuuu-MM-ddTHH:mm:ss.ffffff}" : clock.IsBreached ? "breached" : clock.IsPaused ? $"paused at {clock.PausedAt:uuuu-MM-ddTHH:mm:ss.ffffff}" : "running";
        var left = isOver || clock.IsBreached || clock.IsPaused ? string.Empty : $", warns {string.Join(' ', clock.WarningsLeft.Select(warning => $"{warning.At:uuuu-MM-ddTHH:mm:ss.ffffff}"))}";
        return $"{clock.Name} {clock.Instance} {clock.Level} due {clock.Due:uuuu-MM-ddTHH:mm:ss.ffffff} {stands}{left}";
    }

    private static string Text(ModelLadder? ladder) => ladder is null
        ? "no ladder"
        : $"ladder {ladder.Source.Name} from {ladder.StartedAt:uuuu-MM-ddTHH:mm:ss.ffffff}{(ladder.IsEnded ? " ended" : string.Empty)} next {(ladder.Next is { } next ? $"{next.Loop}/{next.Step} at {next.Due:uuuu-MM-ddTHH:mm:ss.ffffff}" : "-")} exhausted {ladder.ExhaustedAt:uuuu-MM-ddTHH:mm:ss.ffffff}";

    private static string Text(LadderState? ladder) => ladder is null
        ? "no ladder"
        : $"ladder {ladder.Ladder} from {ladder.StartedAt:uuuu-MM-ddTHH:mm:ss.ffffff}{(ladder.IsEnded ? " ended" : string.Empty)} next {(ladder.Next is { } next ? $"{next.Loop}/{next.Step} at {next.DueAt:uuuu-MM-ddTHH:mm:ss.ffffff}" : "-")} exhausted {ladder.ExhaustedAt:uuuu-MM-ddTHH:mm:ss.ffffff}";

    private static IEnumerable<IncidentPhase> Won(LifecycleFacts facts)
    {
        if (facts.HasFlag(LifecycleFacts.Containment))
        {
            yield return IncidentPhase.Containing;
        }

        if (facts.HasFlag(LifecycleFacts.Restoration))
        {
            yield return IncidentPhase.Resolving;
        }

        if (facts.HasFlag(LifecycleFacts.UsersTold))
        {
            yield return IncidentPhase.Communicating;
        }

        if (facts.HasFlag(LifecycleFacts.Review))
        {
            yield return IncidentPhase.Reviewing;
        }
    }
}
