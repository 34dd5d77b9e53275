using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents.Testing;

/// <summary>Writes the output lines of what the engine commits.</summary>
internal sealed class OutputRecorder(LineFormat format) : IIncidentObserver
{
    public const string Refused = "CommandRefused";

    public const string HealthChanged = "EngineHealthChanged";

    private readonly Lock _gate = new();
    private readonly Dictionary<IncidentId, string> _names = [];
    private readonly Dictionary<Guid, string?> _silences = [];
    private readonly HashSet<string> _queued = new(StringComparer.Ordinal);
    private readonly List<OutputLine> _lines = [];
    private bool _isHealthy = true;

    public ImmutableArray<OutputLine> Lines
    {
        get
        {
            lock (_gate)
            {
                return [.. _lines];
            }
        }
    }

    public LineFormat Format { get; } = format;

    /// <summary>Gets the incidents that there are, in the order of their declarations.</summary>
    public IEnumerable<IncidentId> Incidents
    {
        get
        {
            lock (_gate)
            {
                return [.. _names.Keys];
            }
        }
    }

    /// <summary>Gets or sets the name that the next incident takes; it is then used up.</summary>
    public string? NextName { get; set; }

    /// <summary>Gets or sets the name that the next silence takes; that a step asks for.</summary>
    public string? NextSilenceName { get; set; }

    /// <summary>Gets or sets the word of the command that is being given.</summary>
    /// <value><see langword="null"/> to take it from the command's own name.</value>
    public string? Word { get; set; }

    /// <summary>Finds the incident to which a name was given.</summary>
    public IncidentId? Find(string name)
    {
        lock (_gate)
        {
            foreach (var (id, known) in _names)
            {
                if (known == name)
                {
                    return id;
                }
            }
        }

        return null;
    }

    /// <summary>Finds the silence to which a name was given.</summary>
    public Guid? FindSilence(string name)
    {
        lock (_gate)
        {
            foreach (var (id, known) in _silences)
            {
                if (known == name)
                {
                    return id;
                }
            }

            return null;
        }
    }

    /// <summary>Gives a silence the name of the step that asked for it; one that begins later is not seen before.</summary>
    public void NameSilence(Guid id)
    {
        lock (_gate)
        {
            _silences.TryAdd(id, NextSilenceName);
        }
    }

    public void OnCommitted(IncidentCommit commit)
    {
        lock (_gate)
        {
            foreach (var notice in commit.Notices)
            {
                Tell(notice);
            }

            var rows = commit.Rows.OfType<OutboxMessage>().ToList();

            // A message's line follows the event that caused it; what an earlier event caused comes before what follows from its fate.
            var first = commit.Events.IsEmpty ? long.MaxValue : commit.Events[0].Sequence;
            rows.FindAll(row => row.Cause < first).ForEach(row => Tell(commit.At, row));
            foreach (var happened in commit.Events)
            {
                Tell(happened, commit.Incident!);
                rows.FindAll(row => row.Cause == happened.Sequence).ForEach(row => Tell(commit.At, row));
            }

            if (commit.Rejection is { } rejection)
            {
                Tell(commit, rejection);
            }
        }
    }

    /// <summary>Tells of the engine's health where it has changed.</summary>
    /// <param name="at">The instant.</param>
    /// <param name="problem">What is wrong; <see langword="null"/> while it is healthy.</param>
    public void TellHealth(Instant at, string? problem)
    {
        lock (_gate)
        {
            if (_isHealthy != problem is null)
            {
                _isHealthy = problem is null;
                Write(new LineFields { { "at", at }, { "event", HealthChanged }, { "healthy", _isHealthy }, { "reason", problem } });
            }
        }
    }

    private void Tell(EngineNotice notice)
    {
        if (notice is SilenceStarted started)
        {
            _silences.TryAdd(started.SilenceId, NextSilenceName);
        }

        var fields = new LineFields { { "at", notice.At }, { "event", notice.GetType().Name } };
        fields.AddRange(NoticeLines.Of(notice, _silences.GetValueOrDefault));
        Write(fields);
    }

    private void Tell(IncidentEvent happened, Incident after)
    {
        if (happened is IncidentDeclared declared)
        {
            _names.Add(declared.IncidentId, NextName ?? declared.Reference);
            NextName = null;
        }

        var fields = new LineFields
        {
            { "at", happened.RecordedAt },
            { "event", EventJson.NameOf(happened) },
            { "incident", NameOf(after) },
            { "seq", happened.Sequence },
        };
        fields.AddRange(EventLines.Of(happened, after));
        if (happened.OccurredAt != happened.RecordedAt)
        {
            fields.Add("occurredAt", happened.OccurredAt);
        }

        Write(fields);
    }

    private void Tell(Instant at, OutboxMessage message)
    {
        if (MessageLines.NameOf(message) is not { } name || (name == MessageLines.Queued && !_queued.Add(message.Key)))
        {
            return;
        }

        var incident = _names.GetValueOrDefault(message.IncidentId, message.Reference);
        var fields = new LineFields { { "at", at }, { "event", name }, { "incident", incident } };
        fields.AddRange(MessageLines.Of(message));
        Write(fields);
    }

    private void Tell(IncidentCommit commit, Rejection rejection) => Write(new LineFields
    {
        { "at", commit.At },
        { "event", Refused },
        { "incident", commit.Incident is { } incident ? NameOf(incident) : null },
        { "do", Word ?? CommandNames.Word(commit.Command) },
        { "by", commit.By.Id },
        { "code", rejection.Code },
        { "reasons", rejection.Reasons },
    });

    private string NameOf(Incident incident) => _names.GetValueOrDefault(incident.Id, incident.Reference);

    private void Write(LineFields fields) => _lines.Add(new OutputLine(Format, fields));
}
