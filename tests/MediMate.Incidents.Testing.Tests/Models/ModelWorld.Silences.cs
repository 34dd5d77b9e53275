using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents.Testing.Tests.Models;

/// <summary>Semantics, 1: silences and maintenance windows.</summary>
internal sealed partial class ModelWorld
{
    private static readonly Duration LongestSilence = Duration.FromDays(30);

    public ImmutableArray<ModelSilence> Silences { get; private set; } = [];

    /// <summary>Gets the lines since the last step that belong to no incident.</summary>
    public ImmutableArray<ModelLine> Notices { get; private set; } = [];

    public ModelSilence? FindSilence(string name) => Silences.FirstOrDefault(silence => silence.Name == name);

    private bool StartSilence(ModelStep step)
    {
        var from = Instant.Max(step.Instant("from") ?? Now, Now);
        var until = (step.Instant("from") ?? Now) + step.Duration("for");
        var match = step.LabelsOf("match");
        if (string.IsNullOrWhiteSpace(step.Text("reason")) || match.IsEmpty || until <= from || until > from + LongestSilence)
        {
            return false;
        }

        Silences = Silences.Add(new ModelSilence(step.Text("as")!, match, from, until, step.By));
        if (from == Now)
        {
            BeginSilence(Silences[^1]);
        }

        return true;
    }

    private bool EndSilence(ModelStep step)
    {
        var silence = FindSilence(step.Text("silence")!)!;
        if (silence.IsOver || silence.Until <= Now || silence.EndedBy is not null)
        {
            return false;
        }

        // What fires is let go at this instant, but each in a commit of its own, after the command's.
        var ended = silence with { Until = Now, EndedBy = step.By };
        Silences = Silences.Replace(silence, ended);
        if (ended.Entries.All(entry => entry.IsQuiet))
        {
            LetGo(ended);
        }

        return true;
    }

    private void BeginSilence(ModelSilence silence)
    {
        Silences = Silences.Replace(silence, silence with { IsStarted = true });
        Notice("SilenceStarted", ("silence", silence.Name), ("match", silence.Match), ("until", silence.Until), ("by", silence.By));
    }

    /// <summary>Begins a silence, or lets go what still fires at its end. One that was over before the engine was back has held nothing.</summary>
    private void RunSilence(ModelSilence silence)
    {
        if (!silence.IsStarted && silence.Until > Now)
        {
            BeginSilence(silence);
        }
        else
        {
            LetGo(silence);
        }
    }

    private void LetGo(ModelSilence silence)
    {
        Silences = Silences.Replace(FindSilence(silence.Name)!, silence with { IsOver = true });
        foreach (var entry in silence.Entries.Where(entry => !entry.IsQuiet))
        {
            var body = entry.Last.Body is { } last ? last with { Firing = [.. entry.Firing], Over = [], IsTruncated = entry.IsTruncated } : null;
            Take(entry.Last with { Name = null, IsReleased = true, Body = body, Count = entry.Count - entry.Counted, OccurredAt = entry.FirstAt }, entry);
        }

        Notice("SilenceEnded", ("silence", silence.Name), ("match", silence.Match), ("by", silence.EndedBy ?? "system"));
    }

    /// <summary>Holds a signal back, where a silence matches it; of several the one that ends last.</summary>
    private bool IsSilenced(ModelSignal signal, ModelIncident? holder, ModelEntry? released)
    {
        var silence = Silences.Where(other => other.Holds(signal.Labels, Now)).OrderBy(other => other.Until).LastOrDefault();
        if (silence is null)
        {
            return false;
        }

        var index = silence.Entries.ToList().FindIndex(entry => entry.IsOf(signal));
        var before = index < 0 ? new ModelEntry(signal, 0, Now) : silence.Entries[index];
        var known = holder?.Keys.Find(key => key.Key == signal.Key)?.Firing ?? before.Firing;
        var fresh = released is not null ? signal.Count : signal.Body is { } body ? body.Firing.Count(name => !known.Contains(name)) : 1;
        var after = before with
        {
            Last = signal,
            Count = before.Count + fresh,
            FirstAt = Instant.Min(before.FirstAt, signal.OccurredAt ?? Now),
            Counted = before.Counted + (holder is not null ? fresh : 0),
            IsQuiet = false,
            Firing = before.Firing.Union(signal.Body?.Firing ?? []).Except(signal.Body?.Over ?? []),
            IsTruncated = before.IsTruncated || signal.Body is { IsTruncated: true },
        };
        Silences = Silences.Replace(silence, silence with { Entries = index < 0 ? silence.Entries.Add(after) : silence.Entries.SetItem(index, after) });
        return true;
    }

    /// <summary>What is over is over in silence too, whatever its labels.</summary>
    private void QuietEntries(string key, ModelBody? body)
    {
        Silences =
        [
            .. Silences.Select(silence => silence.IsOver ? silence : silence with
            {
                Entries = [.. silence.Entries.Select(entry => entry.Last.Key == key ? Quieter(entry, body) : entry)],
            }),
        ];
    }

    private static ModelEntry Quieter(ModelEntry entry, ModelBody? body)
    {
        var firing = body is null ? [] : entry.Firing.Except(body.Over);
        var isQuiet = body is null || (firing.IsEmpty && !entry.IsTruncated && !body.IsTruncated);
        return entry with { Firing = firing, IsQuiet = isQuiet, IsTruncated = body is not null && (entry.IsTruncated || body.IsTruncated) };
    }

    private void Notice(string happened, params IReadOnlyList<(string Name, object? Value)> fields) =>
        Notices = Notices.Add(new ModelLine(happened, Now, Now, fields));
}
