namespace MediMate.Incidents;

/// <summary>Decides on what a store loaded.</summary>
/// <param name="request">The request.</param>
/// <param name="loaded">What was loaded for it.</param>
/// <returns>The changes to commit, or none.</returns>
public delegate StoreDecision StoreDecide(StoreRequest request, StoreLoaded loaded);
