namespace MediMate.Incidents;

/// <summary>How health checks of the host become signals.</summary>
public sealed class HealthCheckSignalOptions
{
    /// <summary>Gets or sets what stands before the check's name in the key of its signals.</summary>
    /// <value>Default <c>health/</c>. Give each application its own where several share a store, and each node where a check is about the node.</value>
    public string KeyPrefix { get; set; } = "health/";

    /// <summary>Gets or sets a value indicating whether a degraded check fires too.</summary>
    /// <value>Default <see langword="false"/>: a degraded check neither fires nor is over.</value>
    public bool FiresWhenDegraded { get; set; }

    /// <summary>Gets or sets how often a check that goes on being unhealthy is told again.</summary>
    /// <value>
    /// Default 1 minute; 1 second to 1 day. It comes with the next report of the host's health checks, so not more often than those.
    /// </value>
    public TimeSpan RepeatEvery { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets or sets a value indicating whether the description that a check gives stands in the summary.</summary>
    /// <value>Default <see langword="false"/>: when a check throws, its description is the exception's message, and may hold more than all readers should see.</value>
    public bool IncludesDescription { get; set; }
}
