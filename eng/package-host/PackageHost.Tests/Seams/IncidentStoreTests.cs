using MediMate.Incidents;
using MediMate.Incidents.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace PackageHost.Tests.Seams;

public sealed class IncidentStoreTests
{
    public static TheoryData<string> Checks => [.. StoreConformance.Checks.Except(StoreConformance.QueryChecks)];

    [Theory]
    [MemberData(nameof(Checks))]
    public async Task Store_of_a_host_keeps_the_contract(string check) =>
        await new StoreConformance(() => new File()).RunAsync(check, TestContext.Current.CancellationToken);

    [Fact]
    public async Task Engine_keeps_everything_in_the_store_of_the_host()
    {
        await using var file = new File();
        var store = (CountingStore)await file.OpenAsync(CancellationToken.None);
        await using var harness = SchoolPlaybook.Start(incidents => incidents.UseStore(store));

        var opened = await harness.Incidents.SignalAsync(SchoolPlaybook.Outage);
        await harness.AdvanceAsync(Duration.FromMinutes(15));

        Assert.True(store.Commits > 3);
        Assert.Contains(await store.ReadEventsAsync(opened.Incident!.Id), happened => happened is ClockBreached);
    }

    /// <summary>A file of its own for each check, opened by one node or several.</summary>
    private sealed class File : StoreUnderTest
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("package-host-");
        private readonly List<CountingStore> _opened = [];

        public override ValueTask<IIncidentStore> OpenAsync(CancellationToken cancellationToken)
        {
            var store = new CountingStore(SqliteStore.Open(Path.Combine(_folder.FullName, "incidents.db")));
            _opened.Add(store);
            return ValueTask.FromResult<IIncidentStore>(store);
        }

        public override async ValueTask DisposeAsync()
        {
            foreach (var store in _opened)
            {
                await store.DisposeAsync();
            }

            SqliteConnection.ClearAllPools();
            _folder.Delete(recursive: true);
            await base.DisposeAsync();
        }
    }
}
