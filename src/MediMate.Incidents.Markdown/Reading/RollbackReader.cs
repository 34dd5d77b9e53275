using MediMate.Incidents.Sections;

namespace MediMate.Incidents.Reading;

/// <summary>Reads when and how a release is rolled back.</summary>
internal static class RollbackReader
{
    public static RollbackPlan? Read(ReadingContext context)
    {
        var sections = context.SectionsOf(SectionKind.Rollback, SectionKind.RollbackTriggers, SectionKind.RollbackSteps).ToList();
        if (sections.Count == 0)
        {
            return null;
        }

        var plan = new RollbackPlan();
        foreach (var section in sections)
        {
            // Numbers under the bare heading are steps; bullets there may be either, and stay a note.
            var isTriggers = section.Kind == SectionKind.RollbackTriggers;
            var items = context.ListItems(section, orderedOnly: section.Kind == SectionKind.Rollback).Select(context.Text).ToList();
            if (items.Count > 0)
            {
                context.Claim(isTriggers ? "the rollback triggers" : "the rollback steps", section);
            }

            plan = isTriggers ? plan with { Triggers = plan.Triggers.AddRange(items) } : plan with { Steps = plan.Steps.AddRange(items) };
        }

        return plan;
    }
}
