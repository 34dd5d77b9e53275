using MediMate.Incidents;
using MediMate.Incidents.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace PackageHost.Tests.Seams;

/// <summary>The playbook on which parts of a host are tried, and a harness with one of them.</summary>
internal static class SchoolPlaybook
{
    private const string Text = """
        # A school

        ## Severity Levels

        | Level | Response Time | Examples | Lifecycle | Calendar |
        |-------|---------------|----------|-----------|----------|
        | P0 (Critical) | 15 minutes | everything is down | full | |
        | P2 (Low) | 4 hours | a typo | short | Office |

        ## Settings

        | Setting | Value |
        |---------|-------|
        | Time zone | Asia/Kuala_Lumpur |
        | Default level | P2 |
        | Emergency contact | Head of IT |
        | Communications | Head of IT |
        | External audience | Users |

        ## Calendars

        | Calendar | Zone | Days | Hours |
        |----------|------|------|-------|
        | Office | Asia/Kuala_Lumpur | Mon-Fri | 09:00-18:00 |

        ## Escalation

        | Level | After | Who | Channels |
        |-------|-------|-----|----------|
        | P0 | +0 | On-call Engineer | pager |
        | P2 | +0 | On-call Engineer | pager |

        ## Core Team

        1. On-call Engineer
        2. Head of IT

        ## Contacts

        - On-call Engineer: aisyah
        - Head of IT: ben
        - Users: all-parents

        ## Communication Templates

        ### User Notification
        "We're experiencing [brief description]."
        """;

    public static Playbook Playbook { get; } = PlaybookMarkdown.Parse(Text, "school.md");

    /// <summary>A signal that is a P0.</summary>
    public static Signal Outage { get; } = new() { Key = "probe/school", Summary = "everything is down" };

    public static IncidentHarness Start(Action<IncidentResponseBuilder> configure) => new(Playbook, options =>
    {
        options.AddPerson("aisyah", "On-call Engineer", "pager").AddPerson("ben", "Head of IT", "pager").AddPerson("all-parents", "Users", "pager");
        options.Configure = configure;
    });
}
