namespace MediMate.Incidents;

/// <summary>Decides, for each thing that happens to an incident, whether somebody beside the ladder is to hear of it.</summary>
/// <remarks>
/// A function of what it is given: it reads no clock, does no I/O, keeps nothing, and may be called from any thread, several times for one event
/// when a commit is tried again. It is called within the commit, so it must not block. One that throws is recorded on the timeline and ignored.
/// What it says is done once for each event: the message's key is made from the event.
/// </remarks>
public interface IEscalationRule
{
    /// <summary>Gets the name under which it stands on the timeline.</summary>
    /// <value>Default: the name of its type.</value>
    string Name => GetType().Name;

    /// <summary>Decides about something that happened.</summary>
    /// <param name="context">What happened, and the incident after it.</param>
    /// <returns>What to do; <see langword="null"/> for nothing.</returns>
    EscalationAction? Decide(EscalationContext context);
}
