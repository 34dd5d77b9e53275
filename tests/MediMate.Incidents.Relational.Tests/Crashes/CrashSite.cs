using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using MediMate.Incidents.Relational.Tests.Kit;
using Microsoft.Data.Sqlite;
using NodaTime;
using Npgsql;

namespace MediMate.Incidents.Relational.Tests.Crashes;

/// <summary>A durable store on which one worker after another is killed, and what they said before.</summary>
internal sealed class CrashSite : IAsyncDisposable
{
    private const string Worker = "MediMate.Incidents.CrashWorker.dll";

    /// <summary>Longer than anything here takes: a worker that hangs is no reason for the whole run to hang.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly DurableStore _durable;
    private readonly string _name;
    private readonly Random _random;
    private readonly DateTimeOffset _origin = TimeProvider.System.GetUtcNow();
    private readonly MessageReceiver _receiver = MessageReceiver.Start();
    private readonly List<Receipt> _receipts = [];
    private readonly ConcurrentDictionary<string, int> _refused = new(StringComparer.Ordinal);

    /// <summary>The marks under which somebody died: a row that is still as an earlier kill has left it counts once.</summary>
    private readonly HashSet<(string Key, Instant Until)> _diedWhileSending = [];

    private CrashSite(DurableStore durable, string name, Random random)
    {
        (_durable, _name, _random) = (durable, name, random);
        _receiver.Answer = AnswerAsync;
    }

    public int Accepted => _receipts.Count;

    public int Received => _receiver.Messages.Count;

    /// <summary>Gets how many messages arrived again.</summary>
    public int Repeated => _receiver.Counts.Values.Sum(count => count - 1);

    /// <summary>Gets how many answers were a refusal, for now or for good.</summary>
    public int Refused => _refused.Values.Sum();

    /// <summary>Gets how many rows were held for a bundle in what the workers left, and how many answers of the directory were kept.</summary>
    public (int Held, int KeptAnswers) Seen { get; private set; }

    /// <summary>Gets how many messages were being sent when a worker died.</summary>
    public int DiedWhileSending => _diedWhileSending.Count;

    public static async Task<CrashSite> CreateAsync(DatabaseKind kind, string name, Random random) => new(await DurableStore.CreateAsync(kind), name, random);

    /// <summary>Lets a worker work, and kills it at a random instant.</summary>
    /// <returns>What is wrong with what it left behind.</returns>
    public async Task<IReadOnlyList<string>> CrashAsync()
    {
        await using (var worker = Start(isToFinish: false))
        {
            if (_random.Next(5) == 0)
            {
                // Somewhere in its start: before it knows the store, in a migration, at its first commands.
                await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(0, 700)));
            }
            else
            {
                await ReadAsync(worker, lines: _random.Next(1, _random.Next(2, 90)));
                Wait(TimeSpan.FromMicroseconds(_random.Next(2) == 0 ? 0 : _random.Next(0, 5000)));
            }

