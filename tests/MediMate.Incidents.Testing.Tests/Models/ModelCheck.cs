using System.Collections.Immutable;
using System.Globalization;
using FsCheck;
using FsCheck.Experimental;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;

namespace MediMate.Incidents.Testing.Tests.Models;

/// <summary>Lets FsCheck look for a story in which the engine does otherwise than the model, and for a short one.</summary>
internal sealed class ModelCheck
{
    /// <summary>The variable that asks for more steps than usual; the stories are then others each time.</summary>
    public const string StepsVariable = "MEDIMATE_MODEL_STEPS";

    /// <summary>The variable that asks for certain stories.</summary>
    public const string SeedVariable = "MEDIMATE_MODEL_SEED";

    /// <summary>The variable that asks for one playbook.</summary>
    public const string PlaybookVariable = "MEDIMATE_MODEL_PLAYBOOK";

    private const int StepsOfAStory = 80;
    private const ulong UsualSeed = 20260302;
    private const ulong Gamma = 7919;

    private static readonly ImmutableArray<HarnessPerson> People =
    [
        new() { Id = "aisyah", Roles = ["On-call Engineer"], Channels = ["sms", "mail"] },
        new() { Id = "badrul", Roles = ["On-call Engineer"], Channels = ["mail"] },
        new() { Id = "ben", Roles = ["Engineering Manager"], Channels = ["sms", "mail"] },
        new() { Id = "chen", Roles = ["CTO", "Emergency Support"], Channels = ["sms"] },
        new() { Id = "siti", Roles = ["Support Team Lead"], Channels = ["mail", "sms"] },
        new() { Id = "noor", Roles = [], Channels = ["sms"] },
    ];

    private static readonly ImmutableArray<string> Playbooks = ["always.md", "office.md", "users.md"];

    private const string WithRulesInCode = "users.md";

    private static readonly ImmutableArray<ModelHostRule> RulesInCode =
    [
        new("who joins", "ResponderJoined") { Roles = ["CTO", "Support Team Lead"] },
        new("another level", "SeverityChanged") { Roles = ["Support Team Lead", "On-call Engineer"], Verb = EscalationVerb.Climb, Kind = MessageKind.Page },
        new("a rule that throws", "NoteAdded") { Throws = true },
        new("a reopened one", "Reopened") { Roles = ["Engineering Manager"], Kind = MessageKind.Page },
    ];

    private readonly int? _asked = int.TryParse(Environment.GetEnvironmentVariable(StepsVariable), CultureInfo.InvariantCulture, out var steps) ? steps : null;
    private string? _difference;
    private MachineRun<object, ModelWorld>? _shortest;

    public ModelCoverage Coverage { get; } = new();

    /// <summary>Tells stories on each playbook.</summary>
    /// <param name="steps">How many steps in all, unless more are asked for.</param>
    /// <param name="engine">Makes the engine of a story.</param>
    public void Run(int steps, Func<ModelWorld, ModelEngine> engine)
    {
        foreach (var playbook in Playbooks.Where(name => Environment.GetEnvironmentVariable(PlaybookVariable) is not { Length: > 0 } asked || asked == name))
        {
            Run(playbook, Math.Max(steps, _asked ?? 0) / Playbooks.Length, engine);
        }
    }

    /// <summary>Makes stories without telling them.</summary>
    public static IEnumerable<(Playbook Playbook, MachineRun<object, ModelWorld> Run)> Stories(int count) =>
        from playbook in Playbooks
        let machine = MachineFor(playbook)
        from run in StateMachine.Generate(machine).Sample(StepsOfAStory, new Rnd(UsualSeed, Gamma), count)
        select (run.Setup.Item1.Playbook.Source, run);

    private static ModelMachine MachineFor(string playbook)
    {
        var path = PathOf(playbook);
        var read = new ModelPlaybook(PlaybookMarkdown.Parse(File.ReadAllText(path), path)) { HostRules = playbook == WithRulesInCode ? RulesInCode : [] };
        return new ModelMachine(read, People, StepsOfAStory);
    }

    private static string PathOf(string playbook) => Repository.PathOf("tests", "MediMate.Incidents.Testing.Tests", "Models", "Playbooks", playbook);

    private void Run(string playbook, int steps, Func<ModelWorld, ModelEngine> engine)
    {
        var machine = MachineFor(playbook);
        Coverage.Expect(machine.Playbook);
        var runs = Arb.From(StateMachine.Generate(machine), run => StateMachine.Shrink(machine, run));
        var seed = Seed();
        var config = Config.QuickThrowOnFailure.WithQuietOnSuccess(true)
            .WithMaxTest((steps + StepsOfAStory - 1) / StepsOfAStory)
            .WithReplay(seed, Gamma);
        _shortest = null;
        try
        {
            Check.One(config, Prop.ForAll(runs, run => CompareAsync(run, engine)));
        }
        catch (Exception exception) when (_shortest is not null || exception is AggregateException)
        {
            Assert.Fail(_shortest is null
                ? $"{playbook}, seed {seed}: {exception}"
                : $"tests/MediMate.Incidents.Testing.Tests/Models/Playbooks/{playbook}, seed {seed}: {_difference}\n{ModelRun.ToScript(_shortest)}");
        }
    }

    private async Task<bool> CompareAsync(MachineRun<object, ModelWorld> run, Func<ModelWorld, ModelEngine> make)
    {
        // Shorter stories after a failure are no news.
        var difference = await ModelRun.CompareAsync(run, make, _shortest is null ? Coverage : null);
        if (difference is not null)
        {
            (_difference, _shortest) = (difference, run);
        }

        return difference is null;
    }

    private ulong Seed() => ulong.TryParse(Environment.GetEnvironmentVariable(SeedVariable), CultureInfo.InvariantCulture, out var seed) ? seed
        : _asked is null ? UsualSeed
        : BitConverter.ToUInt64(System.Security.Cryptography.RandomNumberGenerator.GetBytes(sizeof(ulong)));
}
