using MediMate.Incidents.Testing.Stores;

namespace MediMate.Incidents.Relational.Tests.Faults;

/// <summary>Commands as the engine gives them to a store, without the engine.</summary>
internal static class FaultCommands
{
    public static async Task<Incident> DeclareAsync(IIncidentStore store, string key)
    {
        Incident? declared = null;
        await store.ExecuteAsync([new StoreRequest { Key = key }], (_, loaded) =>
        {
            var change = SampleChanges.Declared(loaded.NextNumber, key);
            declared = change.After;
            return new StoreDecision { Changes = [change] };
        });
        return declared!;
    }

    public static async Task NoteAsync(IIncidentStore store, IncidentId id, string text) => await store.ExecuteAsync(
        [new StoreRequest { Id = id }],
        (_, loaded) => new StoreDecision { Changes = [loaded.Incident!.Then(new NoteAdded { Text = text })] });

    /// <summary>Reads the texts of the notes of an incident.</summary>
    public static async Task<IReadOnlyList<string>> NotesAsync(IIncidentStore store, IncidentId id) =>
        [.. (await store.ReadEventsAsync(id)).OfType<NoteAdded>().Select(note => note.Text)];
}
