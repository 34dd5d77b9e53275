namespace MediMate.Incidents;

/// <summary>Writes events as bytes with a name and the number of their form, and reads them back.</summary>
/// <remarks>
/// A name never changes. A changed form gets the next number, and older forms can still be read. Safe for any number of threads.
/// </remarks>
public static class EventJson
{
    /// <summary>Gets the names of all events.</summary>
    /// <value>Sorted, ordinal.</value>
    public static IEnumerable<string> Names => EventCatalog.Engine.Names;

    /// <summary>Gets the name under which an event is kept.</summary>
    /// <param name="happened">The event.</param>
    /// <returns>The name, for instance <c>Acknowledged</c>.</returns>
    public static string NameOf(IncidentEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        return EventCatalog.Engine.NameOf(happened);
    }

    /// <summary>Gets the number of the form in which an event is written.</summary>
    /// <param name="happened">The event.</param>
    /// <returns>The number, counted from one.</returns>
    public static int FormOf(IncidentEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        return EventCatalog.Engine.FormOf(happened);
    }

    /// <summary>Writes an event in its canonical form.</summary>
    /// <param name="happened">The event.</param>
    /// <returns>JSON in UTF-8; equal events give equal bytes.</returns>
    public static byte[] Write(IncidentEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        return EventCatalog.Engine.Write(happened);
    }

    /// <summary>Reads an event.</summary>
    /// <param name="name">The name under which it was kept.</param>
    /// <param name="form">The number of the form in which it was written.</param>
    /// <param name="json">JSON in UTF-8.</param>
    /// <returns>The event; an <see cref="UnknownEvent"/> where this version does not know the name or the form.</returns>
    /// <exception cref="IncidentStoreException">The bytes are no such event.</exception>
    public static IncidentEvent Read(string name, int form, ReadOnlySpan<byte> json)
    {
        ArgumentNullException.ThrowIfNull(name);
        return EventCatalog.Engine.Read(name, form, json);
    }
}
