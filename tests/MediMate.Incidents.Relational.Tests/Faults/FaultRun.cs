using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using MediMate.Incidents.Relational.Tests.Kit;
using MediMate.Incidents.Testing;
using MediMate.Incidents.Testing.Stores;
using MediMate.Incidents.Tests.Laws;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace MediMate.Incidents.Relational.Tests.Faults;

/// <summary>What came of a story: the same without a fault and with any.</summary>
/// <param name="Timelines">All events of all incidents, in their order.</param>
/// <param name="Messages">The outbox rows with their ends.</param>
/// <param name="Delivered">How often each message arrived, by itself or in a bundle. Which of them a bundle is made of, a fault may change.</param>
internal sealed record FaultOutcome(ImmutableArray<string> Timelines, ImmutableArray<string> Messages, ImmutableDictionary<string, int> Delivered);

/// <summary>Tells a story to an engine, over a database that may fail once, as a careful host does: told of a failure, it looks, and says it again.</summary>
internal sealed partial class FaultRun(FaultDatabase database, FaultStory story, FaultyDataSource source)
{
    private readonly RelationalIncidentStore _plain = database.Open();
    private readonly Dictionary<string, string> _bundles = new(StringComparer.Ordinal);
    private InjectedFaultException? _fault;
    private string? _lastDelivered;
    private bool _isSending;
    private bool _wasCommand;

