using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;

namespace MediMate.Incidents.Samples;

/// <summary>Where the incidents are kept, as the command line says it.</summary>
public sealed class Choice
{
    private const string Usage = "QuickStart [--store memory|sqlite|postgres] [--database FILE|CONNECTION] [--timeline]";

    private Choice(string store, string database, bool isTimelineOnly)
    {
        Store = store;
        Database = database;
        IsTimelineOnly = isTimelineOnly;
    }

    public string Store { get; }

    public string Database { get; }

    public bool IsTimelineOnly { get; }

    /// <summary>Reads the arguments; what is wrong with them is said, with the remedy.</summary>
    public static Choice? Read(string[] args, TextWriter error)
    {
        var (store, database, isTimelineOnly) = ("sqlite", default(string), false);
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--store" when i + 1 < args.Length && args[i + 1] is "memory" or "sqlite" or "postgres":
                    store = args[++i];
                    break;
                case "--database" when i + 1 < args.Length:
                    database = args[++i];
                    break;
                case "--timeline":
                    isTimelineOnly = true;
                    break;
                default:
                    error.WriteLine($"\"{args[i]}\" is not understood. Usage: {Usage}");
                    return null;
            }
        }

        if (store == "postgres" && database is null)
        {
            error.WriteLine("--store postgres needs --database with a connection string, for instance \"Host=localhost;Database=incidents;Username=me\".");
            return null;
        }

        return new Choice(store, database ?? "quickstart.db", isTimelineOnly);
    }

    /// <summary>Says it to the engine: this one line is all that a host adds.</summary>
    public void Configure(IncidentResponseBuilder incidents)
    {
        _ = Store switch
        {
            "sqlite" => incidents.UseSqlite(Database),
            "postgres" => incidents.UsePostgreSql(Database),
            _ => incidents,
        };
    }

    /// <summary>Opens the store without an engine; there is nothing to open in memory.</summary>
    public RelationalIncidentStore? Open() => Store switch
    {
        "sqlite" => SqliteStore.Open(Database),
        "postgres" => PostgreSqlStore.Open(Database),
        _ => null,
    };

    /// <summary>Reads the incidents of earlier runs, the newest first.</summary>
    public async Task<ImmutableArray<Incident>> ReadEarlierAsync()
    {
        await using var store = Open();
        return store is null ? [] : (await store.ListAsync(new IncidentQuery { Limit = IncidentQuery.MaximumLimit })).Incidents;
    }
}
