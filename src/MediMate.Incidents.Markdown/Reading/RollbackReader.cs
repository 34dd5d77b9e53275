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
            var items = context.ListItems(section, orderedOnly: section.Kind == SectionKind.Rollback).ToList();
            if (items.Count > 0)
            {
                context.Claim(isTriggers ? "the rollback triggers" : "the rollback steps", section);
            }

            if (isTriggers)
            {
                context.Places.RollbackTriggers.AddRange(items.Select(context.PlaceOf));
            }

            var texts = items.Select(context.Text);
            plan = isTriggers ? plan with { Triggers = plan.Triggers.AddRange(texts) } : plan with { Steps = plan.Steps.AddRange(texts) };
        }

        return plan;
    }
}
