namespace MediMate.Incidents;

/// <summary>How what a group needs is loaded and locked.</summary>
internal static class LoadTexts
{
    /// <summary>Incidents by id.</summary>
    public const string ById = $"SELECT {IncidentRecord.Columns} FROM {{s}}incidents i WHERE i.id {{in}} {{lock}}";

    /// <summary>The holders of keys, or their last holders.</summary>
    public const string ByKey =
        $"SELECT {IncidentRecord.Columns} FROM {{s}}incident_keys k JOIN {{s}}incidents i ON i.id = COALESCE(k.holder, k.last_holder) WHERE k.id {{in}} {{lock}}";

    /// <summary>Keys, read when their incidents are locked.</summary>
    public const string Keys = "SELECT k.id, k.holder, k.last_holder FROM {s}incident_keys k WHERE k.id {in}";

    /// <summary>The incidents of outbox rows.</summary>
    public const string ByRow =
        $"SELECT {IncidentRecord.Columns} FROM {{s}}incident_outbox o JOIN {{s}}incidents i ON i.id = o.incident_id WHERE o.id {{in}} {{lock}}";

    /// <summary>Outbox rows with the others of the same cause, read when their incidents are locked.</summary>
    public const string Rows =
        $"SELECT {OutboxRecord.Columns} FROM {{s}}incident_outbox r JOIN {{s}}incident_outbox o ON o.incident_id = r.incident_id AND o.cause = r.cause WHERE r.id {{in}} ORDER BY o.number";

    /// <summary>Parts of grown snapshots.</summary>
    public const string Parts = "SELECT incident_id, part, body FROM {s}incident_parts WHERE incident_id {in}";

    /// <summary>Whole timelines.</summary>
    public const string Events = $"SELECT {EventRecord.Columns} FROM {{s}}incident_events WHERE incident_id {{in}} ORDER BY incident_id, sequence";
}
