namespace MediMate.Incidents;

/// <summary>Fills a salt with random bytes; tests give bytes that they know.</summary>
internal delegate void SaltSource(Span<byte> salt);
