using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>The subjects of a decision that are no incidents: as they were loaded, and as the decision so far has left them.</summary>
/// <remarks>The drafts of one decision share it.</remarks>
internal sealed class DraftSubjects(ImmutableArray<StoredSubject> loaded)
{
    private List<Slot>? _changed;

    public bool HasChanges => _changed is not null;

    /// <summary>Finds a subject as the decision so far has left it.</summary>
    /// <returns><see langword="null"/> when it was not loaded, does not exist, or was removed.</returns>
    public T? Find<T>(Guid id)
        where T : StoredSubject
    {
        if (_changed is not null)
        {
            foreach (var slot in _changed)
            {
                if (slot.After is T changed && changed.Id == id)
                {
                    return slot.IsRemoved ? null : changed;
                }
            }
        }

        return FindLoaded<T>(id);
    }

    /// <summary>Gets the subjects of a type as the decision so far has left them, in the order in which they were put in.</summary>
    public IEnumerable<T> All<T>()
        where T : StoredSubject
    {
        var known = loaded.OfType<T>().Select(subject => subject.Id).Concat((_changed ?? []).Select(slot => slot.After).OfType<T>().Select(subject => subject.Id));
        return known.Distinct().Select(Find<T>).OfType<T>();
    }

    /// <summary>Puts a subject in, or replaces the one with the same id.</summary>
    public void Put<T>(T subject)
        where T : StoredSubject =>
        Change(subject, isRemoved: false);

    /// <summary>Removes a subject.</summary>
    public void Remove<T>(T subject)
        where T : StoredSubject =>
        Change(subject, isRemoved: true);

    public ImmutableArray<SubjectChange> ToChanges() => _changed is null
        ? []
        : [.. _changed.Where(slot => slot.Before is not null || !slot.IsRemoved).Select(slot => SubjectChange.Of(slot.Before, slot.After) with { IsRemoved = slot.IsRemoved })];

    private void Change<T>(T subject, bool isRemoved)
        where T : StoredSubject
    {
        _changed ??= [];
        foreach (var slot in _changed)
        {
            if (slot.After is T && slot.After.Id == subject.Id)
            {
                slot.After = subject;
                slot.IsRemoved = isRemoved;
                return;
            }
        }

        _changed.Add(new Slot(FindLoaded<T>(subject.Id), subject) { IsRemoved = isRemoved });
    }

    private T? FindLoaded<T>(Guid id)
        where T : StoredSubject
    {
        foreach (var subject in loaded)
        {
            if (subject is T found && found.Id == id)
            {
                return found;
            }
        }

        return null;
    }

    private sealed class Slot(StoredSubject? before, StoredSubject after)
    {
        public StoredSubject? Before { get; } = before;

        public StoredSubject After { get; set; } = after;

        public bool IsRemoved { get; set; }
    }
}
