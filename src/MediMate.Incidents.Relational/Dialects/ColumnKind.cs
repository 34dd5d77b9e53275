namespace MediMate.Incidents;

/// <summary>What a column holds: enough to bind a list of values as one array.</summary>
internal enum ColumnKind
{
    /// <summary>A GUID, or the hash of a name in the form of one.</summary>
    Id,

    /// <summary>A 64-bit number; an instant is one too, in microseconds since 1970.</summary>
    Long,

    /// <summary>A 32-bit number.</summary>
    Int,

    /// <summary>Yes or no.</summary>
    Bool,

    /// <summary>A text.</summary>
    Text,

    /// <summary>Bytes.</summary>
    Bytes,
}
