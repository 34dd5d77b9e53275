namespace MediMate.Incidents;

/// <summary>What came of writing what a group of commands has decided.</summary>
internal enum WriteOutcome
{
    /// <summary>It is written.</summary>
    Written,

    /// <summary>Another transaction took a key meanwhile.</summary>
    KeyTaken,

    /// <summary>Another transaction put in a subject or a receipt meanwhile.</summary>
    OtherFirst,
}
