namespace MediMate.Incidents.Testing.Tests.Models;

/// <summary>The engine does what the model does, step by step.</summary>
public sealed class ModelTests
{
    private const int Steps = 24_000;
    private const int Least = 50;

    [Fact]
    public void Engine_in_memory_does_what_the_model_does()
    {
        var check = new ModelCheck();

        check.Run(Steps, world => new ModelEngine(world));

        var coverage = check.Coverage;
        TestContext.Current.TestOutputHelper?.WriteLine(coverage.ToTable());
        Assert.True(coverage.Accepted * 10 > (coverage.Accepted + coverage.Refused) * 4, coverage.ToTable());
        Assert.True(coverage.Rare(Least) is "", $"less than {Least} times: {coverage.Rare(Least)}\n{coverage.ToTable()}");
    }

    [Fact]
    public async Task Story_is_written_as_a_script_that_tells_the_same()
    {
        foreach (var (playbook, run) in ModelCheck.Stories(4))
        {
            await using var engine = new ModelEngine(run.Setup.Item1);
            var told = new List<OutputLine>();
            foreach (var (operation, _) in run.Operations)
            {
                told.AddRange((await engine.TakeAsync(((ModelOperation)operation).Step)).Lines);
            }

            var reading = IncidentScript.Read(ModelRun.ToScript(run));
            Assert.Empty(reading.Errors);
            var result = await ScriptRunner.RunAsync(playbook, reading.Script!, new ScriptRunOptions { Configure = builder => ModelEngine.Configure(builder, run.Setup.Item1.Playbook) });

            Assert.Empty(result.Errors);
            Assert.Equal(told.Select(line => line.ToString()), result.Lines.Take(told.Count).Select(line => line.ToString()));
        }
    }
}
