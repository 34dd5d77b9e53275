using MediMate.Incidents.Testing;

namespace MediMate.Incidents.Relational.Tests.Faults;

/// <summary>The playbook of these tests. All that is due lies far enough apart that work which a fault puts off by a minute or two changes no order.</summary>
internal static class FaultPlaybook
{
    private const string Text = """
        # Faults

        ## Settings
        | Setting | Value |
        |---------|-------|
        | Time zone | Asia/Kuala_Lumpur |
        | Default level | P1 |
        | Reopen within | 60 minutes |
        | On-call | On-call Engineer |
        | Communications | Support Team Lead |
        | Emergency contact | Emergency Support |
        | External audience | External Users |

        ## Severity Levels
        | Level | Description | Response Time | Examples | Lifecycle | Acknowledgement times out |
        |-------|-------------|---------------|----------|-----------|---------------------------|
        | P0 (Critical) | All is down | 60 minutes | Complete app down | full | 45 minutes |
        | P1 (High) | Much is down | 2 hours | Core feature broken | full | 24 hours |
        | P3 (Low) | Little is down | 24 hours | UI glitch | short | |

        ## Clocks
        | Clock | P0 | P1 | P3 | Warn at | Pause |
        |-------|----|----|----|---------|-------|
        | Response | 60 minutes | 2 hours | 24 hours | 50 % | yes |

        ## Escalation
        | Level | After | Who | Channels | Cycle | Repeats |
        |-------|-------|-----|----------|-------|---------|
        | P0 | +0 | On-call Engineer | sms | 40 min | 1 |
        |    | +20 min | Engineering Manager | sms | | |
        | P1 | +0 | On-call Engineer | mail | | |
        | P3 | +0 | On-call Engineer | mail | | |

        ## Escalation Rules
        | Rule | When | Level | Do | Who | Kind |
        |------|------|-------|----|-----|------|
        | tell of breaches | response breached | P0 | tell | Support Team Lead | note |
        | climb beside the second step | step 2 ran | P0 | climb | Support Team Lead | page |

        ## Core Team
        1. On-call Engineer
        2. Engineering Manager
        3. Support Team Lead

        ## Incident Management Workflow

        ### 2. Initial Assessment
        - Classify severity

        ### 4. Investigation
        - Root cause analysis

        ### 5. Resolution
        - Develop fix

        ## Contact Information
        - On-call Engineer: aisyah
        - Engineering Manager: ben
        - Support Team Lead: siti
        - Emergency Support: ems
        """;

    public static Playbook Read() => PlaybookMarkdown.Parse(Text, "faults.md");

    public static void AddPeople(IncidentHarnessOptions options) => options
        .AddPerson("aisyah", "On-call Engineer", "sms", "mail")
        .AddPerson("ben", "Engineering Manager", "sms", "mail")
        .AddPerson("siti", "Support Team Lead", "mail")
        .AddPerson("ems", "Emergency Support", "sms");
}
