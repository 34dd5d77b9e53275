using NodaTime;

namespace MediMate.Incidents.Tests.Interleavings;

/// <summary>
/// Follows pages through the journal. Sending begins with the commit of the row's mark, and order is by commit: a page whose mark was committed before an
/// acknowledgement may still go out, and no mark comes after it. The channel is called once for each mark, by the node that made it.
/// </summary>
/// <param name="mostSevere">The level whose first pages do not count among those that go out at once.</param>
/// <param name="atOnce">How many those are.</param>
/// <param name="lease">For how long a mark belongs to its node.</param>
internal sealed class PageLaws(string mostSevere, int atOnce, Duration lease)
{
    private const string InPhase = "The phase is ";
    private const int ExemptAtOnce = 10;
    private static readonly Duration Minute = Duration.FromSeconds(60);

    private readonly Dictionary<string, OutboxRow> _rows = new(StringComparer.Ordinal);
    private readonly Dictionary<IncidentId, Standing> _standings = [];
    private readonly Dictionary<string, List<Mark>> _marks = new(StringComparer.Ordinal);
    private readonly Dictionary<Place, string> _paged = [];
    private readonly HashSet<string> _held = new(StringComparer.Ordinal);
    private readonly Dictionary<(MessageKind Kind, string To, string Channel), Window> _windows = [];
    private readonly Dictionary<(MessageKind Kind, string To, string Channel), Instant> _lastRest = [];
    private readonly HashSet<string> _dead = new(StringComparer.Ordinal);

    /// <summary>Gets the rows as the last commit left them.</summary>
    public IReadOnlyDictionary<string, OutboxRow> Rows => _rows;

    /// <summary>Gives the body that a host's renderer makes: it has to fit the incident as it is when sending begins.</summary>
    public static string BodyIn(IncidentPhase phase) => $"{InPhase}{phase}";

    public bool WasBegun(string key) => _marks.TryGetValue(key, out var marks) && marks.Exists(mark => mark.IsUsed);

    public void Read(JournalEntry entry)
    {
        switch (entry)
        {
            case Committed commit:
                Read(commit);
                break;
            case Began call:
                Read(call);
                break;
            case Died death:
                _dead.Add(death.Node);
                break;
        }
    }

    private void Read(Committed commit)
    {
        foreach (var change in commit.Decision.Changes)
        {
            var standing = _standings.GetValueOrDefault(change.After.Id) ?? new Standing();
            _standings[change.After.Id] = change.Events.Aggregate(standing, (current, happened) => current.After(happened));
        }

        var before = commit.Decision.Rows.ToDictionary(row => row.Key, row => _rows.GetValueOrDefault(row.Key) as OutboxMessage, StringComparer.Ordinal);
        foreach (var row in commit.Decision.Rows)
        {
            _rows[row.Key] = row;
            if (row is OutboxMessage { BundledInto: not null, Bundles: 0 })
            {
                _held.Add(row.Key);
            }
        }

        foreach (var message in commit.Decision.Rows.OfType<OutboxMessage>())
        {
            if (message is { Status: OutboxStatus.Sending, IsCarried: false } && message.Attempts > (before[message.Key]?.Attempts ?? 0))
            {
                Begin(commit, message);
            }
            else if (message.Status != OutboxStatus.Sending && _marks.TryGetValue(message.Key, out var marks))
            {
                marks[^1].IsRecorded = true;
                marks[^1].WasSent |= message.Status == OutboxStatus.Done;
            }
        }
    }

    private void Begin(Committed commit, OutboxMessage message)
    {
        OutboxMessage[] carried = message.Bundles == 0
            ? [message]
            : [.. _rows.Values.OfType<OutboxMessage>().Where(row => row.IsCarried && row.BundledInto == message.Key)];
        foreach (var page in carried)
        {
            if (EpochOf(page) is { } epoch)
            {
                var standing = _standings[page.IncidentId];
                Assert.False(standing.IsAcknowledged, $"{page.Key} is begun after an acknowledgement that was committed before");
                Assert.True(standing.Epoch == epoch && !standing.IsEnded, $"{page.Key} is begun for a ladder that has ended");
            }
        }

        if (message.Attempts == 1 && message.Body?.StartsWith(InPhase, StringComparison.Ordinal) == true)
        {
            Assert.Equal(BodyIn(_standings[message.IncidentId].Phase), message.Body);
        }

        if (message.Attempts == 1 && message.Kind is MessageKind.Page or MessageKind.Note)
        {
            Count(message);
        }

        if (!_marks.TryGetValue(message.Key, out var marks))
        {
            _marks.Add(message.Key, marks = []);
        }

        var mark = new Mark { Node = commit.Node, At = commit.At, LeaseEnd = message.NotBefore, Carried = carried };
        if (marks.Count > 0)
        {
            Assert.True(MayRepeat(marks[^1], mark), $"{message.Key} is begun again while {marks[^1].Node} still has it");
        }

        marks.Add(mark);
    }

