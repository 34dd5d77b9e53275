using System.Globalization;

namespace MediMate.Incidents.Testing.Tests.Models;

/// <summary>Counts what the stories touched.</summary>
internal sealed class ModelCoverage
{
    private readonly SortedDictionary<string, int> _commands = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _refused = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _rows = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _events = new(StringComparer.Ordinal);

    /// <summary>
    /// What the model does not tell: bundles, heartbeats, and the health of the engine.
    /// </summary>
    private static readonly string[] NoEvents =
    [
        "MessageHeld",
        "HeartbeatMissed",
        "HeartbeatReturned",
        "EngineHealthChanged",
    ];

    private const string Ladder = "ladder ";
    private const string LastAnswer = "a last answer that stood in";
    private const string NoAnswer = "a directory that failed with nobody to stand in";
    private const string OfWithdrawal = "a note about a breach that was none";

    private readonly SortedDictionary<string, int> _triggers = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _rules = new(StringComparer.Ordinal);

    private readonly SortedDictionary<string, int> _telling = new(StringComparer.Ordinal) { [OfWithdrawal] = 0, [LastAnswer] = 0, [NoAnswer] = 0 };
    private readonly HashSet<(string? Incident, string? Entry)> _withdrawals = [];

    public int Steps { get; private set; }

    public int Accepted { get; private set; }

    public int Refused { get; private set; }

    /// <summary>Counts rules and ladders too: each rule has to speak, and each ladder to start.</summary>
    public void Expect(ModelPlaybook playbook)
    {
        foreach (var rule in playbook.Rules)
        {
            _rules.TryAdd(rule, 0);
        }

        foreach (var ladder in playbook.Source.Ladders)
        {
            _telling.TryAdd($"{Ladder}{ladder.Name}", 0);
        }
    }

    /// <summary>Forgets what names mean: in another story they are others.</summary>
    public void BeginStory() => _withdrawals.Clear();

    public void Add(ModelStep step, bool? isAccepted, IEnumerable<OutputLine> lines)
    {
        Steps++;
        Accepted += isAccepted is true ? 1 : 0;
        Refused += isAccepted is false ? 1 : 0;
        Count(isAccepted is false ? _refused : _commands, step.Do);
        foreach (var line in lines)
        {
            Count(_events, line.Event);
            CountMessage(line);
            if (line.Find("rule") is string rule)
            {
                Count(_rules, rule);
            }
            else if (line.Event == "PhaseChanged")
            {
                Count(_rows, Row(line));
                Count(_triggers, line["trigger"]!);
            }
        }
    }

    /// <summary>Names the commands, triggers and events that came less often than that, and the ladders that started less than a fifth as often.</summary>
    /// <returns>Names with their counts; empty when there are none.</returns>
    public string Rare(int least)
    {
        var wanted = CommandWords.All.Select(word => word.Name).Select(name => (name, _commands.GetValueOrDefault(name)))
            .Concat(Enum.GetNames<PhaseTrigger>().Select(name => (name, _triggers.GetValueOrDefault(name))))
            .Concat(_rules.Concat(_telling).Select(other => (name: other.Key, other.Value)))
            .Concat(EventWords.All.Select(word => word.Name).Where(name => !NoEvents.Contains(name)).Select(name => (name, _events.GetValueOrDefault(name))));
        return string.Join(", ", wanted.Where(counted => counted.Item2 < (counted.name.StartsWith(Ladder, StringComparison.Ordinal) ? least / 5 : least)).Select(counted => $"{counted.name} {counted.Item2}"));
    }

    public string ToTable()
    {
        var lines = new List<string>
        {
            string.Create(CultureInfo.InvariantCulture, $"{Steps} steps, {Accepted} accepted, {Refused} refused ({100.0 * Accepted / Math.Max(1, Accepted + Refused):0} % accepted)"),
            "command              accepted   refused",
        };
        lines.AddRange(_commands.Keys.Union(_refused.Keys).Order(StringComparer.Ordinal)
            .Select(name => string.Create(CultureInfo.InvariantCulture, $"{name,-20} {_commands.GetValueOrDefault(name),8} {_refused.GetValueOrDefault(name),9}")));
        lines.Add("row of the phases");
        lines.AddRange(_rows.Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.Key,-45} {row.Value,8}")));
        lines.Add("rule beside the ladder, and what else is told");
        lines.AddRange(_rules.Concat(_telling).Select(other => string.Create(CultureInfo.InvariantCulture, $"{other.Key,-45} {other.Value,8}")));
        lines.Add("event");
        lines.AddRange(_events.Select(happened => string.Create(CultureInfo.InvariantCulture, $"{happened.Key,-25} {happened.Value,8}")));
        return string.Join('\n', lines);
    }

    private void CountMessage(OutputLine line)
    {
        if (line.Event == "EscalationStarted")
        {
            Count(_telling, $"{Ladder}{line["ladder"]}");
        }
        else if (line.Event == "EscalationStepRan" && line["reason"] is { } reason && reason.Contains("stood in", StringComparison.Ordinal))
        {
            Count(_telling, reason.Contains("nobody stood in", StringComparison.Ordinal) ? NoAnswer : LastAnswer);
        }
        else if (line.Event == "ClockBreachWithdrawn")
        {
            _withdrawals.Add((line.Incident, line["seq"]));
        }
        else if (line.Event == "MessageQueued" && _withdrawals.Contains((line.Incident, line["cause"])))
        {
            Count(_telling, OfWithdrawal);
        }
    }

    private static string Row(OutputLine line)
    {
        var trigger = line["trigger"]!;
        return trigger switch
        {
            nameof(PhaseTrigger.StepBack) => line["from"] == "Reviewing" ? "StepBack from Reviewing" : "StepBack while active",
            nameof(PhaseTrigger.Reopen) => line["by"] == "system" ? $"Reopen from {line["from"]} by a signal" : $"Reopen from {line["from"]}",
            nameof(PhaseTrigger.BeginInvestigation) or nameof(PhaseTrigger.BeginResolution) => $"{trigger} from {line["from"]}",
            _ => trigger,
        };
    }

    private static void Count(SortedDictionary<string, int> counts, string name) => counts[name] = counts.GetValueOrDefault(name) + 1;
}
