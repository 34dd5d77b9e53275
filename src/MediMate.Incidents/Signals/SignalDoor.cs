using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace MediMate.Incidents;

/// <summary>
/// Takes signals in as they come from outside: of any size, with anything in them. None is refused for that. Policies, silences and groups see much of
/// it, and the incident keeps what people will read.
/// </summary>
internal static class SignalDoor
{
    /// <summary>How much of a text policies see: more than is kept, and little enough to be read at once.</summary>
    public const int MostOfSummaryRead = 20_000;

    private const int MostOfSummaryKept = 2_000;
    private const int MostLabelsRead = 1_000;
    private const int MostLabelsKept = 100;
    private const int MostOfLabelName = 200;
    private const int MostOfLabelValue = 2_000;
    private const int MostOfKey = 400;

    public static Signal Admit(Signal signal)
    {
        var summary = TextBounds.Cut(signal.Summary, MostOfSummaryRead);
        var labels = Labels(signal.Labels);
        var key = string.IsNullOrWhiteSpace(signal.Key) ? null : Key(signal.Key);
        var subKeys = SubKeys(signal.SubKeys);

        // Nearly always it can stay as it is, and in a storm each copy counts.
        return ReferenceEquals(summary, signal.Summary) && labels == signal.Labels && ReferenceEquals(key, signal.Key) && subKeys == signal.SubKeys
            ? signal
            : signal with { Summary = summary, Labels = labels, Key = key, SubKeys = subKeys };
    }

    public static DeclareIncident Admit(DeclareIncident declaration) => declaration with
    {
        Summary = TextBounds.Cut(declaration.Summary, MostOfSummaryRead),
        Labels = Labels(declaration.Labels),
    };

    public static AttachSignal Admit(AttachSignal attached) => attached with
    {
        Summary = TextBounds.Cut(attached.Summary, MostOfSummaryRead),
        Labels = Labels(attached.Labels),
        Key = attached.Key is null ? null : Key(attached.Key),
    };

    /// <summary>What is kept of a summary.</summary>
    public static string Kept(string summary) => TextBounds.Cut(summary, MostOfSummaryKept);

    /// <summary>What is kept of labels: the first ones.</summary>
    public static ImmutableArray<Label> Kept(ImmutableArray<Label> labels) =>
        labels.OrEmpty().Length <= MostLabelsKept ? labels.OrEmpty() : ImmutableArray.Create(labels, 0, MostLabelsKept);

    /// <summary>A key has to be found again: what is too long, or could not be written as it is, is told from others by its hash.</summary>
    private static string Key(string key)
    {
        if (key.Length <= MostOfKey && TextBounds.IsWellFormed(key))
        {
            return key;
        }

        var hash = "#" + Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(key.AsSpan())).AsSpan(0, 16));
        return TextBounds.Cut(key, MostOfKey - hash.Length) + hash;
    }

    private static ImmutableArray<SignalSubKey> SubKeys(ImmutableArray<SignalSubKey> subKeys)
    {
        // Nearly always all of them can stay as they are.
        foreach (var subKey in subKeys)
        {
            if (subKey.Id is { } id && !ReferenceEquals(Key(id), id))
            {
                return [.. subKeys.Select(other => other.Id is null ? other : other with { Id = Key(other.Id) })];
            }
        }

        return subKeys;
    }

    private static ImmutableArray<Label> Labels(ImmutableArray<Label> given)
    {
        var labels = given.OrEmpty();
        labels = labels.Length <= MostLabelsRead ? labels : ImmutableArray.Create(labels, 0, MostLabelsRead);
        foreach (var label in labels)
        {
            if (!IsShort(label))
            {
                return [.. labels.Select(other => IsShort(other) ? other : new Label { Name = TextBounds.Cut(other.Name, MostOfLabelName), Value = TextBounds.Cut(other.Value, MostOfLabelValue) })];
            }
        }

        return labels;
    }

    private static bool IsShort(Label label) =>
        label is { Name.Length: <= MostOfLabelName, Value.Length: <= MostOfLabelValue } && TextBounds.IsWellFormed(label.Name) && TextBounds.IsWellFormed(label.Value);
}
