using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;

namespace MediMate.Incidents;

/// <summary>How one kind of event is kept.</summary>
internal sealed record EventEntry
{
    /// <summary>Gets the name under which it is kept. It never changes, whatever the type is called.</summary>
    public required string Name { get; init; }

    /// <summary>Gets how its present form is written and read.</summary>
    public required JsonTypeInfo Type { get; init; }

    /// <summary>Gets how each older form becomes the next one, form 1 first.</summary>
    public ImmutableArray<EventUpcast> Upcasts { get; init; } = [];

    /// <summary>Gets the number of its present form. Each upcast leads one form further.</summary>
    public int Form => Upcasts.Length + 1;
}
