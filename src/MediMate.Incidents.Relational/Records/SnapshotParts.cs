using System.Collections.Immutable;
using System.Text.Json;

namespace MediMate.Incidents;

/// <summary>
/// Keeps snapshots small. Most are; one that grew beyond two kilobytes gives the parts that grow a row each, and only those that changed are
/// written again.
/// </summary>
internal static class SnapshotParts
{
    /// <summary>The most bytes of a snapshot that is kept whole.</summary>
    public const int WholeUpTo = 2048;

    public static readonly TableWrite Write = new(
        "incident_parts",
        "ON CONFLICT (incident_id, part) DO UPDATE SET body = excluded.body",
        ("incident_id", ColumnKind.Id),
        ("part", ColumnKind.Text),
        ("body", ColumnKind.Bytes));

    private const string Summary = "summary";
    private const string Labels = "labels";
    private const string Opinions = "opinions";
    private const string Keys = "keys";
    private const string Items = "items";

    /// <summary>Writes a snapshot, and its parts where it has grown.</summary>
    /// <param name="slot">The incident.</param>
    /// <param name="before">What is kept of it, so that parts which did not change are left; <see langword="null"/> for a new one.</param>
    /// <param name="parts">Where parts are added.</param>
    public static byte[] Split(IncidentSlot slot, Incident? before, RowWrite parts)
    {
        var incident = slot.Snapshot;
        var whole = SnapshotJson.Write(incident);
        if (whole.Length <= WholeUpTo && !slot.HasParts)
        {
            return whole;
        }

        // Once split, always split: the parts that are there would otherwise have to be deleted.
        var had = slot.HasParts ? before : null;
        slot.HasParts = true;
        Add(Summary, had?.Summary == incident.Summary, JsonSerializer.SerializeToUtf8Bytes(incident.Summary, IncidentJson.Context.String));
        Add(Labels, had?.Labels == incident.Labels, Bytes(incident.Labels, IncidentJson.Context.ImmutableArrayLabel));
        Add(Opinions, had?.Severity.Opinions == incident.Severity.Opinions, Bytes(incident.Severity.Opinions, IncidentJson.Context.ImmutableArrayPolicyOpinion));
        Add(Keys, had?.Keys == incident.Keys, Bytes(incident.Keys, IncidentJson.Context.ImmutableArraySignalKey));
        Add(Items, had?.Items == incident.Items, Bytes(incident.Items, IncidentJson.Context.ImmutableArraySettledItem));
        return SnapshotJson.Write(incident with
        {
            Summary = string.Empty,
            Labels = [],
            Keys = [],
            Items = [],
            Severity = incident.Severity with { Opinions = [] },
        });

        void Add(string part, bool isSame, byte[] body)
        {
            if (!isSame)
            {
                parts.Add(slot.Id.Value, part, body);
            }
        }

        static byte[] Bytes<T>(ImmutableArray<T> values, System.Text.Json.Serialization.Metadata.JsonTypeInfo<ImmutableArray<T>> type) =>
            JsonSerializer.SerializeToUtf8Bytes(values, type);
    }

    /// <summary>Puts a part back.</summary>
    /// <exception cref="IncidentStoreException">The part is unknown.</exception>
    public static Incident Join(Incident incident, string part, byte[] body) => part switch
    {
        Summary => incident with { Summary = JsonSerializer.Deserialize(body, IncidentJson.Context.String)! },
        Labels => incident with { Labels = JsonSerializer.Deserialize(body, IncidentJson.Context.ImmutableArrayLabel) },
        Opinions => incident with
        {
            Severity = incident.Severity with { Opinions = JsonSerializer.Deserialize(body, IncidentJson.Context.ImmutableArrayPolicyOpinion) },
        },
        Keys => incident with { Keys = JsonSerializer.Deserialize(body, IncidentJson.Context.ImmutableArraySignalKey) },
        Items => incident with { Items = JsonSerializer.Deserialize(body, IncidentJson.Context.ImmutableArraySettledItem) },
        _ => throw new IncidentStoreException($"MMI3002: the part \"{part}\" of {incident.Reference} is unknown to this version of the engine."),
    };
}
