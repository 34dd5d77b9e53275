using System.Text;

namespace MediMate.Incidents.Tests.Storage;

public sealed class EventCatalogTests
{
    private const string CommonMembers = """ "sequence":4,"occurredAt":"2026-03-02T02:00:00Z","recordedAt":"2026-03-02T02:00:00Z","actor":{"kind":"Person","id":"ben"}}""";

    /// <summary>A catalog in which notes are in their third form: the text was once called words, and then note.</summary>
    private static readonly EventCatalog Later = new(
    [
        new EventEntry
        {
            Name = "NoteAdded",
            Type = IncidentJson.Context.NoteAdded,
            Upcasts = [json => Renamed(json, "words", "note"), json => Renamed(json, "note", "text")],
        },
    ]);

    [Theory]
    [InlineData(1, "words")]
    [InlineData(2, "note")]
    [InlineData(3, "text")]
    public void Older_form_is_read_through_each_form_between(int form, string member)
    {
        var read = Later.Read("NoteAdded", form, Encoding.UTF8.GetBytes($"{{\"{member}\":\"tried the spare\",{CommonMembers}"));

        Assert.Equal(new NoteAdded { Text = "tried the spare", Sequence = 4, OccurredAt = Engine.Start, RecordedAt = Engine.Start, Actor = Actor.Person("ben") }, read);
    }

    [Fact]
    public void Event_is_written_in_the_present_form()
    {
        var note = new NoteAdded { Text = "tried the spare" };

        Assert.Equal(3, Later.FormOf(note));
        Assert.Equal(note, Later.Read("NoteAdded", 3, Later.Write(note)));
    }

    [Fact]
    public void Form_after_the_present_one_is_unknown()
    {
        Assert.IsType<UnknownEvent>(Later.Read("NoteAdded", 4, "{}"u8));
        Assert.False(Later.Knows("NoteAdded", 4));
        Assert.True(Later.Knows("NoteAdded", 1));
    }

    [Fact]
    public void Every_event_of_the_engine_is_in_its_first_form()
    {
        Assert.All(EventCatalog.Engine.Names, name => Assert.True(EventCatalog.Engine.Knows(name, 1) && !EventCatalog.Engine.Knows(name, 2), name));
    }

    private static byte[] Renamed(ReadOnlySpan<byte> json, string from, string to) =>
        Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(json).Replace($"\"{from}\"", $"\"{to}\"", StringComparison.Ordinal));
}
