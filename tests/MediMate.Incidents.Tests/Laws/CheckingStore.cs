using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using NodaTime;

namespace MediMate.Incidents.Tests.Laws;

/// <summary>A store that asks for each decision twice: the same input must give the same output, byte for byte.</summary>
internal sealed class CheckingStore(IIncidentStore inner) : IIncidentStore
{
    public CheckingStore()
        : this(new InMemoryIncidentStore())
    {
    }

    public int Decisions { get; private set; }

    /// <summary>Gets or sets what goes wrong with a request; null when nothing does.</summary>
    public Func<StoreRequest, Exception?>? Fault { get; set; }

    /// <summary>Gets or sets what makes something else of what was loaded; null when nothing does.</summary>
    public Func<StoreLoaded, StoreLoaded>? Alters { get; set; }

    /// <summary>Gets or sets what is called before a playbook is kept.</summary>
    public Func<Task>? KeepsPlaybook { get; set; }

    /// <summary>Gets or sets what answers when something is due next; null for the store itself.</summary>
    public Func<Task<Instant?>>? NextDue { get; set; }

    /// <summary>Gets or sets what is called before due work is claimed.</summary>
    public Func<Task>? Claim { get; set; }

    public ValueTask<ImmutableArray<StoreResult>> ExecuteAsync(ImmutableArray<StoreRequest> requests, StoreDecide decide, CancellationToken cancellationToken = default) =>
        requests.Select(request => Fault?.Invoke(request)).OfType<Exception>().FirstOrDefault() is { } fault
            ? ValueTask.FromException<ImmutableArray<StoreResult>>(fault)
            : inner.ExecuteAsync(
            requests,
            (request, loaded) =>
            {
                loaded = Alters?.Invoke(loaded) ?? loaded;
                var first = Text(decide(request, loaded));
                var second = decide(request, loaded);
                Assert.Equal(first, Text(second));
                Decisions++;
                return second;
            },
            cancellationToken);

    public ValueTask<Incident?> FindAsync(IncidentId id, CancellationToken cancellationToken = default) => inner.FindAsync(id, cancellationToken);

    public ValueTask<Incident?> FindByReferenceAsync(string reference, CancellationToken cancellationToken = default) => inner.FindByReferenceAsync(reference, cancellationToken);

    public ValueTask<ImmutableArray<IncidentEvent>> ReadEventsAsync(IncidentId id, CancellationToken cancellationToken = default) => inner.ReadEventsAsync(id, cancellationToken);

    public ValueTask<Instant?> NextDueAsync(CancellationToken cancellationToken = default) =>
        NextDue is { } instead ? new ValueTask<Instant?>(instead()) : inner.NextDueAsync(cancellationToken);

    public ValueTask<Instant?> NextOutboxDueAsync(ImmutableArray<string> exceptChannels, CancellationToken cancellationToken = default) =>
        inner.NextOutboxDueAsync(exceptChannels, cancellationToken);

    public async ValueTask<ImmutableArray<DueSubject>> ClaimDueAsync(StoreClaim claim, CancellationToken cancellationToken = default)
    {
        await (Claim?.Invoke() ?? Task.CompletedTask);
        return await inner.ClaimDueAsync(claim, cancellationToken);
    }

    public ValueTask<ImmutableArray<OutboxRow>> ClaimOutboxAsync(StoreClaim claim, CancellationToken cancellationToken = default) => inner.ClaimOutboxAsync(claim, cancellationToken);

    public ValueTask<ImmutableArray<OutboxRow>> ReadOutboxAsync(IncidentId id, CancellationToken cancellationToken = default) => inner.ReadOutboxAsync(id, cancellationToken);

    public ValueTask PostponeAsync(DueSubject subject, Instant until, CancellationToken cancellationToken = default) => inner.PostponeAsync(subject, until, cancellationToken);

    public ValueTask ExtendLeaseAsync(string row, Instant until, CancellationToken cancellationToken = default) => inner.ExtendLeaseAsync(row, until, cancellationToken);

    public ValueTask<ImmutableArray<StoredSubject>> ReadSubjectsAsync(SubjectKind kind, CancellationToken cancellationToken = default) => inner.ReadSubjectsAsync(kind, cancellationToken);

    public ValueTask<StoreHealth> ReadHealthAsync(Instant now, CancellationToken cancellationToken = default) => inner.ReadHealthAsync(now, cancellationToken);

    public async ValueTask SavePlaybookAsync(string hash, ReadOnlyMemory<byte> canonicalForm, CancellationToken cancellationToken = default)
    {
        await (KeepsPlaybook?.Invoke() ?? Task.CompletedTask);
        await inner.SavePlaybookAsync(hash, canonicalForm, cancellationToken);
    }

    public ValueTask<ReadOnlyMemory<byte>?> ReadPlaybookAsync(string hash, CancellationToken cancellationToken = default) => inner.ReadPlaybookAsync(hash, cancellationToken);

    /// <summary>Writes a decision down; the id of a new incident is taken beforehand and differs from attempt to attempt.</summary>
    private static string Text(StoreDecision decision)
    {
        var text = new StringBuilder();
        foreach (var change in decision.Changes)
        {
            text.AppendLine(Encoding.UTF8.GetString(SnapshotJson.Write(change.After with { Id = default })));
            foreach (var happened in change.Events)
            {
                var known = happened is IncidentDeclared declared ? declared with { IncidentId = default } : happened;
                text.Append(EventJson.NameOf(known)).AppendLine(Encoding.UTF8.GetString(EventJson.Write(known)));
            }

            text.AppendLine(CultureInfo.InvariantCulture, $"{string.Join(',', change.HeldKeys)} {change.NextDueAt} {change.ExpectedVersion}");
        }

        foreach (var row in decision.Rows)
        {
            text.AppendLine((row with { IncidentId = default }).ToString());
        }

        foreach (var change in decision.Subjects)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetString(SubjectJson.Write(change.After))} {change.ExpectedVersion} {change.IsRemoved}");
        }

        text.AppendLine((decision.Receipt is { } receipt ? receipt with { IncidentId = null } : null)?.ToString());

        return text.ToString();
    }
}
