using System.Collections.Immutable;
using System.Security.Cryptography;
using NodaTime;

namespace MediMate.Incidents.Tests.Storage.Chain;

/// <summary>Three incidents with a short story each, two checkpoints, and a tombstone of a fourth one.</summary>
internal sealed class SmallStore : IDisposable
{
    private byte _salt;

    private SmallStore()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Signer = CheckpointSigner.FromPem(key.ExportPkcs8PrivateKeyPem());
        Verifier = CheckpointVerifier.FromPem(Signer.PublicKeyPem);
    }

    public MemoryLedger Ledger { get; } = new();

    public CheckpointSigner Signer { get; }

    public CheckpointVerifier Verifier { get; }

    public ImmutableArray<IncidentId> Ids { get; private set; }

    public static async Task<SmallStore> MakeAsync()
    {
        var store = new SmallStore();
        await using var engine = new Engine();
        var incidents = ImmutableArray.CreateBuilder<Incident>();
        foreach (var summary in new[] { "UI glitch", "UI glitch again, non-critical bug", "UI glitch", "UI glitch" })
        {
            // Ids of one millisecond have no order.
            engine.Time.Advance(TimeSpan.FromSeconds(1));
            incidents.Add(await engine.SignalAsync(summary, key: null));
        }

        store.Ids = [.. incidents.Select(incident => incident.Id)];
        Assert.Equal(store.Ids.OrderBy(id => id.Value), store.Ids);
        foreach (var incident in incidents.Take(3))
        {
            await engine.DoAsync(incident, new AddNote { By = Actor.Person("aisyah"), Text = "a \"note\"" });
        }

        foreach (var incident in incidents)
        {
            await store.WriteAsync(engine, incident.Id);
        }

        store.Purge(store.Ids[3]);
        store.Checkpoint(store.Ids[1], store.Ids[0]);
        await engine.AcceptAsync(incidents[0], new Acknowledge { By = Actor.Person("ben") });
        await engine.AcceptAsync(incidents[2], new Acknowledge { By = Actor.Person("ben") });
        await store.WriteAsync(engine, store.Ids[0]);
        await store.WriteAsync(engine, store.Ids[2]);
        store.Checkpoint(store.Ids[0]);
        return store;
    }

    public StoredIncident Row(int index) => Ledger.Incidents.Single(row => row.Id == Ids[index]);

    public SealedEvent[] Events(int index) => [.. Ledger.Events.Where(row => row.IncidentId == Ids[index]).OrderBy(row => row.Sequence)];

    public Task<StoreVerification> VerifyAsync(MemoryLedger? ledger = null, bool withKey = true, StoreCheckpoint? known = null) =>
        new StoreVerifier(ledger ?? Ledger, withKey ? [Verifier] : [], known).VerifyAsync(CancellationToken.None);

    public StoreCheckpoint Next(params IncidentId[] ids) => new()
    {
        Number = Ledger.Checkpoints.Count + 1,
        At = Engine.Start,
        PreviousHash = Ledger.Checkpoints.Count == 0 ? EventChain.Start : Ledger.Checkpoints[^1].Hash,
        Entries =
        [
            .. ids.Select(id => Ledger.Incidents.Single(row => row.Id == id))
                .Select(row => new CheckpointEntry { IncidentId = row.Id, Sequence = row.Version, Head = row.Head }),
        ],
    };

    public void Dispose()
    {
        Signer.Dispose();
        Verifier.Dispose();
    }

    private void Checkpoint(params IncidentId[] ids) => Ledger.Checkpoints.Add(Signer.Sign(Next(ids)));

    private void Purge(IncidentId id)
    {
        var row = Ledger.Incidents.Single(row => row.Id == id);
        Ledger.Incidents.Remove(row);
        Ledger.Events.RemoveAll(happened => happened.IncidentId == id);
        Ledger.Tombstones.Add(Signer.Sign(new Tombstone
        {
            IncidentId = id,
            Reference = row.Reference,
            Sequence = row.Version,
            Head = row.Head,
            PurgedAt = Engine.Start + Duration.FromDays(400),
            By = Actor.Person("chen"),
            Reason = "kept long enough",
        }));
    }

    /// <summary>Writes what a store would write: what is not there yet.</summary>
    private async Task WriteAsync(Engine engine, IncidentId id)
    {
        var incident = (await engine.Store.FindAsync(id))!;
        var kept = Ledger.Events.Where(row => row.IncidentId == id).ToList();
        var head = kept.Count == 0 ? EventChain.Start : kept[^1].Hash;
        foreach (var happened in (await engine.Store.ReadEventsAsync(id)).Skip(kept.Count))
        {
            var next = EventChain.Seal(id, happened, head, salt => salt.Fill(_salt++));
            Ledger.Events.Add(next);
            head = next.Hash;
        }

        Ledger.Incidents.RemoveAll(row => row.Id == id);
        Ledger.Incidents.Add(new StoredIncident
        {
            Id = id,
            Reference = incident.Reference,
            Version = incident.Version,
            Head = head,
            Snapshot = SnapshotJson.Write(incident),
            IsSnapshotOfThisForm = true,
        });
    }
}
