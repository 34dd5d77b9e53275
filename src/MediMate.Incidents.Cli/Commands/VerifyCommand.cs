using System.CommandLine;

namespace MediMate.Incidents.Cli;

/// <summary><c>verify --sqlite FILE</c>: looks at everything that a store keeps, and names the first entry that is wrong.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var store = new StoreOptions();
        var keys = new Option<string[]>("--public-key")
        {
            Description = "A file with a public key, in PEM: each checkpoint and tombstone has to be signed with one of those given.",
            HelpName = "FILE",
        };
        var command = new Command("verify", "Verifies a store. Exit code 1 names the first entry that is not as it was recorded, 2 says that the store cannot be opened.") { keys };
        store.AddTo(command);
        command.SetAction((parsed, cancellationToken) => new Verification(parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error)
            .RunAsync(store.Read(parsed), parsed.GetValue(keys) ?? [], cancellationToken));
        return command;
    }
}
