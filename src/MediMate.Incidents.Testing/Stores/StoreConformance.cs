using System.Collections.Frozen;
using System.Collections.Immutable;
using MediMate.Incidents.Testing.Stores;

namespace MediMate.Incidents.Testing;

/// <summary>The contract of <see cref="IIncidentStore"/> and <see cref="IIncidentQueries"/> as named checks, for any test framework.</summary>
/// <remarks>
/// A check calls the store directly with decisions of its own, so that a failure names the call that broke. Checks are independent and may run in
/// parallel: each gets a <see cref="StoreUnderTest"/> of its own. Safe for any number of threads.
/// </remarks>
public sealed class StoreConformance
{
    private static readonly ImmutableArray<StoreCheck> OfEveryStore =
    [
        .. LoadChecks.All, .. NumberChecks.All, .. CommitChecks.All, .. RefusalChecks.All, .. KeyChecks.All, .. BatchChecks.All, .. SubjectChecks.All, .. SubjectRefusalChecks.All, .. SubjectDueChecks.All,
        .. SubjectRaceChecks.All, .. ReceiptChecks.All, .. ReadChecks.All,
        .. OutboxRowChecks.All, .. BundleChecks.All, .. DueChecks.All, .. DueClaimChecks.All, .. HealthChecks.All, .. OutboxDueChecks.All, .. OutboxClaimChecks.All, .. FidelityChecks.All,
        .. PlaybookChecks.All, .. CancellationChecks.All, .. RaceChecks.All, .. ClaimRaceChecks.All, .. EngineChecks.All,
    ];

    private static readonly ImmutableArray<StoreCheck> OfQueries = [.. ListChecks.All, .. PageChecks.All];

    private static readonly ImmutableArray<StoreCheck> OfDurableStores = [.. RestartChecks.All, .. NodeChecks.All];

    private static readonly FrozenDictionary<string, StoreCheck> ByName =
        OfEveryStore.Concat(OfQueries).Concat(OfDurableStores).ToFrozenDictionary(check => check.Name, StringComparer.Ordinal);

    private readonly Func<StoreUnderTest> _create;

    /// <summary>Initializes a new instance of the <see cref="StoreConformance"/> class.</summary>
    /// <param name="create">Makes a store under test, with empty data of its own each time.</param>
    public StoreConformance(Func<StoreUnderTest> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        _create = create;
    }

    /// <summary>Gets the names of all checks, those of <see cref="QueryChecks"/> and <see cref="DurableChecks"/> too.</summary>
    /// <value>Sentences such as <c>Claim_gives_the_longest_overdue_first</c>. A later version may have more.</value>
    public static ImmutableArray<string> Checks { get; } = [.. Names(OfEveryStore), .. Names(OfQueries), .. Names(OfDurableStores)];

    /// <summary>Gets the names of the checks that need a store which is <see cref="IIncidentQueries"/> too.</summary>
    /// <value>Leave them out for a store that answers no queries: they fail on it.</value>
    public static ImmutableArray<string> QueryChecks { get; } = Names(OfQueries);

    /// <summary>Gets the names of the checks that open a second store on the same data: after a restart, or as another node.</summary>
    /// <value>Leave them out for a store that keeps nothing beyond its own life: they fail on it.</value>
    public static ImmutableArray<string> DurableChecks { get; } = Names(OfDurableStores);

    /// <summary>Runs a check.</summary>
    /// <param name="check">The name of the check, one of <see cref="Checks"/>.</param>
    /// <param name="cancellationToken">Gives up. Give one with a time limit: a store that never answers holds the check.</param>
    /// <returns>A task that ends when the store has passed.</returns>
    /// <exception cref="StoreConformanceException">The store does not keep the contract, or threw where it must not.</exception>
    /// <exception cref="ArgumentException">There is no such check.</exception>
    public async ValueTask RunAsync(string check, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(check);
        if (!ByName.TryGetValue(check, out var known))
        {
            throw new ArgumentException($"There is no check \"{check}\". Give a name of StoreConformance.Checks.", nameof(check));
        }

        var subject = _create();
        await using (subject.ConfigureAwait(false))
        {
            var stage = new CheckStage(check, subject, cancellationToken);
            await using (stage.ConfigureAwait(false))
            {
                await RunAsync(known, stage).ConfigureAwait(false);
            }
        }
    }

    private static async Task RunAsync(StoreCheck check, CheckStage stage)
    {
        try
        {
            await stage.OpenAsync().ConfigureAwait(false);
            await check.Body(stage).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not StoreConformanceException && !stage.CancellationToken.IsCancellationRequested)
        {
            throw stage.Expect.Failure("no call to throw here", $"{exception.GetType().Name}: {exception.Message}", exception);
        }
    }

    private static ImmutableArray<string> Names(ImmutableArray<StoreCheck> checks) => [.. checks.Select(check => check.Name)];
}
