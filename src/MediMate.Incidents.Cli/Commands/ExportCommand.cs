using System.CommandLine;

namespace MediMate.Incidents.Cli;

/// <summary><c>export --sqlite FILE --output ARCHIVE</c>: writes a store as JSON Lines.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var store = new StoreOptions();
        var to = new Option<string?>("--output") { Description = "The archive; a name that ends with .gz is compressed. Default, and for -: standard output.", HelpName = "FILE" };
        var endedBefore = new Option<string?>("--ended-before")
        {
            Description = "Only incidents that ended before this instant, for instance 2026-01-01T00:00:00Z. Default: everything that is kept.",
            HelpName = "INSTANT",
        };
        var command = new Command("export", "Exports a store as of one instant, personal values included. Exit code 1 says that the store is not sound, 2 that it cannot be opened.") { to, endedBefore };
        store.AddTo(command);
        command.SetAction((parsed, cancellationToken) => new Exporting(parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error)
            .RunAsync(store.Read(parsed), parsed.GetValue(to), parsed.GetValue(endedBefore), cancellationToken));
        return command;
    }
}
