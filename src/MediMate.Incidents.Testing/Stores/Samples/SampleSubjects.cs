using System.Collections.Immutable;
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

    /// <summary>Makes a silence.</summary>
    public static Silence Silence(Guid id, Instant? overAt = null) => new()
    {
        Id = id,
        Match = [new Label { Name = "team", Value = "web" }],
        From = SampleTime.At(10),
        Until = SampleTime.At(40),
        Reason = "maintenance",
        By = Actor.Person("ben"),
        IsStarted = true,
        OverAt = overAt,
    };

    /// <summary>Gives a subject of each kind with every member set, first committed now.</summary>
    public static IEnumerable<StoredSubject> All()
    {
        Label[] labels = [new Label { Name = "team", Value = SampleText.Hard }];
        yield return FullTally(Id(1));
        yield return Silence(Id(2)) with
        {
            Version = 1,
            Match = [.. labels],
            Reason = SampleText.Long,
            EndedAt = SampleTime.At(30),
            EndedBy = Actor.Person("aisyah"),
            OverAt = SampleTime.At(31),
            Entries = [Silenced([.. labels]), Silenced([])],
        };
        yield return new HeartbeatMonitor
        {
            Id = Id(3),
            Version = 1,
            Monitor = SampleText.Hard,
            Every = Duration.FromMilliseconds(1),
            Grace = Duration.FromDays(400) + Duration.FromNanoseconds(1000),
            Summary = SampleText.Long,
            Labels = [.. labels],
            LastBeatAt = SampleTime.Earliest,
            ExpectedBy = SampleTime.Latest,
            IsExtended = true,
            MissedAt = SampleTime.At(3),
        };
        yield return new SignalGroup
        {
            Id = Id(4),
            Version = 1,
            Label = "service",
            Value = SampleText.Hard,
            IncidentId = new IncidentId(Id(7)),
            Since = SampleTime.At(1) + Duration.FromNanoseconds(1000),
            Until = SampleTime.At(300),
        };
        yield return new LookUpAnswer
        {
            Id = Id(5),
            Version = 1,
            Target = SampleText.Hard,
            People = [new Responder { Id = SampleText.Hard, Language = "ms-MY", Methods = [new ContactMethod { Channel = "sms", Address = "+60123456789" }] }, new Responder { Id = "ben" }],
            Since = SampleTime.At(5) + Duration.FromNanoseconds(1000),
        };
        yield return new SigningKey { Id = Id(7), Version = 1, Secret = Convert.ToBase64String(new byte[32]) };
    }

    private static SilencedSignal Silenced(ImmutableArray<Label> labels) => new()
    {
        Last = new Signal { Source = SignalSource.Check, Summary = SampleText.Hard, Labels = labels, Key = SampleText.Hard, OccurredAt = SampleTime.Earliest },
        Count = 4,
        Counted = 2,
        FirstAt = SampleTime.At(11),
        LastAt = SampleTime.At(12),
        IsQuiet = true,
        SubKeys = new FiringSubKeys { Named = ["a", SampleText.Hard], Unnamed = 3, IsTruncated = true },
        ReleasedTo = "INC-7",
        IsReleased = true,
    };

    /// <summary>Makes the receipt of a command that was accepted at a second and counts for a minute.</summary>
    public static StoreReceipt Receipt(string key, int second = 0, string content = "a") => new()
    {
        Key = key,
        ContentHash = string.Concat(Enumerable.Repeat(content, 64)),
        IncidentId = new IncidentId(Id(7)),
        SilenceId = Id(8),
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
