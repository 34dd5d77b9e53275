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

        // The labels of a ladder in any order are the same labels.
        findings.AddRange(playbook.Ladders
            .Where(ladder => !string.IsNullOrWhiteSpace(ladder.Level))
            .GroupBy(ladder => $"{ladder.Level}\n{string.Join('\n', ladder.Labels.Select(label => $"{label.Name}={label.Value}").Order(StringComparer.OrdinalIgnoreCase))}", StringComparer.OrdinalIgnoreCase)
            .Where(same => same.Count() > 1)
            .Select(same => PlaybookFindings.TwoLadders(same.First())));
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

            if (ladder.UntilAcknowledged && ladder.Repeats > 0)
            {
                findings.Add(PlaybookFindings.RepeatsWithoutEnd(ladder.Name, ladder.Repeats));
            }

            TimeValidation.CheckLoops($"The time that all loops of the ladder \"{ladder.Name}\" take", cycle, ladder.Repeats, findings);
        }
        else if (ladder.Repeats > 0 || ladder.UntilAcknowledged)
        {
            findings.Add(PlaybookFindings.RepeatsWithoutCycle(ladder.Name));
        }
    }
}