    /// <summary>Gets the names of the events that there were.</summary>
    public HashSet<string> Names { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets what became of messages and look-ups that stories are there for.</summary>
    public HashSet<string> Sights { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets a value indicating whether the fault hit work that is due, and not a command: it is then done a little later.</summary>
    public bool IsLater => _fault is not null && !_wasCommand;

    public async Task<FaultOutcome> TellAsync()
    {
        var store = database.Open(source);
        await using var harness = new IncidentHarness(FaultPlaybook.Read(), options =>
        {
            FaultPlaybook.AddPeople(options);
            options.Configure = incidents => incidents.UseStore(store).AddEscalationRule(new ThrowingRule());
        });
        source.OnFault = fault =>
        {
            _fault = fault;
            _lastDelivered = harness.Messages.LastOrDefault()?.Message.Key;
            _isSending = true;
        };
        story.Prepare(harness);
        foreach (var step in story.Steps)
        {
            await AdvanceAsync(harness, FaultStory.Start + Duration.FromMinutes(step.Minute));
            step.Around(harness);
            await TellAsync(harness, step);
        }

        await AdvanceAsync(harness, story.End);
        await store.DisposeAsync();
        var outcome = await ReadAsync(harness);
        await _plain.DisposeAsync();
        return outcome;
    }

    /// <summary>A message may arrive twice only where the fault came after its channel was called and before that was recorded.</summary>
    public void CheckMessages(FaultOutcome expected, FaultOutcome actual)
    {
        Assert.Equal(expected.Delivered.Keys.Order(StringComparer.Ordinal), actual.Delivered.Keys.Order(StringComparer.Ordinal));
        foreach (var (key, count) in actual.Delivered)
        {
            Assert.True(
                count == 1 || (count == 2 && _isSending && _lastDelivered is not null && (key == _lastDelivered || _bundles.GetValueOrDefault(key) == _lastDelivered)),
                $"{key} arrived {count} times; when the fault came, {_lastDelivered ?? "nothing"} was the last to have arrived.");
        }
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Ids();

    [GeneratedRegex(":\"(-?\\d{4}-\\d\\d-\\d\\dT[^\"]*|-?P[0-9DTHMS.]+|-?\\d+:[0-9:.]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Times();

    /// <summary>An instant within a text: since when an answer was known.</summary>
    [GeneratedRegex("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Instants();

    /// <summary>Lets time pass. What the engine's loops would log and try again, this does again.</summary>
    private async Task AdvanceAsync(IncidentHarness harness, Instant until)
    {
        for (var failures = 0; ; failures++)
        {
            try
            {
                await harness.AdvanceToAsync(until);
                return;
            }
            catch (Exception exception) when (failures < 3 && StoreFailureIn(exception) is { } failure)
            {
                CheckTyped(failure);
            }
        }
    }

    private async Task TellAsync(IncidentHarness harness, FaultStep step)
    {
        var before = await VersionsAsync();
        var hadFault = _fault is not null;
        try
        {
            await step.Tell(harness.Incidents);
            _wasCommand |= !hadFault && _fault is not null;
        }
        catch (IncidentStoreException exception)
        {
            _wasCommand = true;
            CheckTyped(exception);
            if (!before.SequenceEqual(await VersionsAsync()))
            {
                Assert.True(exception.IsOutcomeUnknown, $"{step.Name} was done, and its caller was told that nothing was changed: {exception.Message}");
                return;
            }

            await step.Tell(harness.Incidents);
        }
    }

    private void CheckTyped(IncidentStoreException failure)
    {
        Assert.NotNull(_fault);
        Assert.True(failure.IsTransient, failure.Message);
        Assert.Equal(_fault.Operation == "commit", failure.IsOutcomeUnknown);
        Assert.StartsWith(failure.IsOutcomeUnknown ? "MMI3007" : "MMI3006", failure.Message, StringComparison.Ordinal);
    }

    private static IncidentStoreException? StoreFailureIn(Exception exception) =>
        exception as IncidentStoreException ?? (exception as InvalidOperationException)?.InnerException as IncidentStoreException;

    private async Task<IEnumerable<string>> VersionsAsync() =>
    [
        .. (await _plain.ListAsync(new IncidentQuery())).Incidents.Select(incident => $"{incident.Reference}@{incident.Version}"),
        .. (await _plain.ReadSubjectsAsync(SubjectKind.SignalTally)).Select(tally => $"{tally.Id}@{tally.Version}"),
    ];

    private async Task<FaultOutcome> ReadAsync(IncidentHarness harness)
    {
        var verification = await _plain.VerifyAsync();
        Assert.True(verification.IsSound, verification.FirstFault?.Message);
        var timelines = new List<string>();
        var messages = new List<string>();
        var arrived = harness.Messages.CountBy(message => message.Message.Key).ToDictionary(StringComparer.Ordinal);
        var bundles = new HashSet<string>(StringComparer.Ordinal);
        var delivered = ImmutableDictionary.CreateBuilder<string, int>(StringComparer.Ordinal);
        foreach (var incident in (await _plain.ListAsync(new IncidentQuery())).Incidents.Reverse())
        {
            var events = await _plain.ReadEventsAsync(incident.Id);
            Assert.Equal(SampleText.Of(Incident.Fold(events)), SampleText.Of(incident));
            Assert.True(events.Zip(events.Skip(1)).All(pair => pair.First.RecordedAt <= pair.Second.RecordedAt));
            foreach (var happened in events)
            {
                Names.Add(EventJson.NameOf(happened));
                timelines.Add($"{incident.Reference} {EventJson.NameOf(happened)}/{EventJson.FormOf(happened)} {Text(EventJson.Write(happened))}");
            }

            foreach (var row in await _plain.ReadOutboxAsync(incident.Id))
            {
                Assert.False(row.IsPending, $"{row.Key} still waits.");
                Sights.UnionWith(SightsOf(row));
                if (row is not OutboxMessage message)
                {
                    messages.Add($"{row.Key} {row.Status}");
                }
                else if (message.Bundles == 0)
                {
                    messages.Add($"{row.Key} {row.Status}");
                    Count(message);
                }
                else
                {
                    bundles.Add(message.Key);
                }
            }
        }

        Assert.All(arrived.Keys, key => Assert.True(delivered.ContainsKey(key) || bundles.Contains(key), $"{key} arrived, and nothing is recorded of it."));
        return new FaultOutcome([.. timelines], [.. messages.Order(StringComparer.Ordinal)], delivered.ToImmutable());

        void Count(OutboxMessage message)
        {
            var inBundle = message is { BundledInto: { } bundle, Status: OutboxStatus.Done } ? arrived.GetValueOrDefault(bundle) : 0;
            if (inBundle > 0)
            {
                _bundles[message.Key] = message.BundledInto!;
            }

            if (arrived.GetValueOrDefault(message.Key) + inBundle is > 0 and var count)
            {
                delivered.Add(message.Key, count);
            }
        }
    }

    private static IEnumerable<string> SightsOf(OutboxRow row) => row switch
    {
        OutboxMessage { Bundles: > 0 } => ["bundle"],
        OutboxMessage { Attempts: > 1, Status: OutboxStatus.Done } => ["another attempt"],
        OutboxLookUp { Reason: { } reason } when reason.Contains("the answer known since", StringComparison.Ordinal) => ["last answer"],
        OutboxLookUp { Reason: { } reason } when reason.Contains("nobody is reachable", StringComparison.Ordinal) => ["nobody"],
        _ => [],
    };

    private static string Text(byte[] json) => Ids().Replace(Encoding.UTF8.GetString(json), "id");

    /// <summary>Takes the times out: work that a fault put off is done a little later.</summary>
    public static IEnumerable<string> WithoutTimes(IEnumerable<string> lines) => lines.Select(line => Instants().Replace(Times().Replace(line, ":\"time\""), "time"));
}
