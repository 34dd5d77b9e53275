using System.Text;
using NodaTime;

namespace MediMate.Incidents.Tests.Storage;

/// <summary>Silences, monitors and groups are read back as they were written, whichever version of the engine wrote them.</summary>
public sealed class SignalSubjectTests
{
    private static readonly Instant Start = Engine.Start;
    private static readonly Guid Id = Guid.CreateVersion7(Start.ToDateTimeOffset());

    public static TheoryData<StoredSubject> Full => new()
    {
        new Silence
        {
            Id = Id,
            Version = 7,
            Match = Label.From([new("service", "login"), new("Zone", "\"a\"")]),
            From = Start,
            Until = Start + Duration.FromHours(1),
            Reason = "the database moves 事件",
            By = Actor.Person("ben"),
            IsStarted = true,
            EndedAt = Start + Duration.FromMinutes(30),
            EndedBy = Actor.Person("aisyah"),
            OverAt = Start + Duration.FromMinutes(31),
            Entries =
            [
                Entry(),
            ],
        },
        new HeartbeatMonitor
        {
            Id = Id,
            Version = 3,
            Monitor = "nightly-backup",
            Every = Duration.FromHours(24),
            Grace = Duration.FromMinutes(30),
            Summary = "no backup tonight",
            Labels = Label.From([new("severity", "P0")]),
            LastBeatAt = Start,
            ExpectedBy = Start + Duration.FromHours(24),
            IsExtended = true,
            MissedAt = Start + Duration.FromHours(1),
        },
        new SignalGroup
        {
            Id = Id,
            Version = 1,
            Label = "service",
            Value = "login",
            IncidentId = new IncidentId(Id),
            Since = Start,
            Until = Start + Duration.FromMinutes(5),
        },
    };

    [Theory]
    [MemberData(nameof(Full))]
    public void Subject_is_read_back_as_it_was_written(StoredSubject subject)
    {
        var written = SubjectJson.Write(subject);

        var read = SubjectJson.Read(subject.Kind, written);

        Assert.Equal(subject.GetType(), read.GetType());
        Assert.Equal(Encoding.UTF8.GetString(written), Encoding.UTF8.GetString(SubjectJson.Write(read)));
        Assert.Equal((subject.Name, subject.NextDueAt), (read.Name, read.NextDueAt));
    }

    [Fact]
    public void Subject_with_members_that_a_version_did_not_write_is_read()
    {
        var silence = Assert.IsType<Silence>(SubjectJson.Read(
            SubjectKind.Silence,
            """{"match":[],"from":"2026-03-02T02:00:00Z","until":"2026-03-02T03:00:00Z","reason":"x","by":{"kind":"Person","id":"ben"},"id":"0195540c-0000-7000-8000-000000000000"}"""u8));
        var monitor = Assert.IsType<HeartbeatMonitor>(SubjectJson.Read(
            SubjectKind.HeartbeatMonitor,
            """{"monitor":"sync","every":"0:00:05:00","summary":"x","expectedBy":"2026-03-02T02:00:00Z","id":"0195540c-0000-7000-8000-000000000000"}"""u8));

        Assert.Empty(silence.Entries);
        Assert.Empty(monitor.Labels);
        Assert.Equal("heartbeat/sync", monitor.Key);
    }

    [Fact]
    public void Name_of_a_heartbeat_has_the_same_id_whatever_its_case() =>
        Assert.Equal(SubjectIds.OfName("Nightly-Backup"), SubjectIds.OfName("nightly-backup"));

    [Fact]
    public void Names_do_not_run_into_each_other() => Assert.NotEqual(SubjectIds.Of("ab", "c"), SubjectIds.Of("a", "bc"));

    private static SilencedSignal Entry() => new()
    {
        Last = new Signal
        {
            Source = SignalSource.Check,
            Key = "K1",
            Summary = "complete app down",
            Labels = Label.From([new("service", "login")]),
            OccurredAt = Start,
        },
        Count = long.MaxValue,
        Counted = 3,
        FirstAt = Start,
        LastAt = Start + Duration.FromMinutes(1),
        IsQuiet = true,
        SubKeys = new FiringSubKeys { Named = ["a"], Unnamed = 4, IsTruncated = true },
        ReleasedTo = "INC-1",
        IsReleased = true,
    };
}
