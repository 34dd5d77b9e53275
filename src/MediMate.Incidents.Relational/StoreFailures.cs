namespace MediMate.Incidents;

/// <summary>What a store throws: codes MMI3003 and up, each with a page in the documentation. A code never changes its meaning.</summary>
internal static class StoreFailures
{
    public static IncidentStoreException Stale(IncidentChange change, long current) =>
        new($"MMI3003: {change.After.Reference} is at version {current}, not {change.ExpectedVersion}: another commit came first.");

    public static IncidentStoreException Stale(SubjectChange change, long current) =>
        new($"MMI3003: the {change.After.Kind} {change.After.Id} is at version {current}, not {change.ExpectedVersion}: another commit came first.");

    public static IncidentStoreException ReceiptKept(StoreReceipt receipt) =>
        new($"MMI3003: the idempotency key \"{receipt.Key}\" has a receipt already: another commit came first.");

    public static IncidentStoreException KeyHeld(string key, string? holder) =>
        new($"MMI3004: the key \"{key}\" is held by {holder ?? "another incident"}.");

    public static IncidentStoreException Away(string database, Exception cause) =>
        new($"MMI3006: {database} does not answer ({cause.Message}). Nothing was changed. See that it runs and can be reached; the engine tries again by itself.", cause)
        {
            IsTransient = true,
        };

    public static IncidentStoreException OutcomeUnknown(string database, Exception cause) =>
        new(
            $"MMI3007: the connection to {database} broke during the commit ({cause.Message}). The change may have been made or not: read the incident before you give the command again.",
            cause)
        {
            IsTransient = true,
            IsOutcomeUnknown = true,
        };

    public static IncidentStoreException Full(string database, Exception cause) =>
        new($"MMI3008: {database} cannot write ({cause.Message}). Nothing was changed. Make room, or give the right to write; then it goes on by itself.", cause)
        {
            IsTransient = true,
        };

    public static IncidentStoreException Busy(string database, Exception cause) =>
        new($"MMI3009: another transaction of {database} held a lock for too long ({cause.Message}). Nothing was changed. Try again; see who holds the lock.", cause)
        {
            IsTransient = true,
        };

    public static IncidentStoreException Crowded(string database) =>
        new($"MMI3009: other transactions of {database} came first again and again. Nothing was changed. Try again.")
        {
            IsTransient = true,
        };

    public static IncidentStoreException Fault(string database, Exception cause) =>
        new($"MMI3010: {database} refused a statement of the store ({cause.Message}). Nothing was changed. See whether the schema was changed by hand.", cause);

    public static IncidentStoreException Newer(string database, int found, int known) =>
        new($"MMI3011: the schema of {database} is at version {found}, and this version of the engine knows {known}. Update the engine of this host; older nodes run on until the schema is changed.");

    public static IncidentStoreException Older(string database, int found, int known) =>
        new($"MMI3012: the schema of {database} is at version {found} and needs {known}. Run the scripts that RelationalIncidentStore.PrintSchema() gives, or set SchemaUpdate to Apply.");

    public static IncidentStoreException ArchiveUnreadable(long line, string what, Exception? cause) =>
        new($"MMI3013: the archive cannot be read at line {line}: {what}. Nothing was imported. Take another copy of the file, or export again.", cause ?? new InvalidDataException(what));

    public static IncidentStoreException AlreadyThere(long line, string what) =>
        new($"MMI3014: line {line} of the archive: {what}. Nothing was imported. Import into an empty database, or leave out what is there.");

    public static IncidentStoreException Unsound(StoreFault fault, string stopped) =>
        new($"MMI3015: the store is not sound: {fault.Message} {stopped} Verify the store, and find out who changed it.");
}
