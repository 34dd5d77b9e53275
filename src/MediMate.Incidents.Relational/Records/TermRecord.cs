namespace MediMate.Incidents;

/// <summary>The words and labels by which incidents are found.</summary>
internal static class TermRecord
{
    public static readonly TableWrite Write = new(
        "incident_terms", "ON CONFLICT (term, number) DO NOTHING", ("term", ColumnKind.Text), ("number", ColumnKind.Long));
}