    private void Read(Began call)
    {
        var mark = _marks.GetValueOrDefault(call.Message.Key)?.Find(made => made.Node == call.Node && !made.IsUsed);
        Assert.True(mark is not null, $"{call.Node} calls the channel for {call.Message.Key} without having committed that it does");
        mark.IsUsed = true;
        foreach (var page in mark.Carried)
        {
            if (page is { Kind: MessageKind.Page, Escalation: { } step })
            {
                var place = new Place(page.IncidentId, step.Epoch, step.Loop, step.Step, page.To, page.Channel);

                // Whether the row itself may be begun again was asked when it was marked.
                Assert.True(_paged.GetValueOrDefault(place, page.Key) == page.Key, $"{page.Key} is what {_paged.GetValueOrDefault(place)} was already");
                _paged[place] = page.Key;
            }
        }
    }

    /// <summary>Counts what goes out to a person within a minute: three, the first pages of the most severe level beside them, and one for the rest.</summary>
    private void Count(OutboxMessage message)
    {
        // An optimistic store may commit later than it was decided.
        var at = message.NotBefore - lease;
        var whose = (message.Kind, message.To, message.Channel);
        if (message.Bundles > 0 || _held.Contains(message.Key))
        {
            Assert.True(
                !_lastRest.TryGetValue(whose, out var last) || at - last >= Minute,
                $"{message.Key} is a second rest within a minute");
            _lastRest[whose] = at;
            return;
        }

        var window = _windows.GetValueOrDefault(whose);
        if (window is null || at - window.StartedAt >= Minute)
        {
            _windows[whose] = window = new Window { StartedAt = at };
        }

        if (window.Exempt < ExemptAtOnce && message is { Kind: MessageKind.Page, Escalation: { Loop: 1, Step: 1 } } && _standings[message.IncidentId].Level == mostSevere)
        {
            window.Exempt++;
        }
        else
        {
            window.Sent++;
        }

        Assert.True(window.Sent <= atOnce, $"{message.Key} is one too many: {window.Sent}, and {window.Exempt} beside them, within a minute");
    }

    private static int? EpochOf(OutboxMessage message) => message switch
    {
        { Kind: not MessageKind.Page } => null,
        { Escalation: { } step } => step.Epoch,
        { Condition: MessageCondition.Climbing } => message.Epoch,
        _ => null,
    };

    /// <summary>Nobody knows what became of a page whose node died or fell silent after the mark; one that failed is tried again.</summary>
    private bool MayRepeat(Mark earlier, Mark later) => earlier.IsRecorded
        ? !earlier.WasSent
        : _dead.Contains(earlier.Node) || earlier.LeaseEnd <= later.At;

    private sealed record Place(IncidentId Incident, int Epoch, int Loop, int Step, string To, string Channel);

    private sealed class Window
    {
        public required Instant StartedAt { get; init; }

        public int Sent { get; set; }

        public int Exempt { get; set; }
    }

    private sealed class Mark
    {
        public required string Node { get; init; }

        public required Instant At { get; init; }

        public required Instant LeaseEnd { get; init; }

        public required OutboxMessage[] Carried { get; init; }

        public bool IsUsed { get; set; }

        public bool IsRecorded { get; set; }

        public bool WasSent { get; set; }
    }

    /// <summary>Who is in charge, and which ladder is climbed: told from events alone.</summary>
    private sealed record Standing
    {
        public string? Level { get; private init; }

        public IncidentPhase Phase { get; private init; }

        public bool IsAcknowledged { get; private init; }

        public int Epoch { get; private init; }

        public bool IsEnded { get; private init; }

        public Standing After(IncidentEvent happened) => happened switch
        {
            Acknowledged => this with { IsAcknowledged = true },
            AcknowledgementCleared or AcknowledgementExpired or Reopened or Restored => this with { IsAcknowledged = false },
            EscalationStarted started => this with { Epoch = started.Epoch, IsEnded = false },
            PhaseChanged changed => this with { Phase = changed.To },
            SeverityChanged changed => this with { Level = changed.Level },
            IncidentDeclared declared => this with { Level = declared.Severity.Level },
            EscalationEnded => this with { IsEnded = true },
            _ => this,
        };
    }
}
