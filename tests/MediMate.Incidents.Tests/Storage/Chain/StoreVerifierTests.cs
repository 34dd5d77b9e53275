using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents.Tests.Storage.Chain;

public sealed class StoreVerifierTests
{
    [Fact]
    public async Task Sound_store_is_counted_and_has_no_fault()
    {
        using var store = await SmallStore.MakeAsync();

        var found = await store.VerifyAsync();

        Assert.Null(found.FirstFault);
        Assert.True(found.IsSound);
        Assert.Equal((3, store.Ledger.Events.Count, 2, 1), (found.Incidents, found.Events, found.Checkpoints, found.Tombstones));
        Assert.Equal((0, 0, 0), (found.Unsigned, found.ErasedValues, found.SnapshotsNotCompared));
        Assert.Null((await store.VerifyAsync(withKey: false)).FirstFault);
        Assert.Null((await store.VerifyAsync(known: store.Ledger.Checkpoints[^1])).FirstFault);
    }

    [Fact]
    public async Task Changed_byte_of_an_event_is_found_at_the_event()
    {
        using var store = await SmallStore.MakeAsync();
        for (var i = 0; i < store.Ledger.Events.Count; i++)
        {
            var kept = store.Ledger.Events[i];
            foreach (var (field, changed) in Changes(kept))
            {
                var ledger = store.Ledger.Copy();
                ledger.Events[i] = changed;
                var fault = (await store.VerifyAsync(ledger, withKey: false)).FirstFault;

                Assert.True(fault is not null, $"{kept.IncidentId} {kept.Sequence} {field}");
                Assert.True((fault.IncidentId, fault.Sequence) == (kept.IncidentId, kept.Sequence), $"{kept.Sequence} {field}: {fault}");
                var kind = field == "personal" ? StoreFaultKind.PersonalValuesChanged : StoreFaultKind.EventChanged;
                Assert.True(fault.Kind == kind, $"{kept.Sequence} {field}: {fault}");
            }
        }
    }

    [Fact]
    public async Task Event_moved_to_another_place_or_incident_is_found()
    {
        using var store = await SmallStore.MakeAsync();
        for (var i = 0; i < store.Ledger.Events.Count; i++)
        {
            var kept = store.Ledger.Events[i];
            foreach (var mask in Enumerable.Range(0, 63).Select(bit => 1L << bit))
            {
                var ledger = store.Ledger.Copy();
                ledger.Events[i] = kept with { Sequence = kept.Sequence ^ mask };
                var fault = (await store.VerifyAsync(ledger, withKey: false)).FirstFault!;
                Assert.Equal((kept.IncidentId, true), (fault.IncidentId, fault.Sequence <= kept.Sequence));
            }

            foreach (var id in Ids(kept.IncidentId).Concat(store.Ids).Where(id => id != kept.IncidentId))
            {
                var ledger = store.Ledger.Copy();
                ledger.Events[i] = kept with { IncidentId = id };
                var fault = (await store.VerifyAsync(ledger)).FirstFault!;
                Assert.True(fault.IncidentId == kept.IncidentId || fault.IncidentId == id, fault.Message);
            }
        }
    }

    [Fact]
    public async Task Changed_byte_of_an_incident_is_found_at_the_incident()
    {
        using var store = await SmallStore.MakeAsync();
        for (var i = 0; i < store.Ledger.Incidents.Count; i++)
        {
            var kept = store.Ledger.Incidents[i];
            var changes = Flipped(kept.Head).Select(head => kept with { Head = head })
                .Concat(Flipped(kept.Snapshot).Select(snapshot => kept with { Snapshot = snapshot }))
                .Concat(Enumerable.Range(0, 64).Select(bit => kept with { Version = kept.Version ^ (1L << bit) }))
                .Concat(Enumerable.Range(0, kept.Reference.Length).Select(at => kept with { Reference = Flip(kept.Reference, at) }));
            foreach (var changed in changes)
            {
                var ledger = store.Ledger.Copy();
                ledger.Incidents[i] = changed;
                var fault = (await store.VerifyAsync(ledger, withKey: false)).FirstFault;

                Assert.True(fault?.IncidentId == kept.Id && fault.Sequence is null, $"{changed}: {fault}");
                Assert.Equal(changed.Snapshot.Equals(kept.Snapshot) ? StoreFaultKind.IncidentChanged : StoreFaultKind.SnapshotChanged, fault.Kind);
            }
        }
    }

