using FsCheck;
using FsCheck.Fluent;

namespace MediMate.Incidents.Markdown.Tests.Writing;

/// <summary>The law of the package: a playbook that is written out and read again is an equal playbook.</summary>
public sealed class RoundTripTests
{
    [Fact]
    public void Any_playbook_round_trips()
    {
        var property = Prop.ForAll(Arb.From(PlaybookGenerator.Playbooks), PlaybookAssert.RoundTrips);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), property);
    }

    [Fact]
    public void Any_text_round_trips_wherever_it_stands()
    {
        var property = Prop.ForAll(Arb.From(PlaybookGenerator.Text), text => PlaybookAssert.RoundTrips(Everywhere(text)));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1_000), property);
    }

    [Fact]
    public void Any_words_round_trip_wherever_they_stand()
    {
        // FsCheck's own strings: control characters and other scripts. Markdown has no way to write NUL or half a surrogate pair.
        var strings = ArbMap.Default.GeneratorFor<NonEmptyString>().Select(text => text.Get)
            .Where(text => !string.IsNullOrWhiteSpace(text) && !text.Any(letter => letter == '\0' || char.IsSurrogate(letter) || letter == '\r'));
        var property = Prop.ForAll(Arb.From(strings), text => PlaybookAssert.RoundTrips(Everywhere(text)));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1_000), property);
    }

    private static Playbook Everywhere(string text) => new()
    {
        Name = text,
        Levels =
        [
            new SeverityLevel
            {
                Name = text,
                Title = text,
                Description = text,
                ResponseTime = NodaTime.Duration.FromMinutes(1),
                Examples = [text, text],
                Labels = [new LabelMatch { Name = text, Value = text }],
            },
        ],
        DefaultLevel = text,
        Team = [new TeamRole { Name = text, Levels = [text] }],
        Responsibilities = [text],
        Phases = [new PlaybookPhase { Phase = IncidentPhase.Containing, Title = text, Items = [new ChecklistItem { Id = text, Text = text, IsRequired = false }] }],
        Ladders =
        [
            new Ladder { Name = "own", Level = text, Labels = [new LabelMatch { Name = text, Value = text }], Steps = [new LadderStep { Offset = NodaTime.Duration.Zero, Targets = [text], Channels = [text, text] }] },
        ],
        Rules = [Rule(text)],
        Audiences = [new AudienceMembers { Audience = MessageAudience.External, Level = text, Who = [text] }],
        Scenarios = [new Scenario { Name = text, Steps = [text] }],
        Rollback = new RollbackPlan { Triggers = [text], Steps = [text] },
        Features = [new Feature { Name = text, Labels = [new LabelMatch { Name = text, Value = text }, new LabelMatch { Name = text, Value = text }] }],
        Duties = [new Duty { Section = text, Text = text }],
        Contacts = [new Contact { Name = text, Reference = text }],
        Templates = [new MessageTemplate { Name = text, Audience = MessageAudience.Responders, Text = text.Replace("[", string.Empty, StringComparison.Ordinal) }],
        Heartbeats =
        [
            new HeartbeatDefinition
            {
                Name = text,
                Every = NodaTime.Duration.FromMinutes(1),
                Key = text,
                Match = [new LabelMatch { Name = text, Value = text }],
                Level = text,
                Summary = text,
                Labels = [new LabelMatch { Name = text, Value = text }],
            },
        ],
        GroupBy = text,
        OnCall = text,
        Communications = text,
        EmergencyContact = text,
        ExternalAudience = text,
        Notes = [new PlaybookNote { Title = text, Text = text }],
    };

    private static EscalationRule Rule(string text) => new()
    {
        Name = text,
        When = RuleTrigger.Declared,
        Levels = [text],
        Labels = [new LabelMatch { Name = text, Value = text }],
        Verb = EscalationVerb.Tell,
        Roles = [text],
        Channels = [text],
        Kind = MessageKind.Page,
    };
}
