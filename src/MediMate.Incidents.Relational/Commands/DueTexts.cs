namespace MediMate.Incidents;

/// <summary>How what is due is found, taken and put off. Subjects of kinds that this version does not know are left to newer nodes.</summary>
internal static class DueTexts
{
    public const string Incidents = "SELECT id, attempts, due_at FROM {s}incidents WHERE due_at <= $1 ORDER BY due_at, number LIMIT $2 {claim}";

    public const string ClaimIncidents = "UPDATE {s}incidents SET due_at = $2, attempts = attempts + 1 WHERE id {in}";

    public const string ClaimSubjects = "UPDATE {s}incident_subjects SET due_at = $2, attempts = attempts + 1 WHERE kind = $3 AND id {in}";

    public const string PostponeIncident = "UPDATE {s}incidents SET due_at = $1 WHERE id = $2 AND attempts = $3";

    public const string PostponeSubject = "UPDATE {s}incident_subjects SET due_at = $1 WHERE id = $2 AND attempts = $3 AND kind = $4";

    public static readonly string Subjects =
        $"SELECT id, attempts, due_at, kind FROM {{s}}incident_subjects WHERE due_at <= $1 AND kind IN ({SubjectRecord.KnownKinds}) ORDER BY due_at, number LIMIT $2 {{claim}}";

    public static readonly string Next =
        $$"""
        SELECT MIN(due_at) FROM (
        SELECT * FROM (SELECT due_at FROM {s}incidents WHERE due_at IS NOT NULL ORDER BY due_at LIMIT 1) i
        UNION ALL
        SELECT * FROM (SELECT due_at FROM {s}incident_subjects WHERE due_at IS NOT NULL AND kind IN ({{SubjectRecord.KnownKinds}}) ORDER BY due_at LIMIT 1) s) d
        """;
}
