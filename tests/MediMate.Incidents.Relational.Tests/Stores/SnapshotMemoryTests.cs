using MediMate.Incidents.Relational.Tests.Kit;
using NodaTime;

namespace MediMate.Incidents.Relational.Tests.Stores;

/// <summary>What is remembered of snapshots saves reading them, and is never believed against the database.</summary>
public sealed class SnapshotMemoryTests
{
    [Fact]
    public void Snapshot_is_remembered_as_long_as_its_bytes_are_the_same()
    {
        var memory = new SnapshotMemory();
        var incident = Incident(1);
        var bytes = SnapshotJson.Write(incident);
        memory.Remember(bytes, incident);

        Assert.Same(incident, memory.Read(incident.Id, [.. bytes]));
        var other = SnapshotJson.Write(incident with { Summary = "changed by somebody else" });
        Assert.Equal("changed by somebody else", memory.Read(incident.Id, other).Summary);
    }

    [Fact]
    public void Memory_forgets_what_nobody_wrote_for_long()
    {
        var memory = new SnapshotMemory();
        var first = Incident(0);
        var bytes = SnapshotJson.Write(first);
        memory.Remember(bytes, first);
        for (var i = 1; i <= 3000; i++)
        {
            memory.Remember([], Incident(i));
        }

        var read = memory.Read(first.Id, bytes);
        Assert.NotSame(first, read);
        Assert.Equal(bytes, SnapshotJson.Write(read));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Command_is_decided_on_what_another_node_wrote_last(DatabaseKind kind)
    {
        await using var durable = await DurableStore.CreateAsync(kind);
        var (one, other) = (durable.Open(), durable.Open());
        var incident = Incident(1);
        await PutAsync(one, incident, expected: 0);
        await PutAsync(other, incident with { Version = 2, Summary = "by the other node" }, expected: 1);

        Incident? seen = null;
        await one.ExecuteAsync(
            [new StoreRequest { Id = incident.Id }],
            (_, loaded) =>
            {
                seen = loaded.Incident;
                return StoreDecision.None;
            },
            TestContext.Current.CancellationToken);

        Assert.Equal((2, "by the other node"), (seen!.Version, seen.Summary));
    }

    private static async Task PutAsync(RelationalIncidentStore store, Incident after, long expected) => await store.ExecuteAsync(
        [expected == 0 ? new StoreRequest() : new StoreRequest { Id = after.Id }],
        (_, _) => new StoreDecision
        {
            Changes = [new IncidentChange { ExpectedVersion = expected, After = after, Events = [], HeldKeys = [], NextDueAt = null }],
        },
        TestContext.Current.CancellationToken);

    private static Incident Incident(int number)
    {
        var at = Instant.FromUtc(2026, 3, 2, 2, 0);
        return new Incident
        {
            Id = new IncidentId(new Guid(number, 0, 0, new byte[8])),
            Reference = $"INC-{number}",
            Version = 1,
            UpdatedAt = at,
            PlaybookHash = "x",
            Summary = "test",
            OccurredAt = at,
            DeclaredAt = at,
            PhaseChangedAt = at,
            CycleStartedAt = at,
            CycleRecordedAt = at,
            Severity = new SeverityAssessment { Level = "P0", IsConfirmed = false, DecidedBy = Actor.System, Reason = "test" },
        };
    }
}
