using System.Collections.Immutable;

namespace MediMate.Incidents.Testing.Tests.Models;

/// <summary>A rule in which the engine is known to differ from the model.</summary>
internal enum ModelFeature
{
    /// <summary>An update that was written before a reopening does not count as told in the new cycle.</summary>
    UpdateCountsInItsCycle,

    /// <summary>A ladder without cycle is exhausted when the response clock was due as the ladder started: a pause never moves a ladder.</summary>
    PauseLeavesTheEndOfTheLadder,
}

/// <summary>What the engine does not do yet, or does otherwise. Empty at the end.</summary>
internal static class ModelFeatures
{
    private static readonly ImmutableHashSet<ModelFeature> Missing = [ModelFeature.UpdateCountsInItsCycle, ModelFeature.PauseLeavesTheEndOfTheLadder];

    public static bool Has(ModelFeature feature) => !Missing.Contains(feature);
}
