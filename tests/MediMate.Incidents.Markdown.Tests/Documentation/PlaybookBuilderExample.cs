using NodaTime;

namespace MediMate.Incidents.Markdown.Tests.Documentation;

/// <summary>The example of the page on playbooks.</summary>
public sealed class PlaybookBuilderExample
{
    [Fact]
    public void Playbook_of_the_page_equals_the_file_that_says_the_same()
    {
        // snippet: playbook-builder
        var playbook = new PlaybookBuilder("Night shift")
            .UseTimeZone("Asia/Kuala_Lumpur")
            .UseDefaultLevel("P1")
            .AddLevel("P0", Duration.FromMinutes(15), level => level.Titled("Critical").WithExamples("Complete app down", "data breach"))
            .AddLevel("P1", Duration.FromHours(1), level => level.During("Office"))
            .AddCalendar("Office", hours => hours.Open(IsoDayOfWeek.Monday, IsoDayOfWeek.Friday, new LocalTime(9, 0), new LocalTime(17, 0)))
            .AddRole("On-call Engineer")
            .AddRole("CTO", "P0")
            .AddLadder("P0", ladder => ladder
                .AddStep(Duration.Zero, "On-call Engineer", "sms")
                .AddStep(Duration.FromMinutes(10), "CTO", "sms")
                .Repeat(Duration.FromMinutes(15), repeats: 2))
            .AddPhase(IncidentPhase.Containing, "Containment", phase => phase.AddItems("Isolate affected systems", "Activate feature flags if needed"))
            .AddContact("On-call Engineer", "config:Contacts:OnCall")
            .AddContact("CTO", "config:Contacts:Cto")
            .Build();
        // end of snippet

        var read = PlaybookAssert.Reads(
            """
            # Night shift

            ## Settings
            - Time zone: Asia/Kuala_Lumpur
            - Default level: P1

            ## Severity Levels
            | Level | Response Time | Examples | Calendar |
            |---|---|---|---|
            | P0 (Critical) | 15 min | Complete app down, data breach | |
            | P1 | 1 h | | Office |

            ## Working hours
            | Calendar | Days | Hours |
            |---|---|---|
            | Office | Mon-Fri | 09:00-17:00 |

            ## Team
            - On-call Engineer
            - CTO (for P0 incidents)

            ## Escalation
            | Level | After | Who | Channels | Cycle | Repeats |
            |---|---|---|---|---|---|
            | P0 | +0 | On-call Engineer | sms | 15 min | 2 |
            | | +10 min | CTO | sms | | |

            ## Containment
            - Isolate affected systems
            - Activate feature flags if needed

            ## Contacts
            - On-call Engineer: config:Contacts:OnCall
            - CTO: config:Contacts:Cto
            """);

        PlaybookAssert.Equal(read, playbook);
    }
}
