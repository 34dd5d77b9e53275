namespace MediMate.Incidents.Tests.Laws;

/// <summary>A rule of a host that throws at each note.</summary>
internal sealed class ThrowingRule : IEscalationRule
{
    public EscalationAction? Decide(EscalationContext context) => context.Cause is NoteAdded ? throw new InvalidOperationException("a rule of the host") : null;
}
