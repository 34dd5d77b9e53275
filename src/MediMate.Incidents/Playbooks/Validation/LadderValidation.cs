using NodaTime;

namespace MediMate.Incidents;

/// <summary>The checks on the ladders.</summary>
internal static class LadderValidation
{
    public static void Check(Playbook playbook, KnownNames known, List<PlaybookFinding> findings)
    {
        foreach (var ladder in playbook.Ladders)
        {
            Check(playbook, ladder, known, findings);
        }

        findings.AddRange(NameValidation.Repeated(playbook.Ladders.Select(ladder => ladder.Level)).Select(PlaybookFindings.TwoLadders));
    }

    private static void Check(Playbook playbook, Ladder ladder, KnownNames known, List<PlaybookFinding> findings)
    {
        if (!known.HasLevel(ladder.Level))
        {
            findings.Add(PlaybookFindings.UnknownLevel($"Ladder \"{ladder.Name}\"", ladder.Level, playbook));
        }

        if (ladder.Steps.IsEmpty)
        {
            findings.Add(PlaybookFindings.EmptyLadder(ladder.Name));
            return;
        }

        CheckSteps(ladder, known, findings);
        CheckLoops(ladder, findings);
    }

    private static void CheckSteps(Ladder ladder, KnownNames known, List<PlaybookFinding> findings)
    {
        var earlier = Duration.Zero;
        foreach (var step in ladder.Steps)
        {
            if (step.Offset < Duration.Zero)
            {
                findings.Add(PlaybookFindings.NegativeStep(ladder.Name, step.Offset));
            }
            else if (step.Offset < earlier)
            {
                findings.Add(PlaybookFindings.StepOutOfOrder(ladder.Name, step.Offset, earlier));
            }

            TimeValidation.CheckLength($"A step of the ladder \"{ladder.Name}\"", step.Offset, findings);
            earlier = Duration.Max(earlier, step.Offset);
            if (step.Targets.IsEmpty)
            {
                findings.Add(PlaybookFindings.StepWithoutTarget(ladder.Name, step.Offset));
            }

            findings.AddRange(step.Targets.Where(target => !known.HasPerson(target)).Select(target => PlaybookFindings.UnknownTarget(ladder.Name, target)));
            findings.AddRange(step.Targets.Where(known.IsBlankContact).Select(target => PlaybookFindings.BlankTarget(ladder.Name, target)));
        }
    }

    private static void CheckLoops(Ladder ladder, List<PlaybookFinding> findings)
    {
        if (ladder.Repeats < 0)
        {
            findings.Add(PlaybookFindings.NegativeRepeats(ladder.Name, ladder.Repeats));
        }

        var last = ladder.Steps.Max(step => step.Offset);
        if (ladder.Cycle is { } cycle)
        {
            if (cycle <= Duration.Max(last, Duration.Zero))
            {
                findings.Add(PlaybookFindings.CycleTooShort(ladder.Name, cycle, last));
            }

            TimeValidation.CheckLoops($"The time that all loops of the ladder \"{ladder.Name}\" take", cycle, ladder.Repeats, findings);
        }
        else if (ladder.Repeats > 0)
        {
            findings.Add(PlaybookFindings.RepeatsWithoutCycle(ladder.Name));
        }
    }
}
