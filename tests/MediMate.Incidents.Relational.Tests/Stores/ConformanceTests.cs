using MediMate.Incidents.Relational.Tests.Kit;
using MediMate.Incidents.Testing;

namespace MediMate.Incidents.Relational.Tests.Stores;

/// <summary>Both databases keep the contract of a store, check by check.</summary>
public sealed class ConformanceTests
{
    public static TheoryData<string> Checks() => [.. StoreConformance.Checks];

    [Theory]
    [MemberData(nameof(Checks))]
    public Task Sqlite_keeps_the_contract(string check) => RunAsync(check, DatabaseKind.Sqlite);

    [Theory]
    [MemberData(nameof(Checks))]
    public Task Postgresql_keeps_the_contract(string check) => RunAsync(check, DatabaseKind.PostgreSql);

    private static async Task RunAsync(string check, DatabaseKind kind)
    {
        var store = await DurableStore.CreateAsync(kind);
        await new StoreConformance(() => store).RunAsync(check, TestContext.Current.CancellationToken);
    }
}
