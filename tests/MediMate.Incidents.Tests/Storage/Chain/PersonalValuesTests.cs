using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FsCheck.Xunit;
using MediMate.Incidents.Tests.Laws;

namespace MediMate.Incidents.Tests.Storage.Chain;

public sealed class PersonalValuesTests
{
    private static readonly Actor Aisyah = Actor.Person("aisyah");

    [Property(MaxTest = 60, EndSize = 120, Arbitrary = [typeof(Stories)])]
    public async Task Join_gives_the_bytes_that_were_split_whatever_happened(StoryStep[] story)
    {
        await using var world = new World();
        await world.RunAsync(story);

        foreach (var incident in await world.IncidentsAsync())
        {
            foreach (var happened in await world.Store.ReadEventsAsync(incident.Id))
            {
                var json = EventJson.Write(happened);
                var split = Split(happened);

                Assert.Equal(json, PersonalValues.Join(split.Body, split.Personal).ToArray());
                Assert.Null(PersonalValues.Check(EventJson.NameOf(happened), split.Body, split.Personal));
                foreach (var person in new[] { "aisyah", "ben", "chen" })
                {
                    Assert.DoesNotContain($"\"{person}\"", Text(split.Body), StringComparison.Ordinal);
                }
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"#\":\"AAAA\"}")]
    [InlineData("\",\"actor\":{\"kind\":\"Person\",\"id\":\"ben\"},\"x\":\"")]
    [InlineData("\\u0041 \u0001 é 漢 \ud83d\ude00 \u2028")]
    [InlineData("#abcdefgh")]
    public void Text_that_somebody_writes_is_never_taken_for_a_commitment(string text)
    {
        IncidentEvent[] events =
        [
            new NoteAdded { Text = text, Actor = Aisyah },
            new EntryCorrected { Corrects = 1, Text = text, Actor = Aisyah },
            new EvidenceAdded { Kind = text, Link = text, Note = text, Actor = Aisyah },
            new EvidenceAdded { Kind = "Person", Note = text, Actor = Actor.Policy("robot") },
            new ItemCompleted { Item = text, Link = text, Note = text, Actor = Aisyah },
            new UpdateSent { Audience = MessageAudience.Internal, Text = text, Actor = Aisyah },
            new SeverityConfirmed { Level = text, Reason = text, Actor = Actor.Person(text + "x") },
        ];
        Assert.All(events, happened =>
        {
            var split = Split(happened);

            Assert.Equal(EventJson.Write(happened), PersonalValues.Join(split.Body, split.Personal).ToArray());
            Assert.Null(PersonalValues.Check(EventJson.NameOf(happened), split.Body, split.Personal));
        });
    }

    [Fact]
    public void Body_commits_to_salt_and_value()
    {
        var split = Split(new ResponderJoined { By = "aisyah", Actor = Actor.Policy("robot") });

        var commitment = Commitment(0, "aisyah");
        Assert.Equal(
            $$$"""{"by":{"#":"{{{commitment}}}"},"sequence":0,"occurredAt":"1970-01-01T00:00:00Z","recordedAt":"1970-01-01T00:00:00Z","actor":{"kind":"Policy","id":"robot"}}""",
            Text(split.Body));
        Assert.Equal("""{"form":1,"values":[{"salt":"AAAAAAAAAAAAAAAAAAAAAA","value":"aisyah","subject":"aisyah"}]}""", Text(split.Personal!.Value));
    }

    [Fact]
    public void Values_belong_to_the_person_whom_they_are_about()
    {
        Assert.Equal(["no good: aisyah", "aisyah: aisyah"], Kept(new NoteAdded { Text = "no good", Actor = Aisyah }));
        Assert.Equal(["no good: -"], Kept(new NoteAdded { Text = "no good", Actor = Actor.System }));
        Assert.Equal(["called the bank: aisyah", "aisyah: aisyah"], Kept(new ItemCompleted { Item = "i", Note = "called the bank", Link = "https://x", Actor = Aisyah }));
        Assert.Equal(["ben: ben", "aisyah: aisyah"], Kept(new Acknowledged { By = "ben", Cycle = 1, Actor = Aisyah }));
        Assert.Equal(
            ["ben: ben", "+60 1: ben", "chen: chen", ": chen"],
            Kept(new EscalationStepRan
            {
                Ladder = "l",
                Level = "P0",
                Loop = 1,
                Step = 1,
                ResolvedTo =
                [
                    new ResolvedTarget { Target = "CTO", Person = "ben", Channel = "sms", Address = "+60 1" },
                    new ResolvedTarget { Target = "On-call", Person = "chen", Channel = "sms" },
                ],
            }));
        var severity = new SeverityAssessment { Level = "P0", IsConfirmed = true, DecidedBy = Actor.Person("ben"), Reason = "chosen" };
        Assert.Equal(["ben: ben", "aisyah: aisyah"], Kept(Declared(severity)));
        Assert.Equal(["aisyah: aisyah"], Kept(Declared(severity with { DecidedBy = Actor.Policy("labels") })));
    }

    [Fact]
    public void Nothing_is_written_anew_where_nothing_is_personal()
    {
        var json = EventJson.Write(new KeyQuiet { Key = "K1" }).AsMemory();

        var split = PersonalValues.Split("KeyQuiet", json, Salts());

        Assert.True(json.Equals(split.Body));
        Assert.Null(split.Personal);
        Assert.Null(PersonalValues.Check("KeyQuiet", split.Body, null));
    }

    [Fact]
    public void Every_changed_byte_of_the_personal_values_is_found()
    {
        var split = Split(new NoteAdded { Text = "é \u001f \ud83d\ude00 no good", Actor = Aisyah });
        var personal = split.Personal!.Value.ToArray();
        for (var i = 0; i < personal.Length; i++)
        {
            foreach (var mask in new byte[] { 1, 0x20, 0x80 })
            {
                personal[i] ^= mask;
                Assert.True(PersonalValues.Check("NoteAdded", split.Body, personal) is not null, $"byte {i} ^ {mask}: {Text(personal)}");
                personal[i] ^= mask;
            }
        }

        Assert.NotNull(PersonalValues.Check("NoteAdded", split.Body, null));
        Assert.NotNull(PersonalValues.Check("NoteAdded", split.Body, """{"form":1,"values":[]}"""u8.ToArray()));
        Assert.NotNull(PersonalValues.Check("KeyQuiet", EventJson.Write(new KeyQuiet { Key = "K1" }), """{"form":1,"values":[]}"""u8.ToArray()));
    }

    [Fact]
    public void Erased_values_are_shown_by_their_commitments_and_the_rest_stays()
    {
        var happened = new Acknowledged { By = "ben", Cycle = 1, Actor = Aisyah };
        var split = Split(happened);

        var left = PersonalValues.Erase(split.Personal!.Value, "ben");

        Assert.StartsWith("""{"form":1,"values":[null,{""", Text(left), StringComparison.Ordinal);
        Assert.DoesNotContain("ben", Text(left), StringComparison.Ordinal);
        Assert.Null(PersonalValues.Check("Acknowledged", split.Body, left));
        Assert.Equal(1, PersonalValues.CountErased(left));
        var read = Assert.IsType<Acknowledged>(EventJson.Read("Acknowledged", 1, PersonalValues.Join(split.Body, left).Span));
        Assert.Equal(happened with { By = "#" + Commitment(0, "ben")[..8] }, read);
    }

    [Fact]
    public void Note_is_erased_with_its_author()
    {
        var split = Split(new NoteAdded { Text = "I am ill", Actor = Aisyah });

        var left = PersonalValues.Erase(split.Personal!.Value, "aisyah");

        Assert.Equal("""{"form":1,"values":[null,null]}""", Text(left));
        Assert.Null(PersonalValues.Check("NoteAdded", split.Body, left));
    }

    [Fact]
    public void Unknown_event_follows_the_same_rules_and_later_commitments_are_kept()
    {
        var json = """{"who":{"id":"ben","kind":"Person"},"actor":{"kind":"Person","id":"aisyah"},"text":"open"}"""u8.ToArray();
        var split = PersonalValues.Split("CoffeeBrewed", json, Salts());

        Assert.Equal(json, PersonalValues.Join(split.Body, split.Personal).ToArray());
        Assert.Equal(["ben: ben", "aisyah: aisyah"], Kept(split));

        // A later version took out the text as well: this one does not know whose it is, and puts it back all the same.
        var later = PersonalValues.Split("NoteAdded", json, Salts());
        Assert.Null(PersonalValues.Check("CoffeeBrewed", later.Body, later.Personal));
        Assert.Equal(json, PersonalValues.Join(later.Body, later.Personal).ToArray());

        // What was written before a rule said that it is personal stays in the open.
        Assert.Null(PersonalValues.Check("NoteAdded", split.Body, split.Personal));
    }

    [Fact]
    public void Event_with_commitments_of_its_own_is_refused()
    {
        Assert.Throws<ArgumentException>(() => PersonalValues.Split("CoffeeBrewed", """{"milk":{"#":"x"}}"""u8.ToArray(), Salts()));
        Assert.Throws<JsonException>(() => PersonalValues.Split("CoffeeBrewed", """{"milk":{"#":1}}"""u8.ToArray(), Salts()));
        Assert.Throws<JsonException>(() => PersonalValues.Split("CoffeeBrewed", """{"milk":{"#":"x","y":1}}"""u8.ToArray(), Salts()));
    }

    private static IncidentDeclared Declared(SeverityAssessment severity) => new()
    {
        IncidentId = default,
        Reference = "INC-1",
        PlaybookHash = "h",
        Summary = "down",
        Source = SignalSource.User,
        Severity = severity,
        Lifecycle = MediMate.Incidents.Lifecycle.Full,
        Actor = Aisyah,
    };

    private static SplitEvent Split(IncidentEvent happened) => PersonalValues.Split(EventJson.NameOf(happened), EventJson.Write(happened), Salts());

    /// <summary>Salts that differ and are known: all zeros, all ones, and so on.</summary>
    private static SaltSource Salts()
    {
        byte next = 0;
        return salt => salt.Fill(next++);
    }

    private static string Commitment(byte salt, string value) =>
        System.Buffers.Text.Base64Url.EncodeToString(SHA256.HashData([.. Enumerable.Repeat(salt, 16), .. Encoding.UTF8.GetBytes(value)]));

    private static string[] Kept(IncidentEvent happened) => Kept(Split(happened));

    private static string[] Kept(SplitEvent split) =>
        [.. PersonalBlob.Read(split.Personal!.Value).Select(entry => $"{entry!.Value}: {entry.Subject ?? "-"}")];

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);
}
