using System.Collections.Immutable;
using MediMate.Incidents.Relational.Tests.Kit;
using MediMate.Incidents.Tests;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace MediMate.Incidents.Relational.Tests.Crashes;

/// <summary>The audit finds nothing in a sound store, and something in each broken one: else it would prove nothing.</summary>
public sealed class StoreAuditTests
{
    [Theory]
    [InlineData("DELETE FROM incident_events WHERE sequence = (SELECT MAX(version) FROM incidents) AND incident_id = (SELECT id FROM incidents ORDER BY version DESC LIMIT 1)", "lost: ")]
    [InlineData("UPDATE incident_events SET personal = unhex(replace(hex(personal), hex('tried'), hex('tired'))) WHERE name = 'NoteAdded'", "another event stands where this was accepted")]
    [InlineData("UPDATE incidents SET head = zeroblob(32)", "the chain has a fault")]
    [InlineData("UPDATE incidents SET snapshot = CAST(replace(CAST(snapshot AS TEXT), 'Complete', 'Hardly') AS BLOB)", "is not what its events come to")]
    [InlineData("UPDATE incident_keys SET holder = NULL", "does not hold its key")]
    [InlineData("UPDATE incident_keys SET holder = zeroblob(16)", "is held by")]
    [InlineData("UPDATE incidents SET due_at = due_at + 60000000", "and nobody claimed it")]
    [InlineData("UPDATE incidents SET due_at = due_at + 60000000, attempts = 1", "and was claimed until")]
    [InlineData("UPDATE incidents SET due_at = NULL", "and will be found at")]
    [InlineData("UPDATE incidents SET next_due = NULL", "and its row says")]
    [InlineData("DELETE FROM incident_outbox WHERE channel IS NOT NULL", "was caused by EscalationStepRan, and has no row")]
    [InlineData("DELETE FROM incident_outbox WHERE channel IS NULL", "was caused by EscalationStepDue, and has no row")]
    [InlineData("DELETE FROM incident_outbox WHERE channel IS NOT NULL", "arrived, and nothing is recorded of it")]
    [InlineData("UPDATE incident_outbox SET incident_id = zeroblob(16)", "rows belong to no incident")]
    [InlineData("UPDATE incident_outbox SET status = 0", "is Done, and its row says 0")]
    [InlineData("UPDATE incident_outbox SET due_at = 1", "is Done until")]
    public async Task Audit_sees_what_is_wrong_in_the_tables(string statement, string expected)
    {
        await using var durable = DurableStore.OnSqlite();
        var (receipts, received) = await WorkAsync(durable);
        await using (var tables = durable.OpenTables())
        {
            await using var connection = await tables.OpenConnectionAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = statement;
            Assert.NotEqual(0, await command.ExecuteNonQueryAsync());
        }

        var faults = await AuditAsync(durable, receipts, received);

        Assert.Contains(faults, fault => fault.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Audit_finds_nothing_in_a_sound_store()
    {
        await using var durable = DurableStore.OnSqlite();
        var (receipts, received) = await WorkAsync(durable);

        Assert.NotEmpty(receipts);
        Assert.NotEmpty(received);
        Assert.Empty(await AuditAsync(durable, receipts, received));
    }

    [Fact]
    public async Task Audit_sees_what_arrived_too_often_or_never_or_otherwise()
    {
        await using var durable = DurableStore.OnSqlite();
        var (receipts, received) = await WorkAsync(durable);
        var (key, body) = received[0];

        Assert.Contains(await AuditAsync(durable, receipts, [.. received, (key, body)]), fault => fault.Contains("arrived 2 times, and 0 processes died", StringComparison.Ordinal));
        Assert.Empty(await AuditAsync(durable, receipts, [.. received, (key, body)], died: key));
        Assert.Contains(await AuditAsync(durable, receipts, []), fault => fault.Contains("is done, and never arrived", StringComparison.Ordinal));
        Assert.Contains(await AuditAsync(durable, receipts, [.. received[1..], (key, "other")]), fault => fault.Contains("with another text", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Audit_sees_that_a_message_arrived_before_its_sending_was_recorded()
    {
        await using var durable = DurableStore.OnSqlite();
        await using var engine = new Engine(configure: incidents => incidents.UseStore(durable.Open()));
        await engine.SignalAsync();
        var state = await StoredState.ReadAsync(durable);
        var waiting = state.Incidents[0].Rows.OfType<OutboxMessage>().Select(message => message with { Status = OutboxStatus.Waiting, Attempts = 0 }).ToList();
        var faults = new StoreAudit(state with { Incidents = [state.Incidents[0] with { Rows = [.. state.Incidents[0].Rows.OfType<OutboxLookUp>(), .. waiting] }] })
        {
            Received = waiting.ToLookup(message => message.Key, message => message.Body ?? string.Empty, StringComparer.Ordinal),
            Now = engine.Now,
        }.Run();

        Assert.Contains(faults, fault => fault.Contains("arrived before its sending was recorded", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Audit_sees_what_is_wrong_with_bundles_rules_answers_and_who_has_charge()
    {
        await using var durable = DurableStore.OnSqlite();
        await using var engine = new Engine(configure: incidents => incidents.UseStore(durable.Open()).AddEscalationRule(new NoteRule()));
        var incidents = new List<Incident>();
        for (var number = 0; number < 5; number++)
        {
            incidents.Add(await engine.SignalAsync("Core feature broken", $"K{number}"));
        }

        await engine.AcceptAsync(incidents[0], new AddNote { By = Actor.Person("ben"), Text = "tried the spare" });
        await engine.Incidents.RunDueAsync(TestContext.Current.CancellationToken);
        var held = await StoredState.ReadAsync(durable);
        Assert.Empty(Faults(held));
        Sees("is held for", Rows(held, row => row is { BundledInto: not null } ? row with { NotBefore = row.NotBefore + Duration.FromSeconds(1) } : row));
        Sees("and was begun", Rows(held, row => row is { BundledInto: not null } ? row with { Attempts = 1 } : row));
        Sees("two answers are kept", held with { LookUps = [.. held.LookUps, held.LookUps[0] with { Id = Guid.Empty }] });
        Sees("is kept under another name", held with { LookUps = [held.LookUps[0] with { Id = Guid.Empty }] });
        Sees("was given at", held with { LookUps = [held.LookUps[0] with { Since = Engine.Start + Duration.FromDays(1) }] });
        Sees("a window starts in the future", held with { Windows = [held.Windows[0] with { StartedAt = Engine.Start + Duration.FromDays(1) }] });
        Sees("two windows", held with { Windows = [held.Windows[0], held.Windows[0]] });
        Sees("was caused by EscalationRuleApplied, and has no row", LookUps(held, row => row.Kind != MessageKind.Note));
        Sees("ends with somebody who has lost charge", Events(held, events => [.. events, new Reassigned { To = "siti" }]));
        Sees("is followed by", Events(held, events => [events[0], new AcknowledgementExpired { By = "ben", Cycle = 1 }, .. events.Skip(1)]));
        Sees("a rule spoke twice", Events(held, events => [.. events, .. events.OfType<EscalationRuleApplied>()]));

        await engine.AdvanceAsync(Duration.FromMinutes(1));
        var bundled = await StoredState.ReadAsync(durable);
        Assert.Empty(Faults(bundled));
        Sees("stands for 2, and 0 rows say so", Rows(bundled, row => row is { Bundles: 0 } ? row with { BundledInto = null } : row));
        Sees("which is not", Rows(bundled, row => row is { Bundles: > 0 } ? row with { Status = OutboxStatus.Failed } : row));
        Sees("rows are still in it", Rows(bundled, row => row is { BundledInto: not null, Bundles: 0 } ? row with { Status = OutboxStatus.Sending } : row));
        Sees("in 0 attempts", Rows(bundled, row => row with { Attempts = 0 }));

        IReadOnlyList<string> Faults(StoredState state) => new StoreAudit(state)
        {
            Received = engine.Sms.Messages.ToLookup(sent => sent.Message.Key, sent => sent.Message.Body, StringComparer.Ordinal),
            Now = engine.Now,
        }.Run();

        void Sees(string expected, StoredState broken) => Assert.Contains(Faults(broken), fault => fault.Contains(expected, StringComparison.Ordinal));
    }

    private static StoredState Rows(StoredState state, Func<OutboxMessage, OutboxMessage> change) => state with
    {
        Incidents = [.. state.Incidents.Select(incident => incident with { Rows = [.. incident.Rows.Select(row => row is OutboxMessage message ? change(message) : row)] })],
    };

    private static StoredState LookUps(StoredState state, Func<OutboxLookUp, bool> stay) => state with
    {
        Incidents = [.. state.Incidents.Select(incident => incident with { Rows = [.. incident.Rows.Where(row => row is not OutboxLookUp lookUp || stay(lookUp))] })],
    };

    private static StoredState Events(StoredState state, Func<ImmutableArray<IncidentEvent>, ImmutableArray<IncidentEvent>> change) => state with
    {
        Incidents = state.Incidents.SetItem(0, state.Incidents[0] with { Events = change(state.Incidents[0].Events) }),
    };

    private static async Task<(List<Receipt> Receipts, List<(string Key, string Body)> Received)> WorkAsync(DurableStore durable)
    {
        await using var engine = new Engine(configure: incidents => incidents.UseStore(durable.Open()));
        var incident = await engine.SignalAsync();
        var noted = await engine.AcceptAsync(incident, new AddNote { By = Actor.Person("ben"), Text = "tried the spare" });
        var receipts = new List<Receipt> { new(incident.Id, noted.Version, nameof(NoteAdded), "tried the spare") };
        return (receipts, [.. engine.Sms.Messages.Select(entry => (entry.Message.Key, entry.Message.Body))]);
    }

    private static async Task<IReadOnlyList<string>> AuditAsync(
        DurableStore durable, List<Receipt> receipts, IEnumerable<(string Key, string Body)> received, string? died = null) => new StoreAudit(await StoredState.ReadAsync(durable))
        {
            Receipts = receipts,
            Received = received.ToLookup(message => message.Key, message => message.Body, StringComparer.Ordinal),
            DiedWhileSending = died is null ? new Dictionary<string, int>(StringComparer.Ordinal) : new(StringComparer.Ordinal) { [died] = 1 },
            Now = Engine.Start,
        }.Run();

    private sealed class NoteRule : IEscalationRule
    {
        public EscalationAction? Decide(EscalationContext context) => context.Cause is NoteAdded ? EscalationAction.Tell("a note was written", "CTO") : null;
    }
}
