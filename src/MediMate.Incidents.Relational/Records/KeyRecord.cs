namespace MediMate.Incidents;

/// <summary>The row of a key: how it is taken and let go.</summary>
internal static class KeyRecord
{
    /// <summary>Lets go of every key that these incidents hold.</summary>
    public const string Release = "UPDATE {s}incident_keys SET holder = NULL WHERE holder {in}";

    /// <summary>Takes keys that nobody holds. A key that is held by another incident is not returned.</summary>
    public static readonly TableWrite Take = new(
        "incident_keys",
        """
        ON CONFLICT (id) DO UPDATE SET holder = excluded.holder, last_holder = excluded.last_holder
        WHERE {s}incident_keys.holder IS NULL OR {s}incident_keys.holder = excluded.holder
        RETURNING id
        """,
        ("id", ColumnKind.Id),
        ("key", ColumnKind.Text),
        ("holder", ColumnKind.Id),
        ("last_holder", ColumnKind.Id));
}
