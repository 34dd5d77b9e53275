namespace MediMate.Incidents.Samples;

/// <summary>What the exams need, as the host's configuration says it.</summary>
public sealed class ExamOptions
{
    /// <summary>Gets the services without which no exam takes place.</summary>
    public ISet<string> Services { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets or sets the level of an incident that touches one of them.</summary>
    public string Level { get; set; } = "P0";
}
