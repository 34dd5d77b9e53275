using MediMate.Incidents.Reading;

namespace MediMate.Incidents.Lint;

/// <summary>A look at the whole playbook for something that runs, but probably not as its authors think.</summary>
internal interface ILintRule
{
    /// <summary>Gets a value indicating whether the rule looks for names, which may be missing only because a row could not be read.</summary>
    bool NeedsEveryName { get; }

    void Check(ReadingContext context, Playbook playbook);
}