    [Fact]
    public async Task Changed_id_of_an_incident_is_found()
    {
        using var store = await SmallStore.MakeAsync();
        for (var i = 0; i < store.Ledger.Incidents.Count; i++)
        {
            var kept = store.Ledger.Incidents[i];
            foreach (var id in Ids(kept.Id))
            {
                var ledger = store.Ledger.Copy();
                ledger.Incidents[i] = kept with { Id = id };
                var fault = (await store.VerifyAsync(ledger)).FirstFault!;
                Assert.True(fault.IncidentId == kept.Id || fault.IncidentId == id, fault.Message);
            }
        }
    }

    [Fact]
    public async Task Changed_byte_of_a_checkpoint_is_found_at_the_checkpoint()
    {
        using var store = await SmallStore.MakeAsync();
        for (var i = 0; i < store.Ledger.Checkpoints.Count; i++)
        {
            var kept = store.Ledger.Checkpoints[i];
            foreach (var (field, changed) in Changes(kept))
            {
                foreach (var withKey in new[] { true, false })
                {
                    var ledger = store.Ledger.Copy();
                    ledger.Checkpoints[i] = changed;
                    var fault = (await store.VerifyAsync(ledger, withKey)).FirstFault;
                    if (!withKey && field == "signature")
                    {
                        Assert.Null(fault);
                        continue;
                    }

                    Assert.True(fault?.Checkpoint == kept.Number && fault.IncidentId is null, $"{kept.Number} {field}: {fault}");
                    Assert.Equal(field == "signature" ? StoreFaultKind.SignatureWrong : StoreFaultKind.CheckpointChanged, fault.Kind);
                }
            }
        }
    }

    [Fact]
    public async Task Removed_or_renumbered_checkpoint_is_found()
    {
        using var store = await SmallStore.MakeAsync();
        for (var i = 0; i < store.Ledger.Checkpoints.Count; i++)
        {
            var kept = store.Ledger.Checkpoints[i];
            var removed = store.Ledger.Copy();
            removed.Checkpoints.RemoveAt(i);
            Assert.Equal((StoreFaultKind.CheckpointMissing, kept.Number), Place((await store.VerifyAsync(removed, known: store.Ledger.Checkpoints[^1])).FirstFault));

            foreach (var bit in Enumerable.Range(0, 63))
            {
                var moved = store.Ledger.Copy();
                moved.Checkpoints[i] = kept with { Number = kept.Number ^ (1L << bit) };
                Assert.NotNull((await store.VerifyAsync(moved)).FirstFault?.Checkpoint);
            }
        }

        var swapped = store.Ledger.Copy();
        swapped.Checkpoints[0] = store.Ledger.Checkpoints[1] with { Number = 1 };
        swapped.Checkpoints[1] = store.Ledger.Checkpoints[0] with { Number = 2 };
        Assert.Equal((StoreFaultKind.CheckpointChanged, 1), Place((await store.VerifyAsync(swapped)).FirstFault));

        var other = store.Signer.Sign(store.Ledger.Checkpoints[1] with { At = Engine.Start - Duration.Epsilon });
        Assert.Equal((StoreFaultKind.CheckpointChanged, 2), Place((await store.VerifyAsync(known: other)).FirstFault));

        // The hash was mended, but not the next one's.
        var mended = store.Ledger.Copy();
        mended.Checkpoints[0] = (mended.Checkpoints[0] with { Entries = [] }).Seal();
        Assert.Equal((StoreFaultKind.CheckpointChanged, 2), Place((await store.VerifyAsync(mended, withKey: false)).FirstFault));
        Assert.Equal((StoreFaultKind.SignatureWrong, 1), Place((await store.VerifyAsync(mended)).FirstFault));
    }

    [Fact]
    public async Task Changed_byte_of_a_tombstone_is_found_at_its_incident()
    {
        using var store = await SmallStore.MakeAsync();
        var kept = store.Ledger.Tombstones[0];
        foreach (var (field, changed) in Changes(kept))
        {
            var ledger = store.Ledger.Copy();
            ledger.Tombstones[0] = changed;
            var fault = (await store.VerifyAsync(ledger)).FirstFault;

            Assert.True(fault?.IncidentId == changed.IncidentId, $"{field}: {fault}");
            Assert.Equal(field == "signature" ? StoreFaultKind.SignatureWrong : StoreFaultKind.TombstoneChanged, fault.Kind);
            Assert.Equal(field == "signature", (await store.VerifyAsync(ledger, withKey: false)).IsSound);
        }
    }

