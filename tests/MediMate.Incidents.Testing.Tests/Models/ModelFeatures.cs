using System.Collections.Immutable;

namespace MediMate.Incidents.Testing.Tests.Models;

/// <summary>A part of the rules that the engine may not have yet, or has otherwise.</summary>
internal enum ModelFeature
{
    /// <summary>An update that was written before a reopening does not count as told in the new cycle.</summary>
    UpdateCountsInItsCycle,

    /// <summary>A ladder without cycle is exhausted when the response clock was due as the ladder started: a pause never moves a ladder.</summary>
    PauseLeavesTheEndOfTheLadder,

    /// <summary>Levels change: by people, by signals on held keys, by what is affected; clocks are retargeted, facts become suggestions.</summary>
    SeverityChanges,

    /// <summary>A level informs people whom it concerns, once a cycle.</summary>
    MustKnow,

    /// <summary>An incident that nobody took charge of closes by itself when all its keys are quiet.</summary>
    SelfResolve,

    /// <summary>The clock that repeats with each update to users.</summary>
    UpdateCadence,

    /// <summary>The clock from the confirmed resolution to the completed review.</summary>
    ReviewDue,

    /// <summary>Signals that are attached, evidence, corrections, and the alerts of a group told apart.</summary>
    Attachments,

    /// <summary>Incidents that are cancelled as duplicates: their keys go to the original.</summary>
    Duplicates,

    /// <summary>The original of a duplicate, too, does first what was due before the keys move.</summary>
    OriginalCatchesUp,

    /// <summary>The key of a duplicate is its original's, also where that is resolved and the duplicate is restored.</summary>
    KeysStayWithTheOriginal,

    /// <summary>Silences and maintenance windows.</summary>
    Silences,

    /// <summary>An incident is reopened although others hold several of its keys by now.</summary>
    ReopeningWithoutSeveralKeys,

    /// <summary>Any command of a person may be told late, pauses too.</summary>
    ToldLate,
}

/// <summary>What the engine does not do yet, or does otherwise. Empty at the end.</summary>
internal static class ModelFeatures
{
    private static readonly ImmutableHashSet<ModelFeature> Missing =
    [
        ModelFeature.KeysStayWithTheOriginal,
        ModelFeature.OriginalCatchesUp,
    ];

    public static bool Has(ModelFeature feature) => !Missing.Contains(feature);
}
