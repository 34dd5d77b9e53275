using NodaTime;

namespace MediMate.Incidents.Testing.Stores;

/// <summary>Subjects and receipts made by hand.</summary>
internal static class SampleSubjects
{
    /// <summary>Makes an id that is the same in every run.</summary>
    public static Guid Id(int number) => new(0x019C0000, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, (byte)number);

    /// <summary>Makes a tally.</summary>
    public static SignalTally Tally(Guid id, int second = 20, long pending = 1) => new()
    {
        Id = id,
        DueAt = SampleTime.At(second),
        Counts = [new TallyCount { Key = "K1", Pending = pending, LastAt = SampleTime.Start }],
    };

    /// <summary>Makes a tally with every member set.</summary>
    public static SignalTally FullTally(Guid id) => new()
    {
        Id = id,
        Version = 1,
        DueAt = SampleTime.At(30) + Duration.FromNanoseconds(999_999_000),
        Counts =
        [
            new TallyCount { Key = SampleText.Hard, Pending = long.MaxValue, LastAt = SampleTime.At(1) + Duration.FromNanoseconds(1000) },
            new TallyCount { Key = SampleText.Long, Pending = 2, LastAt = SampleTime.Latest },
        ],
    };

    /// <summary>Makes the receipt of a command that was accepted at a second and counts for a minute.</summary>
    public static StoreReceipt Receipt(string key, int second = 0, string content = "a") => new()
    {
        Key = key,
        ContentHash = string.Concat(Enumerable.Repeat(content, 64)),
        IncidentId = new IncidentId(Id(7)),
        FirstSequence = 3,
        LastSequence = 5,
        At = SampleTime.At(second),
        ExpiresAt = SampleTime.At(second + 60),
    };

    /// <summary>Counts one more signal in a tally that was loaded, or begins it.</summary>
    public static SubjectChange Counted(this StoreLoaded loaded, Guid id)
    {
        var before = loaded.Subjects.OfType<SignalTally>().FirstOrDefault(tally => tally.Id == id);
        return SubjectChange.Of(before, Tally(id, pending: (before?.Counts[0].Pending ?? 0) + 1));
    }
}
