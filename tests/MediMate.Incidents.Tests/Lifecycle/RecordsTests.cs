namespace MediMate.Incidents.Tests.Lifecycle;

public sealed class RecordsTests
{
    [Fact]
    public async Task Evidence_says_where_it_is_or_by_what_it_is_known()
    {
        await using var engine = new Engine();
        var incident = await engine.SignalAsync();

        var outcome = await engine.Incidents.AddEvidenceAsync(incident.Id, "ben", " log ", contentHash: "SHA256:00FF");

        var evidence = Assert.IsType<EvidenceAdded>(Assert.Single(outcome.Events));
        Assert.Equal(("log", null, "sha256:00ff", "ben"), (evidence.Kind, evidence.Link, evidence.ContentHash, evidence.Actor.Id));
    }

    [Theory]
    [InlineData("", "https://example.org", null, null, "kind is given")]
    [InlineData("log", " ", null, null, "a link or a content hash is given")]
    [InlineData("log", null, "00ff", null, "the content hash is an algorithm and hexadecimal digits, for instance sha256:9f86d081…")]
    [InlineData("log", null, "sha256:", null, "the content hash is an algorithm and hexadecimal digits, for instance sha256:9f86d081…")]
    [InlineData("log", null, "sha256:xyz", null, "the content hash is an algorithm and hexadecimal digits, for instance sha256:9f86d081…")]
    [InlineData("log", null, "sha 256:00", null, "the content hash is an algorithm and hexadecimal digits, for instance sha256:9f86d081…")]
    public async Task Evidence_that_lacks_what_it_needs_is_refused(string kind, string? link, string? hash, string? note, string reason)
    {
        await using var engine = new Engine();
        var incident = await engine.SignalAsync();

        var outcome = await engine.DoAsync(incident, new AddEvidence { By = Actor.Person("ben"), Kind = kind, Link = link, ContentHash = hash, Note = note });

        Assert.Equal("MMI2002", outcome.Rejection?.Code);
        Assert.Equal([reason], outcome.Rejection!.Reasons);
    }

    [Fact]
    public async Task Evidence_is_refused_with_everything_that_is_too_long()
    {
        await using var engine = new Engine();
        var incident = await engine.SignalAsync();
        var command = new AddEvidence { By = Actor.Person("ben"), Kind = new string('k', 201), Link = new string('l', 2001), Note = new string('n', 2001) };

        Assert.Equal(3, (await engine.DoAsync(incident, command)).Rejection?.Reasons.Length);
        Assert.True((await engine.DoAsync(incident, command with { Kind = command.Kind[1..], Link = command.Link[1..], Note = command.Note[1..] })).IsAccepted);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1000)]
    public async Task Correction_of_no_entry_is_refused(long sequence)
    {
        await using var engine = new Engine();
        var incident = await engine.SignalAsync();

        Assert.Equal("MMI2041", (await engine.Incidents.CorrectEntryAsync(incident.Id, "ben", sequence, "no")).Rejection?.Code);
    }

    [Fact]
    public async Task Correction_changes_nothing_but_the_timeline_and_can_be_corrected()
    {
        await using var engine = new Engine();
        var incident = await engine.SignalAsync();

        var first = await engine.Incidents.CorrectEntryAsync(incident.Id, "ben", 1, "two glitches");
        var second = await engine.Incidents.CorrectEntryAsync(incident.Id, "ben", first.Incident!.Version, "three");

        Assert.Equal(first.Incident.Version, Assert.IsType<EntryCorrected>(Assert.Single(second.Events)).Corrects);
        Assert.Equal(incident.Summary, second.Incident!.Summary);
    }
}
