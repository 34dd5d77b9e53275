using System.Collections.Immutable;
using System.Globalization;
using FsCheck;
using FsCheck.Experimental;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;

namespace MediMate.Incidents.Testing.Tests.Models;

/// <summary>The engine does what the model does, step by step.</summary>
public sealed class ModelTests
{
    private const int StepsOfAStory = 80;

    internal static readonly ImmutableArray<HarnessPerson> People =
    [
        new() { Id = "aisyah", Roles = ["On-call Engineer"], Channels = ["sms", "mail"] },
        new() { Id = "badrul", Roles = ["On-call Engineer"], Channels = ["mail"] },
        new() { Id = "ben", Roles = ["Engineering Manager"], Channels = ["sms", "mail"] },
        new() { Id = "chen", Roles = ["CTO", "Emergency Support"], Channels = ["sms"] },
        new() { Id = "siti", Roles = ["Support Team Lead"], Channels = ["mail", "sms"] },
        new() { Id = "noor", Roles = [], Channels = ["sms"] },
    ];

    [Theory]
    [InlineData("always.md", 10_400)]
    [InlineData("office.md", 10_400)]
    public void Engine_does_what_the_model_does(string playbook, int steps)
    {
        var path = Repository.PathOf("tests", "MediMate.Incidents.Testing.Tests", "Models", "Playbooks", playbook);
        var source = PlaybookMarkdown.Parse(File.ReadAllText(path), path);
        var machine = new ModelMachine(new ModelPlaybook(source), People, StepsOfAStory);
        var coverage = new ModelCoverage();
        string? last = null;
        MachineRun<object, ModelWorld>? shortest = null;
        var runs = Arb.From(StateMachine.Generate(machine), run => StateMachine.Shrink(machine, run));
        steps = int.Parse(Environment.GetEnvironmentVariable("MODEL_STEPS") ?? $"{steps}", CultureInfo.InvariantCulture);
        var config = Config.QuickThrowOnFailure.WithMaxTest(steps / StepsOfAStory).WithQuietOnSuccess(true);
        var seed = Environment.GetEnvironmentVariable("MODEL_SEED");
        if (seed is not null)
        {
            config = config.WithReplay(ulong.Parse(seed, CultureInfo.InvariantCulture), 7919);
        }

        try
        {
            Check.One(config, Prop.ForAll(runs, async run =>
            {
                var difference = await ModelRun.CompareAsync(run, configure: null, last is null ? coverage : null);
                if (difference is not null)
                {
                    (last, shortest) = (difference, run);
                }

                return difference is null;
            }));
        }
        catch (Exception) when (shortest is not null)
        {
            Assert.Fail($"{playbook}: {last}\n{ModelRun.ToScript(shortest)}");
        }

        TestContext.Current.TestOutputHelper?.WriteLine(coverage.ToTable());
        if (Environment.GetEnvironmentVariable("MODEL_TABLE") is { } file)
        {
            File.AppendAllText(file, $"{playbook}\n{coverage.ToTable()}\n");
        }
    }
}
