namespace MediMate.Incidents;

/// <summary>Finds incidents by what they are, page by page.</summary>
/// <remarks>Safe for any number of threads. Every store of this family answers alike, each from an index.</remarks>
public interface IIncidentQueries
{
    /// <summary>Finds incidents, the newest first.</summary>
    /// <param name="query">Which ones; every condition that is given has to hold.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>A page, with the mark that gives the next one.</returns>
    /// <exception cref="ArgumentException"><paramref name="query"/> has a limit out of range, a mark that no page gave, or a text without a word.</exception>
    ValueTask<IncidentPage> ListAsync(IncidentQuery query, CancellationToken cancellationToken = default);
}
