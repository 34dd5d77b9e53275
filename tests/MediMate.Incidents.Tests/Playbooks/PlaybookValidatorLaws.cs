using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace MediMate.Incidents.Tests.Playbooks;

/// <summary>Whatever code puts into a playbook, checking it gives findings and never an exception.</summary>
public sealed class PlaybookValidatorLaws
{
    private static readonly Gen<string> Texts = Gen.Elements<string>(
        [null!, "", " ", "P0", "p0", "P1", "CTO", "Support Team Lead", "response", "resolution", "Etc/UTC", "Mars", "x", "[", "]", "[[", "\\[", "[impact]", "P[X]", "\"", "\0", "\ud800", "a\nb"]);

    private static readonly Gen<Duration> Times = Gen.Elements(
        Duration.Zero, Duration.MinValue, Duration.MaxValue, Duration.Epsilon, -Duration.Epsilon, Duration.FromMinutes(15), Duration.FromMinutes(-15), Duration.FromDays(40_000));

    private static readonly Gen<int> Numbers = Gen.Elements(int.MinValue, -1, 0, 1, 2, 9, int.MaxValue);

    private static readonly Gen<decimal> Fractions = Gen.Elements(decimal.MinValue, -1m, 0m, 0.5m, 0.8m, 1m, decimal.MaxValue);

    private static readonly Gen<MediMate.Incidents.Lifecycle?> Lives =
        Gen.Elements<MediMate.Incidents.Lifecycle?>(null, MediMate.Incidents.Lifecycle.Full, (MediMate.Incidents.Lifecycle)7);

    private static readonly string[] Defaults = ["Support Team Lead", "Emergency Support", "External Users"];

