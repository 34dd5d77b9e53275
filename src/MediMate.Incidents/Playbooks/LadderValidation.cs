using NodaTime;

namespace MediMate.Incidents;

/// <summary>The checks on one ladder.</summary>
internal static class LadderValidation
{
    public static void Check(Playbook playbook, Ladder ladder, List<PlaybookFinding> findings)
    {
        if (!PlaybookValidator.HasLevel(playbook, ladder.Level))
        {
            findings.Add(PlaybookFindings.UnknownLevel($"Ladder \"{ladder.Name}\"", ladder.Level, playbook));
        }

        if (ladder.Steps.IsEmpty)
        {
            findings.Add(PlaybookFindings.EmptyLadder(ladder.Name));
            return;
        }

        CheckSteps(playbook, ladder, findings);
        CheckLoops(ladder, findings);
    }

    private static void CheckSteps(Playbook playbook, Ladder ladder, List<PlaybookFinding> findings)
    {
        var earlier = Duration.Zero;
        foreach (var step in ladder.Steps)
        {
            if (step.Offset < earlier)
            {
                findings.Add(PlaybookFindings.StepOutOfOrder(ladder.Name, step.Offset, earlier));
            }

            earlier = Duration.Max(earlier, step.Offset);
            if (step.Targets.IsEmpty)
            {
                findings.Add(PlaybookFindings.StepWithoutTarget(ladder.Name, step.Offset));
            }

            findings.AddRange(step.Targets.Where(target => !IsKnown(playbook, target))
                .Select(target => PlaybookFindings.UnknownTarget(ladder.Name, target)));
            findings.AddRange(step.Targets.Where(target => IsBlank(playbook, target))
                .Select(target => PlaybookFindings.BlankTarget(ladder.Name, target)));
        }
    }

    private static void CheckLoops(Ladder ladder, List<PlaybookFinding> findings)
    {
        if (ladder.Repeats < 0)
        {
            findings.Add(PlaybookFindings.NegativeRepeats(ladder.Name, ladder.Repeats));
        }

        if (ladder.Cycle is { } cycle && cycle <= ladder.Steps[^1].Offset)
        {
            findings.Add(PlaybookFindings.CycleTooShort(ladder.Name, cycle, ladder.Steps[^1].Offset));
        }

        if (ladder.Cycle is null && ladder.Repeats > 0)
        {
            findings.Add(PlaybookFindings.RepeatsWithoutCycle(ladder.Name));
        }
    }

    private static bool IsKnown(Playbook playbook, string target) =>
        playbook.Team.Any(role => Same(role.Name, target)) || playbook.Contacts.Any(contact => Same(contact.Name, target));

    private static bool IsBlank(Playbook playbook, string target) =>
        playbook.Contacts.Any(contact => Same(contact.Name, target) && contact.Reference is null);

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
