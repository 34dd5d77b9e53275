namespace MediMate.Incidents;

/// <summary>What a store does about the schema of its database when it starts.</summary>
public enum SchemaUpdate
{
    /// <summary>Brings it up to date, under a lock: any number of nodes may start at once.</summary>
    Apply,

    /// <summary>Only looks, and refuses to start on a schema that is older. For hosts whose database belongs to others, who run the printed scripts.</summary>
    VerifyOnly,
}
