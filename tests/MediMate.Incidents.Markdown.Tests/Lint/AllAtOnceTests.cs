namespace MediMate.Incidents.Markdown.Tests.Lint;

/// <summary>One run names everything that is wrong, each at its place.</summary>
public sealed class AllAtOnceTests
{
    [Fact]
    public void Errors_and_warnings_of_a_file_are_told_in_one_run()
    {
        var reading = PlaybookMarkdown.Read("""
            # Test

            ## Settings
            | Setting | Value |
            |---------|-------|
            | Time zone | Asia/Kuala_Lumpurr |
            | Default level | P9 |
            | Communications | Town Crier |

            ## Severity Levels
            | Level | Description | Response Time | Examples |
            |-------|-------------|---------------|----------|
            | P0 (Critical) | All down | 15 minuts | app down |
            | P0 (High) | Much down | 1 hour | feature broken |
            | P2 (Medium) | Some down | -15 minutes | glitch |

            ## Clocks
            | Clock | P0 | P7 |
            |-------|----|----|
            | Reaction | 0 min | |
            | Resolution | 1 hour | 2 hours |

            ## Core Team
            - On-call Engineer
            - CTO (for P8 incidents)

            ## Escalation
            | Level | After | Who | Cycle | Repeats |
            |-------|-------|-----|-------|---------|
            | P0 | +0 | On-call Engineer | 10 min | 1 |
            |    | +10 min | Chief Wizard | | |
            | P2 | -5 min | On-call Engineer | | |

            ## Responsibilities
            - Containment

            ## Templates
            ### User Notification
            "It is [weather]."

            ## Training
            - Regular drills
            """, "wrong.md");

        Assert.Null(reading.Playbook);
        Assert.Equal(
            [
                "6:15 Error MMI1005", "7:19 Error MMI1004", "8:20 Error MMI1042", "13:30 Error MMI1112", "14:3 Error MMI1002", "15:29 Error MMI1112",
                "20:3 Error MMI1114", "20:14 Error MMI1112", "21:3 Error MMI1004", "25:3 Error MMI1004", "30:3 Error MMI1014", "31:18 Error MMI1011", "32:8 Error MMI1112",
                "35:3 Warning MMI1133", "38:5 Error MMI1017", "42:3 Warning MMI1134",
            ],
            reading.Findings.Select(finding => $"{finding.Line}:{finding.Column} {finding.Level} {finding.Code}"));
        Assert.Contains("\"-15 minutes\": a time cannot be negative", reading.Findings[5].Message, StringComparison.Ordinal);
        Assert.All(reading.Findings, finding => Assert.NotEmpty(finding.Remedy));
    }

    [Theory]
    [InlineData("MMI1040", 2, 3, "## Contacts\n- : x")]
    [InlineData("MMI1040", 2, 5, "## Scenarios\n### <!-- later -->\n- Stop")]
    [InlineData("MMI1042", 2, 12, "## Settings\n- On-call: Nobody")]
    [InlineData("MMI1044", 6, 3, "## Team\n- CTO\n## Escalation\n| Level | After | Who | Cycle | Repeats |\n|---|---|---|---|---|\n| P0 | 0 | CTO | 1 day | 99999 |")]
    [InlineData("MMI1046", 4, 3, "## Clocks\n| Clock | P0 | P0 (Critical) |\n|---|---|---|\n| Response | 5 min | 6 min |")]
    [InlineData("MMI1002", 3, 3, "## Features\n- Sign-in\n- SIGN-IN")]
    public void A_mistake_in_the_model_is_found_at_the_part_it_speaks_of(string code, int line, int column, string part)
    {
        var finding = PlaybookAssert.Finds(code, TestDocuments.With(part));

        Assert.Equal((FindingLevel.Error, 9 + line, column), (finding.Level, finding.Line, finding.Column));
    }

    [Fact]
    public void A_part_of_a_target_without_a_hundredfold_is_a_finding() =>
        PlaybookAssert.Finds("MMI1007", TestDocuments.With("## Clocks\n| Clock | P0 | Warn at |\n|---|---|---|\n| Response | 5 min | 79228162514264337593543950335 |"));

    [Fact]
    public void A_template_of_brackets_is_refused_without_being_parsed() =>
        PlaybookAssert.Finds("MMI1047", TestDocuments.With($"## Templates\n### User Notification\n```\n{new string('[', 9_000_000)}\n```"));

    [Fact]
    public void Warnings_alone_never_stop_a_playbook_however_many_they_are()
    {
        var reading = PlaybookMarkdown.Read(TestDocuments.With($"## Training\n{string.Concat(Enumerable.Repeat("- Regular drills\n", 2_000))}"));

        Assert.NotNull(reading.Playbook);
        Assert.Equal(1_001, reading.Findings.Length);
        Assert.Equal(("MMI1130", FindingLevel.Warning), (reading.Findings[^1].Code, reading.Findings[^1].Level));
    }

    [Fact]
    public void An_error_is_not_lost_behind_a_thousand_warnings()
    {
        var reading = PlaybookMarkdown.Read(TestDocuments.With($"## Training\n{string.Concat(Enumerable.Repeat("- Regular drills\n", 2_000))}\n## Settings\n- Default level: P9"));

        Assert.Null(reading.Playbook);
        Assert.Contains(reading.Findings, finding => finding.Code == "MMI1004");
        Assert.Equal(("MMI1130", FindingLevel.Error), (reading.Findings[^1].Code, reading.Findings[^1].Level));
    }
}