            await worker.KillAsync();
            await ReadAsync(worker, int.MaxValue);
            await CheckComplaintsAsync(worker);
        }

        return await AuditAsync(isKilled: true);
    }

    /// <summary>Lets a worker bring everything to an end.</summary>
    /// <returns>What is wrong with it, and what is left to do.</returns>
    public async Task<IReadOnlyList<string>> FinishAsync()
    {
        await using (var worker = Start(isToFinish: true))
        {
            Assert.True(await ReadAsync(worker, int.MaxValue), $"The worker ended before it had finished: {await worker.ReadErrorsAsync()}");
            Assert.Equal(0, await worker.WaitForExitAsync());
            await CheckComplaintsAsync(worker);
        }

        var faults = await AuditAsync(isKilled: false);
        var state = await StoredState.ReadAsync(_durable);
        return [.. faults, .. state.Rows.Where(row => row.DueAt is not null).Select(row => $"{row.Key} is still to be sent")];
    }

    public async ValueTask DisposeAsync()
    {
        await _durable.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    /// <summary>Takes most messages, some at the second or third time only, and a few never.</summary>
    private Task<HttpStatusCode> AnswerAsync(ReceivedMessage message, CancellationToken cancellationToken)
    {
        var kind = message.Key.Sum(letter => letter) % 16;
        var status = kind switch
        {
            0 or 1 when _refused.GetValueOrDefault(message.Key) <= kind => HttpStatusCode.ServiceUnavailable,
            2 => HttpStatusCode.BadRequest,
            _ => HttpStatusCode.OK,
        };
        if (status != HttpStatusCode.OK)
        {
            _refused.AddOrUpdate(message.Key, 1, (_, before) => before + 1);
        }

        return Task.FromResult(status);
    }

    /// <summary>Waits for less than timers can.</summary>
    private static void Wait(TimeSpan time)
    {
        var started = Stopwatch.GetTimestamp();
        SpinWait.SpinUntil(() => Stopwatch.GetElapsedTime(started) >= time);
    }

    private ChildProcess Start(bool isToFinish) => ChildProcess.Start(Worker, new WorkerOrder
    {
        IsSqlite = _durable.Kind == DatabaseKind.Sqlite,
        Location = _durable.Kind == DatabaseKind.Sqlite ? _durable.Location : new NpgsqlConnectionStringBuilder(_durable.Location) { ApplicationName = _name }.ConnectionString,
        Schema = _durable.Options.Schema,
        Receiver = _receiver.Address,
        TimeOrigin = _origin,
        Seed = _random.Next(),
        IsToFinish = isToFinish,
    }.Write());

    /// <summary>Takes receipts.</summary>
    /// <returns>Whether the worker said that it has finished.</returns>
    private async Task<bool> ReadAsync(ChildProcess worker, int lines)
    {
        using var patience = new CancellationTokenSource(Patience);
        for (var line = 0; line < lines && await worker.ReadLineAsync(patience.Token) is { } said; line++)
        {
            if (said == WorkerOrder.Finished)
            {
                return true;
            }

            _receipts.Add(Receipt.Read(said));
        }

        return false;
    }

    /// <summary>On a store that is there nothing may fail: neither a command, nor a loop of the engine.</summary>
    private static async Task CheckComplaintsAsync(ChildProcess worker)
    {
        var complaints = await worker.ReadErrorsAsync();
        Assert.True(complaints.Length == 0, $"The worker complained: {complaints}");
    }

    private async Task<IReadOnlyList<string>> AuditAsync(bool isKilled)
    {
        await WaitForServerAsync();
        var state = await StoredState.ReadAsync(_durable);
        if (_durable.Kind == DatabaseKind.Sqlite)
        {
            // The next worker shall be the first to open the file, and find it as the dead one left it.
            SqliteConnection.ClearAllPools();
        }

        if (isKilled)
        {
            foreach (var row in state.Incidents.SelectMany(incident => incident.Rows).Where(row => row is OutboxMessage { Status: OutboxStatus.Sending }))
            {
                _diedWhileSending.Add((row.Key, row.NotBefore));
            }
        }

        var held = state.Incidents.SelectMany(incident => incident.Rows).Count(row => row is OutboxMessage { Status: OutboxStatus.Waiting, BundledInto: not null });
        Seen = (Seen.Held + held, Math.Max(Seen.KeptAnswers, state.LookUps.Length));
        return new StoreAudit(state)
        {
            Receipts = _receipts,
            Refused = new Dictionary<string, int>(_refused, StringComparer.Ordinal),
            Received = _receiver.Messages.ToLookup(message => message.Key, message => message.Body, StringComparer.Ordinal),
            DiedWhileSending = _diedWhileSending.CountBy(died => died.Key, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal),
            Now = Instant.FromDateTimeOffset(new SpedUpTime(_origin).GetUtcNow()),
        }.Run();
    }

    /// <summary>A server goes on with what it was told to do although the one who told it is dead: that too is part of what is left behind.</summary>
    private async Task WaitForServerAsync()
    {
        if (_durable.Kind == DatabaseKind.Sqlite)
        {
            return;
        }

        await using var tables = NpgsqlDataSource.Create(_durable.Location);
        await using var command = tables.CreateCommand("SELECT count(*) FROM pg_stat_activity WHERE application_name = $1");
        command.Parameters.Add(new NpgsqlParameter { Value = _name });
        while (Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture) > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5));
        }
    }
}