    [Fact]
    public void Any_playbook_is_answered_with_findings()
    {
        var accepted = 0;
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3_000), Prop.ForAll(Arb.From(Playbooks()), playbook =>
        {
            var findings = PlaybookValidator.Validate(playbook);
            foreach (var finding in findings)
            {
                Assert.NotEmpty(finding.Message);
                Assert.NotEmpty(finding.Remedy);
            }

            // What has no error can be compiled, and what has one cannot.
            var isWrong = findings.Any(finding => finding.Level == FindingLevel.Error);
            if (isWrong)
            {
                Assert.Throws<PlaybookException>(() => CompiledPlaybook.Compile(playbook));
            }
            else
            {
                CompiledPlaybook.Compile(playbook);
                accepted++;
            }
        }));
        Assert.NotEqual(0, accepted);
    }

    [Fact]
    public void A_playbook_is_whole_exactly_when_nothing_has_to_be_removed()
    {
        var (whole, broken) = (0, 0);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3_000), Prop.ForAll(Arb.From(Playbooks()), playbook =>
        {
            var missing = new List<PlaybookFinding>();
            var present = new MissingParts(missing).Remove(playbook);
            Assert.True(WholeParts.IsWhole(present));

            // A name that is null counts as blank, and is found as that.
            if (WholeParts.IsWhole(playbook))
            {
                Assert.Empty(missing);
                Assert.Equal(PlaybookJson.Write(playbook), PlaybookJson.Write(present));
                whole++;
            }
            else
            {
                Assert.NotEqual(PlaybookJson.Write(playbook), PlaybookJson.Write(present));
                broken++;
            }
        }));
        Assert.NotEqual(0, whole);
        Assert.NotEqual(0, broken);
    }

    /// <summary>Makes the example with some of its parts replaced by anything at all.</summary>
    private static Gen<Playbook> Playbooks() =>
        from wild in Wild()
        from replaced in Gen.Elements(true, false, false, false).ListOf(12)
        let example = TestPlaybooks.WithChecklists
        select (replaced[0] ? wild : example) with
        {
            Levels = replaced[1] ? wild.Levels : example.Levels,
            Team = replaced[2] ? wild.Team : example.Team,
            Contacts = replaced[3] ? wild.Contacts : example.Contacts,
            Phases = replaced[4] ? wild.Phases : example.Phases,
            Clocks = replaced[5] ? wild.Clocks : example.Clocks,
            Ladders = replaced[6] ? wild.Ladders : example.Ladders,
            Templates = replaced[7] ? wild.Templates : example.Templates,
            Features = replaced[8] ? wild.Features : example.Features,
            Calendars = replaced[9] ? wild.Calendars : example.Calendars,
            Rules = replaced[10] ? wild.Rules : example.Rules,
            Audiences = replaced[11] ? wild.Audiences : example.Audiences,
        };

    private static Gen<Playbook> Wild() =>
        from name in Texts
        from zone in Gen.Frequency((3, Gen.Constant("Etc/UTC")), (1, Texts))
        from defaultLevel in Texts
        from onCall in Texts
        from others in Gen.Frequency((3, Gen.Constant(Defaults)), (1, Texts.ListOf(3).Select(texts => texts.ToArray())))
        from reopen in Times
        from levels in Few(from level in Texts
                           from title in Texts
                           from time in Times
                           from texts in Few(Texts)
                           from labels in Few(Labels())
                           from life in Lives
                           from hours in Texts
                           select new SeverityLevel { Name = level, Title = title, ResponseTime = time, Examples = texts, Labels = labels, Lifecycle = life, Calendar = hours })
        from team in Few(from role in Texts from called in Few(Texts) select new TeamRole { Name = role, Levels = called })
        from contacts in Few(from contact in Texts from reference in Texts select new Contact { Name = contact, Reference = reference })
        from phases in Few(from phase in Numbers
                           from title in Texts
                           from items in Few(from id in Texts from text in Texts select new ChecklistItem { Id = id, Text = text })
                           select new PlaybookPhase { Phase = (IncidentPhase)phase, Title = title, Items = items })
        from calendars in Few(Calendars())
        from clocks in Few(Clocks())
        from ladders in Few(Ladders())
        from rules in Few(Rules())
        from audiences in Few(from audience in Numbers from level in Texts from who in Few(Texts) select new AudienceMembers { Audience = (MessageAudience)audience, Level = level, Who = who })
        from templates in Few(from template in Texts from text in Texts from audience in Numbers select new MessageTemplate { Name = template, Text = text, Audience = (MessageAudience)audience })
        from scenarios in Few(from scenario in Texts from steps in Few(Texts) select new Scenario { Name = scenario, Steps = steps })
        from features in Few(from feature in Texts from labels in Few(Labels()) select new Feature { Name = feature, Labels = labels })
        from duties in Few(Duties())
        from notes in Few(from title in Texts from text in Texts select new PlaybookNote { Title = title, Text = text })
        from texts in Few(Texts)
        from rollback in Gen.Elements(null, new RollbackPlan { Triggers = texts, Steps = default })
        select new Playbook
        {
            Name = name,
            TimeZone = zone,
            DefaultLevel = defaultLevel,
            OnCall = onCall,
            Communications = others[0],
            EmergencyContact = others[1],
            ExternalAudience = others[2],
            ReopenWithin = reopen,
            Levels = levels,
            Team = team,
            Contacts = contacts,
            Phases = phases,
            Calendars = calendars,
            Clocks = clocks,
            Ladders = ladders,
            Rules = rules,
            Audiences = audiences,
            Templates = templates,
            Scenarios = scenarios,
            Features = features,
            Duties = duties,
            Notes = notes,
            Responsibilities = texts,
            Rollback = rollback,
        };

    private static Gen<CalendarDefinition> Calendars() =>
        from calendar in Texts
        from home in Texts
        from windows in Few(from day in Numbers select new WeeklyWindow { Day = (IsoDayOfWeek)day, Opens = LocalTime.Noon, Closes = LocalTime.Midnight })
        from extras in Few(Gen.Constant(new ExtraWindow { Date = new LocalDate(2026, 3, 2), Opens = LocalTime.Noon, Closes = LocalTime.Noon }))
        select new CalendarDefinition { Name = calendar, TimeZone = home, Windows = windows, ExtraWindows = extras, ClosedDates = default };

    private static Gen<ClockDefinition> Clocks() =>
        from clock in Texts
        from targets in Few(from level in Texts from time in Times from hours in Texts select new ClockTarget { Level = level, Within = time, Calendar = hours })
        from warnings in Fractions.ListOf()
        select new ClockDefinition { Name = clock, Targets = targets, Warnings = [.. warnings] };

    private static Gen<Ladder> Ladders() =>
        from ladder in Texts
        from level in Texts
        from cycle in Times
        from hasCycle in Gen.Elements(true, false)
        from repeats in Numbers
        from labels in Few(Labels())
        from steps in Few(from offset in Times from who in Few(Texts) from channels in Few(Texts) select new LadderStep { Offset = offset, Targets = who, Channels = channels })
        select new Ladder { Name = ladder, Level = level, Labels = labels, Steps = steps, Cycle = hasCycle ? cycle : null, Repeats = repeats };

    private static Gen<EscalationRule> Rules() =>
        from name in Texts
        from trigger in Numbers
        from clock in Texts
        from step in Numbers
        from levels in Few(Texts)
        from labels in Few(Labels())
        from verb in Numbers
        from roles in Few(Texts)
        from channels in Few(Texts)
        from kind in Numbers
        select new EscalationRule
        {
            Name = name,
            When = (RuleTrigger)trigger,
            Clock = clock,
            Step = step,
            Levels = levels,
            Labels = labels,
            Verb = (EscalationVerb)verb,
            Roles = roles,
            Channels = channels,
            Kind = (MessageKind)kind,
        };

    private static Gen<Duty> Duties() => from section in Texts from text in Texts select new Duty { Section = section, Text = text };

    private static Gen<LabelMatch> Labels() => from name in Texts from value in Texts select new LabelMatch { Name = name, Value = value };

    /// <summary>Makes no array at all, an empty one, or one of a few entries that may be null.</summary>
    private static Gen<ImmutableArray<T>> Few<T>(Gen<T> entry)
        where T : class => Gen.Frequency(
        (2, Gen.Constant(default(ImmutableArray<T>))),
        (5, entry.Select(only => ImmutableArray.Create(only))),
        (1, from first in entry from second in entry select ImmutableArray.Create(first, null!, second)));
}
