namespace MediMate.Incidents.Testing.Tests.Stores;

/// <summary>The store in memory keeps the contract: it is the reference for all others.</summary>
public sealed class MemoryStoreConformanceTests
{
    /// <summary>Gets the checks for a store that keeps nothing beyond its own life.</summary>
    public static TheoryData<string> Checks => [.. StoreConformance.Checks.Except(StoreConformance.DurableChecks)];

    /// <summary>Gets the checks that need a second store on the same data.</summary>
    public static TheoryData<string> DurableChecks => [.. StoreConformance.DurableChecks];

    [Theory]
    [MemberData(nameof(Checks))]
    public async Task Memory_store_keeps_the_contract(string check) =>
        await new StoreConformance(() => StoreUnderTest.Of(() => new InMemoryIncidentStore())).RunAsync(check, TestContext.Current.CancellationToken);

    [Theory]
    [MemberData(nameof(DurableChecks))]
    public async Task Durable_check_passes_on_a_store_whose_data_stay(string check) =>
        await new StoreConformance(() => new KeptStore()).RunAsync(check, TestContext.Current.CancellationToken);

    [Theory]
    [MemberData(nameof(DurableChecks))]
    public async Task Durable_check_fails_on_a_store_that_forgets(string check)
    {
        var conformance = new StoreConformance(() => StoreUnderTest.Of(() => new InMemoryIncidentStore()));

        var failed = await Assert.ThrowsAsync<StoreConformanceException>(() => conformance.RunAsync(check, TestContext.Current.CancellationToken).AsTask());

        Assert.Equal(check, failed.Check);
    }

    /// <summary>What a durable store looks like from outside: every node that is opened sees the same data.</summary>
    private sealed class KeptStore : StoreUnderTest
    {
        private readonly InMemoryIncidentStore _data = new();

        public override ValueTask<IIncidentStore> OpenAsync(CancellationToken cancellationToken) => ValueTask.FromResult<IIncidentStore>(new DelegatingStore(_data));
    }
}
