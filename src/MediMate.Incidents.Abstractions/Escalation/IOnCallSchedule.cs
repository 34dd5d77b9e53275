using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>Says who is on call in a role, where the host keeps the rota.</summary>
/// <remarks>
/// Asked outside any transaction, when a step runs, together with the contact directory: both have two seconds (an option). How each person is
/// reached, the contact directory says.
/// </remarks>
public interface IOnCallSchedule
{
    /// <summary>Finds who is on call.</summary>
    /// <param name="at">The instant for which to answer.</param>
    /// <param name="cancellationToken">Is cancelled when the time allowed is over.</param>
    /// <returns>The ids of the people, each of whom is called; empty when there is nobody.</returns>
    ValueTask<ImmutableArray<string>> OnCallAsync(Instant at, CancellationToken cancellationToken);
}
