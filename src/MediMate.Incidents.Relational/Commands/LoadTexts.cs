namespace MediMate.Incidents;

/// <summary>
/// How what a group needs is loaded and locked. Whoever waits for locks takes them in one order (incidents, then subjects by kind, each by id): no
/// two transactions then wait for each other.
/// </summary>
internal static class LoadTexts
{
    /// <summary>Incidents by id.</summary>
    public const string ById = $"SELECT {IncidentRecord.Columns} FROM {{s}}incidents i WHERE i.id {{in}} ORDER BY i.id {{lock}}";

    /// <summary>The holders of keys, or their last holders.</summary>
    public const string ByKey =
        $"SELECT {IncidentRecord.Columns} FROM {{s}}incident_keys k JOIN {{s}}incidents i ON i.id = COALESCE(k.holder, k.last_holder) WHERE k.id {{in}} ORDER BY i.id {{lock}}";

    /// <summary>Keys, read when their incidents are locked.</summary>
    public const string Keys = "SELECT k.id, k.holder, k.last_holder FROM {s}incident_keys k WHERE k.id {in}";

    /// <summary>The incidents of outbox rows.</summary>
    public const string ByRow =
        $"SELECT {IncidentRecord.Columns} FROM {{s}}incident_outbox o JOIN {{s}}incidents i ON i.id = o.incident_id WHERE o.id {{in}} ORDER BY i.id {{lock}}";

    /// <summary>Outbox rows with the others of the same cause, read when their incidents are locked.</summary>
    public const string Rows =
        $"SELECT {OutboxRecord.Columns} FROM {{s}}incident_outbox r JOIN {{s}}incident_outbox o ON o.incident_id = r.incident_id AND o.cause = r.cause WHERE r.id {{in}} ORDER BY o.number";

    /// <summary>The incidents of what is pending of bundles. It comes first of what locks: one command may need many of them.</summary>
    public const string ByBundle =
        $"SELECT {IncidentRecord.Columns} FROM {{s}}incidents i WHERE i.id IN (SELECT o.incident_id FROM {{s}}incident_outbox o WHERE o.bundle {{in}} AND o.status < 2) ORDER BY i.id {{lock}}";

    /// <summary>The rows of bundles, read when their incidents are locked.</summary>
    public const string Bundled = $"SELECT {OutboxRecord.Columns} FROM {{s}}incident_outbox o WHERE o.bundle {{in}} ORDER BY o.number";

    /// <summary>Subjects of a kind.</summary>
    public const string Subjects = $"SELECT {SubjectRecord.Columns} FROM {{s}}incident_subjects i WHERE i.kind = $2 AND i.id {{in}} ORDER BY i.id {{lock}}";

    /// <summary>Which subjects of a kind there are, whoever has locked them.</summary>
    public const string StoredSubjects = "SELECT i.kind, i.id FROM {s}incident_subjects i WHERE i.kind = $2 AND i.id {in}";

    /// <summary>All subjects of a kind with something due. A claim puts the instant off, and never takes it away.</summary>
    public const string OpenSubjects = $"SELECT {SubjectRecord.Columns} FROM {{s}}incident_subjects i WHERE i.kind = $1 AND i.due_at IS NOT NULL";

    /// <summary>The tallies of incidents that are locked, and with them their tallies.</summary>
    public const string TalliesById = $"SELECT {SubjectRecord.Columns} FROM {{s}}incident_subjects i WHERE i.kind = $2 AND i.id {{in}}";

    /// <summary>The tallies of the holders of keys, or of their last holders.</summary>
    public const string TalliesByKey =
        $"SELECT {SubjectRecord.Columns} FROM {{s}}incident_keys k JOIN {{s}}incident_subjects i ON i.kind = $2 AND i.id = COALESCE(k.holder, k.last_holder) WHERE k.id {{in}}";

    /// <summary>The tallies of the incidents of outbox rows.</summary>
    public const string TalliesByRow =
        $"SELECT {SubjectRecord.Columns} FROM {{s}}incident_outbox o JOIN {{s}}incident_subjects i ON i.kind = $2 AND i.id = o.incident_id WHERE o.id {{in}}";

    /// <summary>Parts of grown snapshots.</summary>
    public const string Parts = "SELECT incident_id, part, body FROM {s}incident_parts WHERE incident_id {in}";

    /// <summary>Whole timelines.</summary>
    public const string Events = $"SELECT {EventRecord.Columns} FROM {{s}}incident_events WHERE incident_id {{in}} ORDER BY incident_id, sequence";
}
