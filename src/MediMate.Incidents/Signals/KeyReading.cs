namespace MediMate.Incidents;

/// <summary>What a signal says of its key.</summary>
/// <param name="Change">How the sub-keys change; null for a signal that names none.</param>
/// <param name="IsQuiet">Whether nothing fires under the key any more.</param>
/// <param name="Observed">How many signals it counts for: of a group, how many sub-keys began to fire.</param>
internal readonly record struct KeyReading(SubKeyChange? Change, bool IsQuiet, long Observed);
