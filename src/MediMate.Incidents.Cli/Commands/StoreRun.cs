namespace MediMate.Incidents.Cli;

/// <summary>Runs a command on a store, and says what kept it from running.</summary>
internal static class StoreRun
{
    /// <summary>What a store or an archive itself is to blame for; everything else is that the store cannot be reached.</summary>
    private static readonly string[] Refusals = ["MMI3013:", "MMI3014:", "MMI3015:"];

    public static async Task<int> RunAsync(Func<Task<int>> run, TextWriter error)
    {
        try
        {
            return await run().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IncidentStoreException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync(exception.Message).ConfigureAwait(false);
            return Refusals.Any(code => exception.Message.StartsWith(code, StringComparison.Ordinal)) ? ExitCodes.Failed : ExitCodes.Misuse;
        }
    }
}
