using NodaTime;

namespace MediMate.Incidents.Tests.Signals;

/// <summary>Whatever comes in: it is taken, bounded, kept and read back, and it declares what it has to.</summary>
public abstract class HostileInputOnAnyStore
{
    private const string Halves = "a\0b\u001b[31m \ud800 \udfff end";

    [Fact]
    public async Task Summary_of_ten_megabytes_is_cut_and_policies_have_read_on()
    {
        await using var engine = await NewEngineAsync();
        var summary = new string('x', 10_000) + " complete app down " + new string('\u4e8b', 10_000_000);

        var incident = (await engine.Incidents.SignalAsync(new Signal { Key = "K1", Summary = summary })).Incident!;

        Assert.Equal("P0", incident.Severity.Level);
        Assert.Equal(2_000, incident.Summary.Length);
        Assert.EndsWith("x…", incident.Summary, StringComparison.Ordinal);
        Assert.Equal(incident.Summary, (await engine.Incidents.FindAsync(incident.Id))!.Summary);
    }

    [Fact]
    public async Task Summary_is_never_cut_within_a_character()
    {
        await using var engine = await NewEngineAsync();
        var summary = new string('x', 1_998) + "\U0001F525\U0001F525";

        var incident = (await engine.Incidents.SignalAsync(new Signal { Key = "K1", Summary = summary })).Incident!;

        Assert.Equal(new string('x', 1_998) + "…", incident.Summary);
    }

    [Fact]
    public async Task Long_reports_without_a_key_are_one_entry_of_a_silence_whatever_they_are_cut_to()
    {
        await using var engine = await NewEngineAsync();
        var report = new Signal
        {
            Summary = new string('x', 998) + "\U0001F525 and so on",
            Labels = [.. Enumerable.Range(0, 150).Select(number => new Label { Name = $"label-{number}", Value = "v" })],
        };
        await engine.Incidents.SilenceAsync(new StartSilence
        {
            By = Actor.Person("ben"),
            Match = [new Label { Name = "label-1", Value = "v" }],
            Until = Engine.Start + Duration.FromHours(1),
            Reason = "an exercise",
        });

        await engine.Incidents.SignalAsync(report);
        await engine.Incidents.SignalAsync(report);

        var entry = Assert.Single((await engine.Incidents.ListSilencesAsync()).Single().Entries);
        Assert.Equal((new string('x', 998) + "…", 2L, 100), (entry.Last.Summary, entry.Count, entry.Last.Labels.Length));
    }

    [Fact]
    public async Task Ten_thousand_labels_are_bounded_and_the_severity_among_them_is_heard()
    {
        await using var engine = await NewEngineAsync();
        var labels = Enumerable.Range(0, 10_000)
            .Select(number => new Label { Name = number == 900 ? "severity" : $"label-{number}", Value = number == 900 ? "P0" : new string('v', 3_000) });

        var incident = (await engine.Incidents.SignalAsync(new Signal { Key = "K1", Summary = "odd", Labels = [.. labels] })).Incident!;

        Assert.Equal("P0", incident.Severity.Level);
        Assert.Equal(100, incident.Labels.Length);
        Assert.All(incident.Labels, label => Assert.Equal(2_000, label.Value.Length));
        Assert.Equal(incident.Labels, (await engine.Incidents.FindAsync(incident.Id))!.Labels);
    }

    [Fact]
    public async Task Long_keys_hold_and_are_told_from_each_other()
    {
        await using var engine = await NewEngineAsync();
        var key = new string('k', 100_000);

        var first = (await engine.Incidents.SignalAsync(new Signal { Key = key, Summary = "odd" })).Incident!;
        var again = (await engine.Incidents.SignalAsync(new Signal { Key = key, Summary = "odd" })).Incident!;
        var other = (await engine.Incidents.SignalAsync(new Signal { Key = key + "1", Summary = "odd" })).Incident!;
        var quiet = (await engine.Incidents.SignalAsync(new Signal { Key = key, Summary = "over", IsResolved = true })).Incident!;

        Assert.Equal((first.Id, first.Id), (again.Id, quiet.Id));
        Assert.NotEqual(first.Id, other.Id);
        Assert.Equal(400, first.Keys.Single().Key.Length);
        Assert.True(quiet.IsQuiet);
    }

