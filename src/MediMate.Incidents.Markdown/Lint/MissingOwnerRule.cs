using MediMate.Incidents.Reading;

namespace MediMate.Incidents.Lint;

/// <summary>Finds responsibilities that name nobody.</summary>
internal sealed class MissingOwnerRule : ILintRule
{
    public bool NeedsEveryName => true;

    public void Check(ReadingContext context, Playbook playbook)
    {
        var people = new PhraseSet(playbook.Team.Select(role => role.Name).Concat(playbook.Contacts.Select(contact => contact.Name)));
        var role = BuiltInLadder.OnCallRole(playbook);
        foreach (var (responsibility, place) in playbook.Responsibilities.Zip(context.Places.Responsibilities))
        {
            if (!people.IsIn(LintWords.Of(responsibility)))
            {
                context.Log.Add(LintFindings.MissingOwner(responsibility, role), place);
            }
        }
    }
}
