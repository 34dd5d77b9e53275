using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;

namespace MediMate.Incidents.Benchmarks;

/// <summary>A database with incidents that the engine declared, and the rows that a command writes for each of them.</summary>
/// <remarks>Both sides begin with the same database. What a command writes is read from what the engine wrote for one incident more.</remarks>
internal sealed class DurableBed : IAsyncDisposable
{
    /// <summary>How many commands an iteration has; many writers share them.</summary>
    public const int Commands = 1_024;

    /// <summary>How many incidents take the commands that an incident can have more than once; each writer has its own.</summary>
    private const int Incidents = 256;

    private readonly Engine _engine;
    private readonly Func<DbConnection> _connect;
    private readonly DurableCommand _kind;
    private readonly IncidentCommand _command;
    private StoredIncident[] _targets = [];
    private WrittenCommand? _example;
    private int _declared;
    private int _rounds;

    public DurableBed(Action<IncidentResponseBuilder> useStore, Func<DbConnection> connect, DurableCommand kind)
    {
        _engine = new Engine(useStore);
        _connect = connect;
        _kind = kind;
        _command = kind switch
        {
            DurableCommand.Note => new AddNote { By = Engine.Responder, Text = "the first host answers again" },
            DurableCommand.Update => new SendUpdate { By = Engine.Responder, Audience = MessageAudience.Internal, Text = "the first host answers again" },
            _ => new Acknowledge { By = Engine.Responder },
        };
    }

    /// <summary>Gets the rows of the coming iteration, one entry a command.</summary>
    public WrittenCommand[] Rows { get; private set; } = [];

    private int TargetCount => _kind == DurableCommand.Acknowledge ? Commands : Incidents;

    /// <summary>Runs a piece of work for each command, on a number of writers; each waits for its own.</summary>
    public static Task RunAsync(int writers, Func<int, ValueTask> one) => Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(async () =>
    {
        for (var command = writer; command < Commands; command += writers)
        {
            await one(command);
        }
    })));

    /// <summary>Finds out what a command writes, and checks that it is what the benchmark says.</summary>
    public async Task LearnAsync()
    {
        var incident = await _engine.DeclareAsync(++_declared);
        var before = await ReadAsync(incident.Id);
        var outcome = await _engine.Incidents.ExecuteAsync(incident.Id, _command);
        Engine.Accepted(outcome);
        var after = await ReadAsync(incident.Id);
        _example = new WrittenCommand
        {
            Incident = after.Incident,
            Events = [.. after.Events.Skip(before.Events.Length)],
            Outbox = [.. after.Outbox.Skip(before.Outbox.Length)],
        };
        var expected = _kind switch
        {
            DurableCommand.Note => (1, 0),
            DurableCommand.Update => (1, 1),
            _ => (3, 0),
        };
        if ((_example.Events.Length, _example.Outbox.Length) != expected || after.Incident.HasParts)
        {
            throw new InvalidOperationException($"{_kind} wrote {_example.Events.Length} events and {_example.Outbox.Length} outbox rows.");
        }

        if (_kind != DurableCommand.Acknowledge)
        {
            await DeclareTargetsAsync();
        }
    }

    /// <summary>Prepares an iteration outside the measured time.</summary>
    public async Task PrepareAsync()
    {
        if (_kind == DurableCommand.Acknowledge)
        {
            await DeclareTargetsAsync();
        }

        Rows = new WrittenCommand[Commands];
        for (var command = 0; command < Commands; command++)
        {
            Rows[command] = _example!.For(_targets[command % TargetCount], _rounds + (command / TargetCount));
        }

        _rounds += Commands / TargetCount;
    }

    public async ValueTask ExecuteAsync(int command) =>
        Engine.Accepted(await _engine.Incidents.ExecuteAsync(new IncidentId(_targets[command % TargetCount].Id), _command));

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    private async Task DeclareTargetsAsync()
    {
        var ids = new IncidentId[TargetCount];
        var first = _declared;
        _declared += ids.Length;
        await Task.WhenAll(Enumerable.Range(0, ids.Length).Select(async place => ids[place] = (await _engine.DeclareAsync(first + place + 1)).Id));
        await using var connection = _connect();
        await connection.OpenAsync();
        var all = await ReadAsync(connection, $"SELECT {StoredIncident.Columns} FROM {{s}}incidents", StoredIncident.Read);
        var byId = all.ToDictionary(incident => incident.Id);
        _targets = [.. ids.Select(id => byId[id.Value])];
        _rounds = 0;
    }

    private async Task<WrittenCommand> ReadAsync(IncidentId id)
    {
        await using var connection = _connect();
        await connection.OpenAsync();
        var incidents = await ReadAsync(connection, $"SELECT {StoredIncident.Columns} FROM {{s}}incidents", StoredIncident.Read);
        var events = await ReadAsync(connection, $"SELECT {StoredEvent.Columns} FROM {{s}}incident_events ORDER BY sequence", StoredEvent.Read);
        var outbox = await ReadAsync(connection, $"SELECT {StoredOutboxRow.Columns} FROM {{s}}incident_outbox ORDER BY number", StoredOutboxRow.Read);
        return new WrittenCommand
        {
            Incident = incidents.Single(incident => incident.Id == id.Value),
            Events = [.. events.Where(happened => happened.IncidentId == id.Value)],
            Outbox = [.. outbox.Where(row => row.IncidentId == id.Value)],
        };
    }

    private static async Task<List<T>> ReadAsync<T>(DbConnection connection, string text, Func<DbDataReader, T> read)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = text.Replace("{s}", connection is Npgsql.NpgsqlConnection ? "incidents." : string.Empty, StringComparison.Ordinal);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
