using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Options;

namespace MediMate.Incidents.Benchmarks;

/// <summary>The decision on a level with eight policies, two of the engine and six of a host, against a loop over the same eight as delegates.</summary>
[MemoryDiagnoser]
public class SeverityBenchmarks
{
    private static readonly string[] Words = ["grades", "payments", "exam", "login outage", "certificate", "in region"];

    private readonly Func<SeverityContext, SeverityOpinion?>[] _delegates;
    private readonly ImmutableArray<HostPolicy> _policies;
    private readonly PolicyPanel _panel;
    private readonly CompiledPlaybook _playbook = CompiledPlaybook.Compile(BenchmarkPlaybook.Create());
    private readonly SeverityContext _context;

    public SeverityBenchmarks()
    {
        var policies = Words.Select((word, number) => new WordPolicy(word, $"P{number % 4}")).ToArray();
        _policies = [.. policies.Select(policy => new HostPolicy(policy))];
        _panel = new PolicyPanel(policies, new HostCalls(inPlace: false), new EngineClock(TimeProvider.System), Options.Create(new IncidentResponseOptions()));
        _delegates =
        [
            context => ExamplesPolicy.Assess(_playbook, context),
            context => LabelsPolicy.Assess(_playbook, context),
            .. policies.Select(policy => (Func<SeverityContext, SeverityOpinion?>)policy.Assess),
        ];
        _context = new SeverityContext
        {
            Summary = "complete app down in region south-east, since the night",
            Source = SignalSource.Monitoring,
            Labels = Label.From([new("service", "login"), new("severity", "warning"), new("team", "students")]),
            Levels = _playbook.LevelNames,
        };
    }

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        if (LoopOverDelegates() != "P0" || Decide().Level != "P0" || (await AskAwayAndDecideAsync()).Level != "P0")
        {
            throw new InvalidOperationException("The decisions are not the same.");
        }
    }

    /// <summary>Asks the eight, keeps what they say, and takes the most severe.</summary>
    [Benchmark(Baseline = true)]
    public string LoopOverDelegates()
    {
        var heard = new List<SeverityOpinion>();
        SeverityOpinion? worst = null;
        foreach (var ask in _delegates)
        {
            if (ask(_context) is { } opinion)
            {
                heard.Add(opinion);
                if (worst is null || _playbook.Level(opinion.Level).Rank < _playbook.Level(worst.Level).Rank)
                {
                    worst = opinion;
                }
            }
        }

        return worst!.Level;
    }

    /// <summary>The same with what the engine adds: names, failures that are caught, reasons, an assessment with all opinions.</summary>
    [Benchmark]
    public SeverityAssessment Decide()
    {
        var round = new PolicyRound(_policies, start: 0, _context);
        round.Run();
        var heard = new PolicyAnswer[_policies.Length];
        round.Abandon(heard);
        return SeverityChain.Assess(_playbook, _context, [.. heard]);
    }

    /// <summary>As a signal has it: the host's policies are asked on another thread, with a time-out, because one may hang.</summary>
    [Benchmark]
    public async Task<SeverityAssessment> AskAwayAndDecideAsync() => SeverityChain.Assess(_playbook, _context, await _panel.AskAsync(_context));

    private sealed class WordPolicy(string word, string level) : ISeverityPolicy
    {
        public string Name { get; } = word;

        public SeverityOpinion? Assess(SeverityContext context) =>
            context.Summary.Contains(Name, StringComparison.OrdinalIgnoreCase) ? new SeverityOpinion { Level = level, Reason = Name } : null;
    }
}
