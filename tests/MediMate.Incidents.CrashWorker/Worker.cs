using MediMate.Incidents.Relational.Tests.Crashes;
using MediMate.Incidents.Relational.Tests.Kit;
using MediMate.Incidents.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Extensions;

namespace MediMate.Incidents.CrashWorker;

/// <summary>A host with the whole engine on a durable store, and people who are busy with it until somebody pulls the plug.</summary>
internal sealed class Worker : IAsyncDisposable
{
    /// <summary>How many give commands at the same time: enough that they are committed in groups.</summary>
    private const int People = 6;

    private readonly WorkerOrder _order;
    private readonly HttpClient _client = new();
    private readonly ServiceProvider _services;
    private readonly IIncidentResponse _engine;
    private readonly IIncidentStore _store;
    private readonly IClock _clock;

    public Worker(WorkerOrder order)
    {
        _order = order;
        var time = new SpedUpTime(order.TimeOrigin);
        _clock = time.ToClock();
        var channel = new HttpChannel(_client, order.Receiver);
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(time);
        services.AddSingleton<ILoggerFactory>(new ErrorLog());
        var builder = services.AddIncidentResponse()
            .UsePlaybook(CrashPlaybook.Hasty)
            .UseContactDirectory(new UnreliableDirectory(order.Seed))
            .AddEscalationRule(new TalkativeRule())
            .AddNotificationChannel("sms", channel)
            .AddNotificationChannel("log", channel)
            .Configure(Configure);
        if (order.IsSqlite)
        {
            builder.UseSqlite(order.Location, Configure);
        }
        else
        {
            builder.UsePostgreSql(order.Location, Configure);
        }

        _services = services.BuildServiceProvider();
        _engine = _services.GetRequiredService<IIncidentResponse>();
        _store = _services.GetRequiredService<IIncidentStore>();
    }

    public async Task RunAsync()
    {
        var hosted = _services.GetServices<IHostedService>().ToList();
        foreach (var service in hosted)
        {
            await service.StartAsync(CancellationToken.None);
        }

        if (!_order.IsToFinish)
        {
            var people = new List<Person>();
            var known = new KnownIncidents(await OpenAsync());
            for (var number = 0; number < People; number++)
            {
                people.Add(new Person(_engine, known, _clock, _order.Seed, number));
            }

            // Until the first failure: on a store that is there nothing may fail. Or until our input ends, because the tests are gone.
            await await Task.WhenAny(people.Select(person => Task.Run(person.WorkAsync)).Append(Task.Run(Console.In.ReadToEndAsync)));
            return;
        }

        await FinishAsync();
        foreach (var service in Enumerable.Reverse(hosted))
        {
            await service.StopAsync(CancellationToken.None);
        }

        await Console.Out.WriteLineAsync(WorkerOrder.Finished);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _client.Dispose();
    }

    /// <summary>Time runs fast, the machine does not: what may take a while may take longer here.</summary>
    private static void Configure(IncidentResponseOptions options)
    {
        options.SendTimeout = TimeSpan.FromMinutes(5);
        options.LookUpTimeout = TimeSpan.FromMinutes(1);
    }

    private void Configure(RelationalStoreOptions options)
    {
        options.Schema = _order.Schema;
        options.CommandTimeout = TimeSpan.FromSeconds(60);
    }

    /// <summary>Ends every incident, and waits until nothing is to be sent any more.</summary>
    private async Task FinishAsync()
    {
        foreach (var incident in (await OpenAsync()).Where(incident => incident.IsActive))
        {
            var outcome = await _engine.ExecuteAsync(incident.Id, new Cancel { By = Actor.Person("aisyah"), Reason = "the exercise is over" });
            Receipt.Print(outcome);
        }

        while (await _store.NextOutboxDueAsync([]) is not null || await _store.NextDueAsync() <= _clock.GetCurrentInstant())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }
    }

    private async Task<List<Incident>> OpenAsync()
    {
        var queries = _services.GetRequiredService<IIncidentQueries>();
        var open = new List<Incident>();
        string? after = null;
        do
        {
            var page = await queries.ListAsync(new IncidentQuery { IsOpen = true, Limit = 100, After = after });
            open.AddRange(page.Incidents);
            after = page.Next;
        }
        while (after is not null);
        return open;
    }
}
