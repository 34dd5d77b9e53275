using MediMate.Incidents.Relational.Tests.Kit;
using MediMate.Incidents.Testing.Tests.Models;

namespace MediMate.Incidents.Relational.Tests.Laws;

/// <summary>The engine does what the model does on a durable store too, when each step finds nothing but what the store has kept.</summary>
public sealed class ModelOnSqliteTests
{
    private const int Steps = 2_000;

    [Fact]
    public void Engine_on_sqlite_reopened_between_steps_does_what_the_model_does()
    {
        var check = new ModelCheck();

        check.Run(Steps, world => new ModelEngine(world, new Place()));

        TestContext.Current.TestOutputHelper?.WriteLine(check.Coverage.ToTable());
        Assert.True(check.Coverage.Steps >= Steps, check.Coverage.ToTable());
    }

    private sealed class Place : ModelPlace
    {
        private readonly DurableStore _durable = DurableStore.OnSqlite();

        public override IIncidentStore Open() => _durable.Open();

        public override ValueTask DisposeAsync() => _durable.DisposeAsync();
    }
}
