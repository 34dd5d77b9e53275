using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using FsCheck.Xunit;
using MediMate.Incidents.Tests.Laws;
using NodaTime;

namespace MediMate.Incidents.Tests.Storage.Chain;

public sealed class EventChainTests
{
    private static readonly IncidentId Id = new(new Guid("0195a3b2-0102-7304-8506-0708090a0b0c"));

    private static readonly NoteAdded Note = new() { Text = "tried the spare", Sequence = 2, OccurredAt = Engine.Start, RecordedAt = Engine.Start, Actor = Actor.Person("aisyah") };

    [Property(MaxTest = 60, EndSize = 120, Arbitrary = [typeof(Stories)])]
    public async Task Sealed_events_open_as_they_were_and_make_a_sound_chain_whatever_happened(StoryStep[] story)
    {
        await using var world = new World();
        await world.RunAsync(story);

        foreach (var incident in await world.IncidentsAsync())
        {
            var reader = new ChainReader(incident.Id, incident.Reference);
            foreach (var happened in await world.Store.ReadEventsAsync(incident.Id))
            {
                var link = EventChain.Seal(incident.Id, happened, reader.Head);

                Assert.Null(reader.Read(link));
                Assert.Equal(EventJson.Write(happened), EventJson.Write(EventChain.Open(link)));
                Assert.Equal((happened.Sequence, happened.RecordedAt), (link.Sequence, link.RecordedAt));
            }

            Assert.Equal(incident.Version, reader.Sequence);
        }
    }

    [Fact]
    public void Hash_is_taken_over_the_bytes_that_the_page_tells()
    {
        var previous = SHA256.HashData("before"u8);
        var link = EventChain.Seal(Id, Note, previous);

        // Written apart from the engine, as an auditor would.
        var bytes = new List<byte>();
        bytes.AddRange("MediMate.Incidents/event/1\n"u8);
        bytes.AddRange(previous);
        bytes.AddRange(Convert.FromHexString("0195a3b20102730485060708090a0b0c"));
        bytes.AddRange(Number(2L));
        bytes.AddRange(Number(1_772_416_800_000_000L));
        bytes.AddRange([0, 0, 0, 9, .. "NoteAdded"u8]);
        bytes.AddRange([0, 0, 0, 1]);
        bytes.AddRange(Number(link.Body.Length)[4..]);
        bytes.AddRange(link.Body.ToArray());
        Assert.Equal(SHA256.HashData([.. bytes]), link.Hash.ToArray());
        Assert.Equal(link.Hash.ToArray(), EventChain.HashOf(previous, link));
    }

    [Fact]
    public void Layout_never_changes()
    {
        var link = EventChain.Seal(Id, Note, EventChain.Start, salt => salt.Clear());

        Assert.Equal("810f7be27ebfee36ec47fc16a8c93d635c69ead4f9777b53e3a7451144ea1911", Convert.ToHexStringLower(link.Hash.Span));
    }

    [Fact]
    public void Sealed_twice_the_same_event_gives_other_bytes()
    {
        Assert.NotEqual(EventChain.Seal(Id, Note, EventChain.Start).Body.ToArray(), EventChain.Seal(Id, Note, EventChain.Start).Body.ToArray());
        Assert.Equal(Sealed(), Sealed());
        Assert.NotEqual(Sealed(), Sealed() with { Personal = null });
        Assert.DoesNotContain("aisyah", Encoding.UTF8.GetString(Sealed().Body.Span), StringComparison.Ordinal);

        static SealedEvent Sealed() => EventChain.Seal(Id, Note, EventChain.Start, salt => salt.Clear());
    }

    [Fact]
    public void Unknown_event_is_opened_with_the_place_that_its_link_has()
    {
        var later = new UnknownEvent { Name = "CoffeeBrewed", Form = 2, Content = [.. """{"by":"ben","sequence":"third"}"""u8], Sequence = 3, RecordedAt = Engine.Start };
        var link = EventChain.Seal(Id, later, EventChain.Start);

        var opened = Assert.IsType<UnknownEvent>(EventChain.Open(link));

        Assert.Equal(later, opened);
        Assert.DoesNotContain("ben", Encoding.UTF8.GetString(link.Body.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_opened_is_refused()
    {
        var link = EventChain.Seal(Id, Note, EventChain.Start);

        Assert.Throws<IncidentStoreException>(() => EventChain.Open(link with { Personal = "{"u8.ToArray() }));
        Assert.Throws<IncidentStoreException>(() => EventChain.Open(link with { Personal = """{"form":1,"values":[]}"""u8.ToArray() }));
        Assert.Throws<IncidentStoreException>(() => EventChain.Open(link with { Body = "{"u8.ToArray() }));
        Assert.Throws<IncidentStoreException>(() => EventChain.Open(link with { Body = "{}"u8.ToArray(), Personal = null }));
        Assert.Throws<ArgumentException>(() => EventChain.Seal(Id, Note, new byte[31]));
    }

    [Fact]
    public void Instants_are_kept_to_the_microsecond()
    {
        var link = EventChain.Seal(Id, Note with { RecordedAt = Engine.Start + Duration.FromNanoseconds(1999) }, EventChain.Start);

        Assert.Equal(Engine.Start + Duration.FromNanoseconds(1000), link.RecordedAt);
    }

    private static byte[] Number(long number)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        return bytes;
    }
}
