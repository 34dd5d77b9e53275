using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace MediMate.Incidents.Testing;

/// <summary>How a script is run.</summary>
public sealed class ScriptRunOptions
{
    /// <summary>Gets until when, its end included.</summary>
    /// <value><see langword="null"/>, the default, for the script's own end.</value>
    public Instant? Until { get; init; }

    /// <summary>Gets what else to register with the engine: another store, policies, settings.</summary>
    /// <value><see langword="null"/>, the default, for nothing. Called at each start of the engine; an empty store is expected at the first.</value>
    public Action<IncidentResponseBuilder>? Configure { get; init; }
}