    [Fact]
    public async Task Removed_event_is_found_where_it_was()
    {
        using var store = await SmallStore.MakeAsync();
        foreach (var kept in store.Ledger.Events)
        {
            var ledger = store.Ledger.Copy();
            ledger.Events.Remove(kept);
            var fault = (await store.VerifyAsync(ledger)).FirstFault!;
            Assert.Equal((StoreFaultKind.EventMissing, kept.IncidentId, kept.Sequence), (fault.Kind, fault.IncidentId, fault.Sequence));
            Assert.Contains($"{store.Ledger.Incidents.Single(row => row.Id == kept.IncidentId).Reference}, event {kept.Sequence}", fault.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Cut_tail_is_found_where_it_was_cut()
    {
        using var store = await SmallStore.MakeAsync();
        for (var index = 0; index < 3; index++)
        {
            var events = store.Events(index);
            for (var length = 0; length < events.Length; length++)
            {
                var ledger = Cut(store, index, length);
                var fault = (await store.VerifyAsync(ledger)).FirstFault!;
                Assert.Equal((StoreFaultKind.EventMissing, store.Ids[index], length + 1), (fault.Kind, fault.IncidentId, fault.Sequence));
            }
        }
    }

    [Fact]
    public async Task Tail_that_was_cut_along_with_the_row_is_found_by_a_checkpoint()
    {
        using var store = await SmallStore.MakeAsync();
        foreach (var (index, number) in new[] { (0, 2L), (1, 1L) })
        {
            var events = store.Events(index);
            for (var length = 1; length < events.Length; length++)
            {
                var ledger = Cut(store, index, length);
                Rewind(ledger, store, index, length);
                var fault = (await store.VerifyAsync(ledger)).FirstFault!;
                Assert.Equal((StoreFaultKind.EventMissing, store.Ids[index], length + 1), (fault.Kind, fault.IncidentId, fault.Sequence));
                Assert.True(fault.Checkpoint <= number);
            }
        }

        // No checkpoint knows what came last here: whoever cuts row and events together is not found.
        var last = Cut(store, 2, store.Events(2).Length - 1);
        Rewind(last, store, 2, store.Events(2).Length - 1);
        Assert.Null((await store.VerifyAsync(last)).FirstFault);
    }

    [Fact]
    public async Task History_written_anew_is_found_by_the_first_checkpoint_that_knows_another()
    {
        using var store = await SmallStore.MakeAsync();
        var ledger = store.Ledger.Copy();
        var head = EventChain.Start;
        Incident? folded = null;
        foreach (var kept in store.Events(0))
        {
            var happened = EventChain.Open(kept);
            var forged = EventChain.Seal(store.Ids[0], happened is NoteAdded note ? note with { Text = "all is well" } : happened, head);
            ledger.Events[ledger.Events.IndexOf(kept)] = forged;
            head = forged.Hash;
            folded = folded is null ? Incident.Fold([happened]) : folded.Apply(happened);
        }

        ledger.Incidents[ledger.Incidents.IndexOf(store.Row(0))] = store.Row(0) with { Head = head, Snapshot = SnapshotJson.Write(folded!) };

        var fault = (await store.VerifyAsync(ledger)).FirstFault!;
        Assert.Equal((StoreFaultKind.EventChanged, store.Ids[0], 1), (fault.Kind, fault.IncidentId, fault.Checkpoint));
        ledger.Checkpoints.Clear();
        Assert.Null((await store.VerifyAsync(ledger)).FirstFault);
    }

    [Fact]
    public async Task Removed_incident_is_found_by_what_is_left_of_it()
    {
        using var store = await SmallStore.MakeAsync();
        for (var index = 0; index < 3; index++)
        {
            var ledger = store.Ledger.Copy();
            ledger.Incidents.Remove(store.Row(index));
            var fault = (await store.VerifyAsync(ledger)).FirstFault!;
            Assert.Equal((StoreFaultKind.IncidentMissing, store.Ids[index], store.Row(index).Reference), (fault.Kind, fault.IncidentId, fault.Reference));

            ledger.Events.RemoveAll(row => row.IncidentId == store.Ids[index]);
            var after = (await store.VerifyAsync(ledger)).FirstFault;
            if (index == 2)
            {
                // Nothing knows of it any more.
                Assert.Null(after);
            }
            else
            {
                Assert.Equal((StoreFaultKind.IncidentMissing, store.Ids[index], 2 - index), (after?.Kind, after?.IncidentId, after?.Checkpoint));
            }
        }
    }

    [Fact]
    public async Task Purged_incident_is_explained_by_its_tombstone_and_by_nothing_less()
    {
        using var store = await SmallStore.MakeAsync();
        var purged = store.Ledger.Copy();
        var row = store.Row(0);
        purged.Incidents.Remove(row);
        purged.Events.RemoveAll(happened => happened.IncidentId == row.Id);
        var tombstone = store.Ledger.Tombstones[0] with { IncidentId = row.Id, Reference = row.Reference, Sequence = row.Version, Head = row.Head };

        purged.Tombstones.Add(store.Signer.Sign(tombstone));
        Assert.Null((await store.VerifyAsync(purged)).FirstFault);

        purged.Tombstones[1] = store.Signer.Sign(tombstone with { Sequence = row.Version - 1 });
        Assert.Equal(StoreFaultKind.TombstoneChanged, (await store.VerifyAsync(purged)).FirstFault?.Kind);

        purged.Tombstones[1] = (tombstone with { KeyId = null }).Seal();
        var unsigned = await store.VerifyAsync(purged);
        Assert.Equal((StoreFaultKind.SignatureWrong, row.Id, 1), (unsigned.FirstFault?.Kind, unsigned.FirstFault?.IncidentId, unsigned.Unsigned));
        Assert.Null((await store.VerifyAsync(purged, withKey: false)).FirstFault);

        purged.Tombstones[1] = store.Signer.Sign(tombstone);
        purged.Events.Add(store.Events(0)[0]);
        Assert.Equal(StoreFaultKind.EventUnexpected, (await store.VerifyAsync(purged)).FirstFault?.Kind);

        var both = store.Ledger.Copy();
        both.Tombstones.Add(store.Signer.Sign(tombstone));
        Assert.Equal(StoreFaultKind.IncidentUnexpected, (await store.VerifyAsync(both)).FirstFault?.Kind);
    }

    [Fact]
    public async Task Event_that_was_added_is_found_though_its_hash_is_right()
    {
        using var store = await SmallStore.MakeAsync();
        var ledger = store.Ledger.Copy();
        var last = store.Events(1)[^1];
        ledger.Events.Add(EventChain.Seal(store.Ids[1], new NoteAdded { Text = "forged", Sequence = last.Sequence + 1, RecordedAt = last.RecordedAt }, last.Hash));

        var fault = (await store.VerifyAsync(ledger)).FirstFault!;

        Assert.Equal((StoreFaultKind.EventUnexpected, store.Ids[1], last.Sequence + 1), (fault.Kind, fault.IncidentId, fault.Sequence));
    }

    [Fact]
    public async Task Event_that_no_engine_wrote_is_a_fault_and_stops_nothing()
    {
        using var store = await SmallStore.MakeAsync();
        var ledger = store.Ledger.Copy();
        foreach (var (name, form, body) in new[] { ("NoteAdded", 1, "{}"), ("NoteAdded", 0, "{}"), ("ClockWarned", 1, """{"clock":"response","instance":1,"fraction":0.5}""") })
        {
            var kept = store.Events(1)[1];
            var forged = kept with { Name = name, Form = form, Body = System.Text.Encoding.UTF8.GetBytes(body), Personal = null };
            ledger.Events[store.Ledger.Events.IndexOf(kept)] = forged with { Hash = EventChain.HashOf(store.Events(1)[0].Hash, forged) };
            ledger.Checkpoints.Clear();

            Assert.NotNull((await store.VerifyAsync(ledger)).FirstFault);
            Assert.Equal(3, (await store.VerifyAsync(ledger)).Incidents);
        }
    }

    [Fact]
    public async Task First_fault_is_the_first_by_incident_and_checkpoints_come_last()
    {
        using var store = await SmallStore.MakeAsync();
        var ledger = store.Ledger.Copy();
        ledger.Checkpoints[0] = ledger.Checkpoints[0] with { At = Instant.MinValue };
        ledger.Tombstones[0] = ledger.Tombstones[0] with { Reason = "another" };
        ledger.Incidents.Remove(store.Row(2));
        ledger.Events.Remove(store.Events(1)[1]);
        ledger.Events.Remove(store.Events(0)[2]);

        async Task<IncidentId?> FirstAsync() => (await store.VerifyAsync(ledger)).FirstFault!.IncidentId;

        Assert.Equal(store.Ids[0], await FirstAsync());
        ledger.Events.Add(store.Events(0)[2]);
        Assert.Equal(store.Ids[1], await FirstAsync());
        ledger.Events.Add(store.Events(1)[1]);
        Assert.Equal(store.Ids[2], await FirstAsync());
        ledger.Incidents.Add(store.Row(2));
        Assert.Equal(store.Ids[3], await FirstAsync());
        ledger.Tombstones[0] = store.Ledger.Tombstones[0];
        Assert.Equal((StoreFaultKind.CheckpointChanged, 1), Place((await store.VerifyAsync(ledger)).FirstFault));
    }

    [Fact]
    public async Task Unsigned_checkpoint_is_a_fault_only_where_a_key_was_given()
    {
        using var store = await SmallStore.MakeAsync();
        var ledger = store.Ledger.Copy();
        ledger.Checkpoints.Add(store.Next(store.Ids[2]).Seal());

        var without = await store.VerifyAsync(ledger, withKey: false);
        Assert.Equal((null, 1), (without.FirstFault, without.Unsigned));
        Assert.Equal((StoreFaultKind.SignatureWrong, 3), Place((await store.VerifyAsync(ledger)).FirstFault));
    }

    [Fact]
    public async Task Erased_values_are_counted_and_break_no_chain()
    {
        using var store = await SmallStore.MakeAsync();
        var ledger = store.Ledger.Copy();
        for (var i = 0; i < ledger.Events.Count; i++)
        {
            var kept = ledger.Events[i];
            ledger.Events[i] = kept.Personal is { } personal ? kept with { Personal = PersonalValues.Erase(personal, "ben") } : kept;
        }

        for (var i = 0; i < ledger.Incidents.Count; i++)
        {
            var row = ledger.Incidents[i];
            var folded = Incident.Fold(ledger.Events.Where(happened => happened.IncidentId == row.Id).Select(EventChain.Open));
            ledger.Incidents[i] = row with { Snapshot = SnapshotJson.Write(folded) };
        }

        var found = await store.VerifyAsync(ledger);
        Assert.Equal((null, true), (found.FirstFault, found.ErasedValues >= 4));
    }

    [Fact]
    public async Task Snapshot_of_another_form_is_counted_and_not_compared()
    {
        using var store = await SmallStore.MakeAsync();
        var ledger = store.Ledger.Copy();
        ledger.Incidents[0] = ledger.Incidents[0] with { Snapshot = "{}"u8.ToArray(), IsSnapshotOfThisForm = false };

        var found = await store.VerifyAsync(ledger);

        Assert.Equal((null, 1), (found.FirstFault, found.SnapshotsNotCompared));
    }

    private static MemoryLedger Cut(SmallStore store, int index, int length)
    {
        var ledger = store.Ledger.Copy();
        ledger.Events.RemoveAll(row => row.IncidentId == store.Ids[index] && row.Sequence > length);
        return ledger;
    }

    private static void Rewind(MemoryLedger ledger, SmallStore store, int index, int length)
    {
        var left = store.Events(index).Take(length).ToList();
        ledger.Incidents.Remove(store.Row(index));
        ledger.Incidents.Add(store.Row(index) with
        {
            Version = length,
            Head = left[^1].Hash,
            Snapshot = SnapshotJson.Write(Incident.Fold(left.Select(EventChain.Open))),
        });
    }

    private static IEnumerable<(string Field, SealedEvent Changed)> Changes(SealedEvent kept) =>
    [
        .. Flipped(kept.Body).Select(body => ("body", kept with { Body = body })),
        .. Flipped(kept.Hash).Select(hash => ("hash", kept with { Hash = hash })),
        .. Flipped(kept.Personal.GetValueOrDefault()).Select(personal => ("personal", kept with { Personal = personal })),
        .. kept.Personal is null ? ImmutableArray<(string, SealedEvent)>.Empty : [("personal", kept with { Personal = null })],
        .. Enumerable.Range(0, kept.Name.Length).Select(at => ("name", kept with { Name = Flip(kept.Name, at) })),
        .. Enumerable.Range(0, 32).Select(bit => ("form", kept with { Form = kept.Form ^ (1 << bit) })),
        .. Enumerable.Range(0, 50).Select(bit => ("recorded-at", kept with { RecordedAt = Flip(kept.RecordedAt, bit) })),
    ];

    private static IEnumerable<(string Field, StoreCheckpoint Changed)> Changes(StoreCheckpoint kept) =>
    [
        .. Flipped(kept.PreviousHash).Select(hash => ("previous", kept with { PreviousHash = hash })),
        .. Flipped(kept.Hash).Select(hash => ("hash", kept with { Hash = hash })),
        .. Flipped(kept.Signature!.Value).Select(signature => ("signature", kept with { Signature = signature })),
        ("signature", kept with { Signature = null }),
        .. Enumerable.Range(0, kept.KeyId!.Length).Select(at => ("key", kept with { KeyId = Flip(kept.KeyId, at) })),
        ("key", kept with { KeyId = null }),
        ("previous", kept with { PreviousHash = new byte[31] }),
        .. Enumerable.Range(0, 50).Select(bit => ("at", kept with { At = Flip(kept.At, bit) })),
        .. kept.Entries.SelectMany(entry => Changes(entry).Select(changed => ("entry", kept with { Entries = kept.Entries.Replace(entry, changed) }))),
        .. kept.Entries.Select(entry => ("removed entry", kept with { Entries = kept.Entries.Remove(entry) })),
        .. kept.Entries.Length < 2 ? ImmutableArray<(string, StoreCheckpoint)>.Empty : [("order", kept with { Entries = [.. kept.Entries.Reverse()] })],
        ("twice", kept with { Entries = [.. kept.Entries, kept.Entries[0]] }),
    ];

    private static IEnumerable<CheckpointEntry> Changes(CheckpointEntry kept) =>
    [
        .. Flipped(kept.Head).Select(head => kept with { Head = head }),
        .. Enumerable.Range(0, 64).Select(bit => kept with { Sequence = kept.Sequence ^ (1L << bit) }),
        .. Ids(kept.IncidentId).Select(id => kept with { IncidentId = id }),
        kept with { Head = default },
    ];

    private static IEnumerable<(string Field, Tombstone Changed)> Changes(Tombstone kept) =>
    [
        .. Flipped(kept.Head).Select(head => ("head", kept with { Head = head })),
        .. Flipped(kept.Hash).Select(hash => ("hash", kept with { Hash = hash })),
        .. Flipped(kept.Signature!.Value).Select(signature => ("signature", kept with { Signature = signature })),
        .. Enumerable.Range(0, kept.KeyId!.Length).Select(at => ("key", kept with { KeyId = Flip(kept.KeyId, at) })),
        .. Enumerable.Range(0, kept.Reference.Length).Select(at => ("reference", kept with { Reference = Flip(kept.Reference, at) })),
        .. Enumerable.Range(0, kept.Reason.Length).Select(at => ("reason", kept with { Reason = Flip(kept.Reason, at) })),
        .. Enumerable.Range(0, 64).Select(bit => ("sequence", kept with { Sequence = kept.Sequence ^ (1L << bit) })),
        .. Enumerable.Range(0, 50).Select(bit => ("at", kept with { PurgedAt = Flip(kept.PurgedAt, bit) })),
        .. Ids(kept.IncidentId).Select(id => ("id", kept with { IncidentId = id })),
        ("by", kept with { By = Actor.Policy(kept.By.Id) }),
        ("by", kept with { By = Actor.Person("chem") }),
    ];

    /// <summary>Flips a bit of each byte, another one from byte to byte.</summary>
    private static IEnumerable<byte[]> Flipped(ReadOnlyMemory<byte> bytes) =>
        Enumerable.Range(0, bytes.Length).Select(at =>
        {
            var changed = bytes.ToArray();
            changed[at] ^= (byte)(1 << (at % 8));
            return changed;
        });

    private static IEnumerable<IncidentId> Ids(IncidentId id) => Flipped(id.Value.ToByteArray()).Select(bytes => new IncidentId(new Guid(bytes)));

    private static string Flip(string text, int at) => string.Concat(text.AsSpan(0, at), [(char)(text[at] ^ 1)], text.AsSpan(at + 1));

    private static Instant Flip(Instant instant, int bit) => Instant.FromUnixTimeTicks(((instant.ToUnixTimeTicks() / 10) ^ (1L << bit)) * 10);

    private static (StoreFaultKind? Kind, long? Checkpoint) Place(StoreFault? fault) => (fault?.Kind, fault?.Checkpoint);
}
