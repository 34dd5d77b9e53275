namespace MediMate.Incidents;

/// <summary>
/// Lets signals on one key that come while one of them is being committed wait for it, and takes equal ones in together: in a storm a commit
/// counts many.
/// </summary>
/// <remarks>
/// A lane for each key on which something is on its way, gone when nothing is. Where an active incident was found to hold the key, all signals
/// keep their order behind the commit that leads. Where none was, a signal waits only behind an equal one, which declares for both; any other goes
/// its own way, so that nothing holds up what declares or reopens. Nothing waits for time to pass.
/// Safe for any number of threads.
/// </remarks>
internal sealed class SignalCoalescer(Func<Signal, long, CancellationToken, ValueTask<IncidentOutcome>> commit)
{
    /// <summary>More groups than this do not wait in a lane: what comes then goes to the store at once.</summary>
    internal const int MostWaiting = 256;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Lane> _lanes = new(StringComparer.Ordinal);

    /// <summary>Gets how many keys have signals on their way.</summary>
    internal int Lanes
    {
        get
        {
            lock (_gate)
            {
                return _lanes.Count;
            }
        }
    }

    /// <summary>Takes a signal in, alone or with equal ones.</summary>
    /// <returns>What was decided on it, once that is committed.</returns>
    public ValueTask<IncidentOutcome> TakeAsync(Signal signal, CancellationToken cancellationToken)
    {
        // A receipt is about one signal.
        if (signal.Key is null || signal.IdempotencyKey is not null)
        {
            return commit(signal, 1, cancellationToken);
        }

        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<IncidentOutcome>(cancellationToken);
        }

        Lane? lane;
        var isLeading = false;
        lock (_gate)
        {
            if (!_lanes.TryGetValue(signal.Key, out lane))
            {
                lane = new Lane(signal.Key);
                _lanes.Add(signal.Key, lane);
            }

            if (lane.Lead is { } lead && (lane.LeadsAll || Group.AreEqual(lead, signal)) && lane.Join(signal) is { } group)
            {
                return new ValueTask<IncidentOutcome>(cancellationToken.CanBeCanceled ? group.Task.WaitAsync(cancellationToken) : group.Task);
            }

            lane.Users++;
            isLeading = lane.Lead is null;
            if (isLeading)
            {
                lane.LeadBy(signal);
            }
        }

        return CommitAsync(lane, signal, isLeading, cancellationToken);
    }

    private async ValueTask<IncidentOutcome> CommitAsync(Lane lane, Signal signal, bool isLeading, CancellationToken cancellationToken)
    {
        IncidentOutcome? outcome = null;
        try
        {
            outcome = await commit(signal, 1, cancellationToken).ConfigureAwait(false);
            return outcome;
        }
        finally
        {
            if (Leave(lane, outcome, isLeading))
            {
                // On its own: whoever led is answered now, however many wait.
                _ = Task.Run(() => DrainAsync(lane), CancellationToken.None);
            }
        }
    }

    /// <summary>Commits what waits, group after group.</summary>
    private async Task DrainAsync(Lane lane)
    {
        while (Next(lane) is { } group)
        {
            IncidentOutcome? outcome = null;
            try
            {
                outcome = await commit(group.Signal, group.Count, CancellationToken.None).ConfigureAwait(false);
                group.SetResult(outcome);
            }
#pragma warning disable CA1031 // Whatever it is belongs to those who wait for this group; the next one is tried all the same.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                group.SetException(exception);

                // Whoever waited may have given up: then nobody looks at it any more, and the runtime shall not call it unobserved.
                _ = group.Task.Exception;
            }

            lock (_gate)
            {
                lane.IsHeld = IsHeld(outcome, lane.Key);
            }
        }
    }

    /// <summary>Notes what a commit found.</summary>
    /// <returns>Whether what waits is to be committed next; the lead is kept for that.</returns>
    private bool Leave(Lane lane, IncidentOutcome? outcome, bool isLeading)
    {
        lock (_gate)
        {
            lane.IsHeld = IsHeld(outcome, lane.Key);
            lane.Users--;
            if (!isLeading)
            {
                RemoveIfIdle(lane);
                return false;
            }

            if (lane.HasWaiting)
            {
                return true;
            }

            lane.Lead = null;
            RemoveIfIdle(lane);
            return false;
        }
    }

    private Group? Next(Lane lane)
    {
        lock (_gate)
        {
            if (lane.Take() is { } group)
            {
                lane.LeadBy(group.Signal);
                return group;
            }

            lane.Lead = null;
            RemoveIfIdle(lane);
            return null;
        }
    }

    private void RemoveIfIdle(Lane lane)
    {
        if (lane is { Lead: null, Users: 0 })
        {
            _lanes.Remove(lane.Key);
        }
    }

    private static bool IsHeld(IncidentOutcome? outcome, string key) =>
        outcome is { Incident: { IsActive: true } incident } && incident.Keys.Any(held => held.Key == key);

    /// <summary>Signals on a key, in their order.</summary>
    private sealed class Lane(string key)
    {
        private readonly Queue<Group> _waiting = new();
        private Group? _last;

        public string Key => key;

        /// <summary>Gets or sets how many commits are on their way that lead nobody.</summary>
        public int Users { get; set; }

        /// <summary>Gets or sets the signal whose commit is on its way, and behind which others may wait.</summary>
        public Signal? Lead { get; set; }

        /// <summary>Gets a value indicating whether every signal waits behind the lead: when it began, the key was known to be held.</summary>
        public bool LeadsAll { get; private set; }

        /// <summary>Gets or sets a value indicating whether the last commit found that an active incident holds the key.</summary>
        public bool IsHeld { get; set; }

        public bool HasWaiting => _waiting.Count > 0;

        public void LeadBy(Signal signal) => (Lead, LeadsAll) = (signal, IsHeld);

        /// <summary>Lets a signal wait: with the last that waits, where they are equal.</summary>
        /// <returns>Its group; <see langword="null"/> where there is no room.</returns>
        public Group? Join(Signal signal)
        {
            if (_last is not null && Group.AreEqual(_last.Signal, signal))
            {
                _last.Count++;
                return _last;
            }

            if (_waiting.Count == MostWaiting)
            {
                return null;
            }

            _last = new Group(signal);
            _waiting.Enqueue(_last);
            return _last;
        }

        public Group? Take()
        {
            if (!_waiting.TryDequeue(out var group))
            {
                return null;
            }

            _last = group == _last ? null : _last;
            return group;
        }
    }

    /// <summary>Equal signals that are taken in together.</summary>
    private sealed class Group(Signal signal) : TaskCompletionSource<IncidentOutcome>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public Signal Signal => signal;

        public long Count { get; set; } = 1;

        /// <summary>Tells whether two signals say the same. One that names parts, or is over, is counted by itself.</summary>
        public static bool AreEqual(Signal one, Signal other) =>
            IsPlain(one)
            && IsPlain(other)
            && one.Summary == other.Summary
            && one.Source == other.Source
            && one.Labels.AsSpan().SequenceEqual(other.Labels.AsSpan());

        private static bool IsPlain(Signal signal) => signal is { IsFiring: true, SubKeys.IsEmpty: true, IsTruncated: false };
    }
}
