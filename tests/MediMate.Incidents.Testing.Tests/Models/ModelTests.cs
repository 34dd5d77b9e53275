namespace MediMate.Incidents.Testing.Tests.Models;

/// <summary>The engine does what the model does, step by step.</summary>
public sealed class ModelTests
{
    private const int Steps = 20_800;
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
}
