using System.CommandLine;
using System.CommandLine.Parsing;

namespace MediMate.Incidents.Cli;

/// <summary>Which store a command works on: <c>--sqlite FILE</c> or <c>--postgres CONNECTION</c>, and <c>--schema NAME</c>.</summary>
internal sealed class StoreOptions
{
    private readonly Option<string?> _sqlite = new("--sqlite") { Description = "The file of an SQLite store.", HelpName = "FILE" };

    private readonly Option<string?> _postgres = new("--postgres")
    {
        Description = "The connection string of a PostgreSQL store. A password is better kept in the environment (PGPASSWORD) than in the list of commands.",
        HelpName = "CONNECTION",
    };

    private readonly Option<string?> _schema = new("--schema") { Description = "The schema of a PostgreSQL store. Default: incidents.", HelpName = "NAME" };

    /// <summary>Adds the options to a command: exactly one store has to be named.</summary>
    public void AddTo(Command command)
    {
        command.Add(_sqlite);
        command.Add(_postgres);
        command.Add(_schema);
        command.Validators.Add(Check);
    }

    public StoreArgument Read(ParseResult parsed) => new()
    {
        Sqlite = parsed.GetValue(_sqlite),
        Postgres = parsed.GetValue(_postgres),
        Schema = parsed.GetValue(_schema),
    };

    private void Check(CommandResult result)
    {
        var sqlite = result.GetResult(_sqlite) is not null;
        if (sqlite == (result.GetResult(_postgres) is not null))
        {
            result.AddError("Name one store: --sqlite FILE or --postgres CONNECTION.");
        }

        if (sqlite && result.GetResult(_schema) is not null)
        {
            result.AddError("--schema belongs to --postgres: an SQLite file has no schemas.");
        }
    }
}
