using FsCheck.Xunit;
using MediMate.Incidents.Relational.Tests.Kit;
using MediMate.Incidents.Tests.Laws;

namespace MediMate.Incidents.Relational.Tests.Laws;

/// <summary>The laws on a durable store: each story has a file of its own.</summary>
[Properties(MaxTest = 40, EndSize = 120, Arbitrary = [typeof(Stories)])]
public sealed class EngineLawsOnSqlite : EngineLawsOnAnyStore
{
    private protected override World NewWorld()
    {
        var durable = DurableStore.OnSqlite();
        return new World(durable.Open()) { Place = durable };
    }
}
