namespace MediMate.Incidents;

/// <summary>Judges how severe something is. Every registered policy is asked; the most severe opinion wins.</summary>
/// <remarks>
/// Implementations are pure: the same context gives the same opinion, without I/O and without a clock. They are called from any thread. A
/// policy that throws is recorded and ignored.
/// </remarks>
public interface ISeverityPolicy
{
    /// <summary>Gets the name under which the opinion is recorded.</summary>
    /// <value>Default the type's name.</value>
    string Name => GetType().Name;

    /// <summary>Judges.</summary>
    /// <param name="context">What is known.</param>
    /// <returns>An opinion, or <see langword="null"/> to stay silent.</returns>
    SeverityOpinion? Assess(SeverityContext context);
}
