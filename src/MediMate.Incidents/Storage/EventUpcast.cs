namespace MediMate.Incidents;

/// <summary>Turns the bytes of an event's form into those of the next form.</summary>
/// <param name="json">JSON in UTF-8, form n.</param>
/// <returns>JSON in UTF-8, form n + 1.</returns>
internal delegate byte[] EventUpcast(ReadOnlySpan<byte> json);
