namespace MediMate.Incidents;

/// <summary>Where a signal goes, as far as what was loaded tells.</summary>
/// <param name="Incident">The incident that counts it or is reopened by it; null when it declares, or a silence takes it and nobody holds its key.</param>
internal readonly record struct SignalRoute(Incident? Incident)
{
    /// <summary>Gets the silence that takes it.</summary>
    public Silence? SilencedBy { get; init; }

    /// <summary>Gets a value indicating whether the incident gathers it by its label.</summary>
    public bool IsGathered { get; init; }

    /// <summary>Gets the incident that has to be loaded beside before this can be told.</summary>
    public IncidentId? Missing { get; init; }

    /// <summary>Finds the way of a firing signal: a silence, the holder of its key, a reopening, an incident that gathers it, a declaration.</summary>
    public static SignalRoute Find(Signal signal, StoreRequest request, StoreLoaded loaded, CompiledPlaybook playbook, NodaTime.Instant now)
    {
        if (!loaded.Subjects.IsEmpty && Silencing.Find(loaded.Subjects.OfType<Silence>(), signal, now) is { } silence)
        {
            return new SignalRoute(loaded.Incident) { SilencedBy = silence };
        }

        if (loaded.Incident is not null)
        {
            return new SignalRoute(loaded.Incident);
        }

        if (loaded.LastHolder is { } last)
        {
            // The key of a duplicate is the original's: where that held it no longer, the store knows the duplicate as the last holder.
            var original = SignalIntake.OriginalOf(last, signal.Key);
            if (original is not null && original != request.Beside)
            {
                return new SignalRoute(Incident: null) { Missing = original };
            }

            var answerable = original is null ? last : loaded.Beside;
            if (answerable is not null && SignalIntake.Reopens(answerable, playbook, now))
            {
                return new SignalRoute(answerable);
            }
        }

        return SignalGrouping.Find(signal, request, loaded, playbook, now);
    }
}
