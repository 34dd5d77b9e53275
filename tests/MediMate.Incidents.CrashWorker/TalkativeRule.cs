namespace MediMate.Incidents.CrashWorker;

/// <summary>A rule that tells of notes, climbs at what is found out, and throws at some things.</summary>
internal sealed class TalkativeRule : IEscalationRule
{
    public EscalationAction? Decide(EscalationContext context) => context.Cause switch
    {
        NoteAdded => EscalationAction.Tell("somebody wrote a note", "Product Manager"),
        ImpactDescribed => EscalationAction.Climb("the impact is known", "CTO", "Product Manager"),
        SignalsObserved => throw new InvalidOperationException("a rule of the host"),
        _ => null,
    };
}
