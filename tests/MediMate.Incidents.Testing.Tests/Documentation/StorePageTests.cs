namespace MediMate.Incidents.Testing.Tests.Documentation;

/// <summary>The code about a store of one's own, compiled and run.</summary>
public sealed class StorePageTests
{
    // snippet: store-conformance
    public static TheoryData<string> Checks => [.. StoreConformance.Checks];

    [Theory, MemberData(nameof(Checks))]
    public async Task Store_keeps_the_contract(string check) => await new StoreConformance(() => new MyStoreUnderTest()).RunAsync(check);
    // end of snippet

    // snippet: store-under-test
    private sealed class MyStoreUnderTest : StoreUnderTest
    {
        private readonly MyDatabase _database = MyDatabase.Create();

        public override ValueTask<IIncidentStore> OpenAsync(CancellationToken cancellationToken) =>
            ValueTask.FromResult<IIncidentStore>(new MyStore(_database));

        public override async ValueTask DisposeAsync()
        {
            await _database.DropAsync();
            await base.DisposeAsync();
        }
    }
    // end of snippet

    /// <summary>Stands for the database of the page.</summary>
    private sealed class MyDatabase
    {
        public InMemoryIncidentStore Data { get; private set; } = new();

        public static MyDatabase Create() => new();

        public Task DropAsync()
        {
            Data = new InMemoryIncidentStore();
            return Task.CompletedTask;
        }
    }

    private sealed class MyStore(MyDatabase database) : Stores.DelegatingStore(database.Data);
}