    [Fact]
    public async Task Halves_of_characters_and_control_characters_are_kept_as_well_as_can_be()
    {
        await using var engine = await NewEngineAsync();
        var signal = new Signal
        {
            Key = Halves,
            Summary = Halves,
            Labels = [new Label { Name = Halves, Value = Halves }],
            SubKeys = [new SignalSubKey { Id = Halves }, new SignalSubKey { Id = Halves + "2" }],
        };

        var first = (await engine.Incidents.SignalAsync(signal)).Incident!;
        var again = (await engine.Incidents.SignalAsync(signal)).Incident!;
        var other = (await engine.Incidents.SignalAsync(signal with { Key = Halves.Replace('\ud800', '\ud801') })).Incident!;
        var attached = await engine.Incidents.ExecuteAsync(first.Id, new AttachSignal { By = Actor.Person(Halves), Key = Halves + "3", Summary = Halves });

        Assert.Equal(first.Id, again.Id);
        Assert.NotEqual(first.Id, other.Id);
        Assert.Null(attached.Rejection);
        Assert.Equal("a\0b\u001b[31m \ufffd \ufffd end", first.Summary);
        var kept = (await engine.Incidents.FindAsync(first.Id))!;
        Assert.Equal(SnapshotJson.Write(attached.Incident!), SnapshotJson.Write(kept));
        Assert.Equal(kept.Version, (await engine.Incidents.ReadTimelineAsync(first.Id)).Length);
    }

    [Fact]
    public async Task Blank_key_is_none()
    {
        await using var engine = await NewEngineAsync();

        var first = (await engine.Incidents.SignalAsync(new Signal { Key = " ", Summary = "odd" })).Incident!;
        var second = (await engine.Incidents.SignalAsync(new Signal { Key = string.Empty, Summary = "odd" })).Incident!;

        Assert.NotEqual(first.Id, second.Id);
        Assert.Empty(first.Keys);
        Assert.True(first.HasKeylessSignal);
    }

    [Fact]
    public async Task Instants_at_the_ends_of_time_are_taken()
    {
        await using var engine = await NewEngineAsync();

        var early = await engine.Incidents.SignalAsync(new Signal { Key = "K1", Summary = "odd", OccurredAt = Instant.MinValue });
        var late = await engine.Incidents.SignalAsync(new Signal { Key = "K2", Summary = "odd", OccurredAt = Instant.MaxValue });
        var toldEarly = await engine.Incidents.ExecuteAsync(early.Incident!.Id, new Acknowledge { By = Actor.Person("ben"), OccurredAt = Instant.MinValue });
        var toldLate = await engine.Incidents.ExecuteAsync(early.Incident.Id, new Acknowledge { By = Actor.Person("ben"), OccurredAt = Instant.MaxValue });

        Assert.Equal(Instant.MinValue, early.Incident.OccurredAt);
        Assert.Equal((Engine.Start, Engine.Start), (early.Incident.DeclaredAt, late.Incident!.OccurredAt));
        Assert.NotNull(late.Events.OfType<IncidentDeclared>().Single().ClaimedAt);
        Assert.Equal(("MMI2002", "MMI2002"), (toldEarly.Rejection?.Code, toldLate.Rejection?.Code));
        Assert.Equal(SnapshotJson.Write(early.Incident), SnapshotJson.Write((await engine.Incidents.FindAsync(early.Incident.Id))!));
    }

    private protected abstract ValueTask<Engine> NewEngineAsync();
}
