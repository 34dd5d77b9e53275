namespace MediMate.Incidents;

/// <summary>What a failure of the database means for a command.</summary>
internal enum StoreFailure
{
    /// <summary>The statement itself is at fault: trying again does not help.</summary>
    Fault,

    /// <summary>Another transaction was in the way: trying again helps at once.</summary>
    Conflict,

    /// <summary>Another transaction held a lock for too long.</summary>
    Busy,

    /// <summary>There is no room, or no right, to write.</summary>
    Full,

    /// <summary>The database does not answer.</summary>
    Away,
}
