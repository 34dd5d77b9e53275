namespace MediMate.Incidents;

/// <summary>The settings of a durable store.</summary>
public sealed class RelationalStoreOptions
{
    /// <summary>Gets or sets what to do about the schema when the store starts.</summary>
    /// <value>Default <see cref="MediMate.Incidents.SchemaUpdate.Apply"/>.</value>
    public SchemaUpdate SchemaUpdate { get; set; } = SchemaUpdate.Apply;

    /// <summary>Gets or sets how long a statement or a connection may take.</summary>
    /// <value>Default 5 seconds; 1 second to 5 minutes, whole seconds. After it the call fails with MMI3006; nothing is half-done.</value>
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets or sets how many commands that wait at the same time are committed together at most.</summary>
    /// <value>Default 64; 1 to 256. No command waits for others to come.</value>
    public int GroupSize { get; set; } = 64;

    /// <summary>Gets or sets the schema that holds the tables. PostgreSQL only.</summary>
    /// <value>Default <c>incidents</c>; lower-case letters, digits and underscores, beginning with a letter, at most 60.</value>
    public string Schema { get; set; } = "incidents";

    /// <summary>Gets or sets the key that signs checkpoints and tombstones.</summary>
    /// <value>An ECDSA P-256 private key in PEM; <see langword="null"/>, the default, for checkpoints without a signature.</value>
    public string? SigningKey { get; set; }

    /// <summary>Gets or sets how often a host writes a checkpoint over what changed.</summary>
    /// <value>Default 5 minutes; 1 second to 1 day.</value>
    public TimeSpan CheckpointEvery { get; set; } = TimeSpan.FromMinutes(5);
}
