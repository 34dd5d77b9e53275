using System.CommandLine;

namespace MediMate.Incidents.Cli;

/// <summary><c>import ARCHIVE --sqlite FILE</c>: reads an archive into a store.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var store = new StoreOptions();
        var from = new Argument<string>("ARCHIVE") { Description = "The archive that export wrote, compressed or not." };
        var command = new Command("import", "Imports an archive, all of it or nothing; a store that is not there is made. Exit code 1 says that the archive is refused, 2 that it or the store cannot be opened.") { from };
        store.AddTo(command);
        command.SetAction((parsed, cancellationToken) => new Importing(parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error)
            .RunAsync(store.Read(parsed), parsed.GetRequiredValue(from), cancellationToken));
        return command;
    }
}
