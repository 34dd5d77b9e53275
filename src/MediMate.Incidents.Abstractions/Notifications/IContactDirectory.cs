using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>Says who is behind a role, a contact or a person's id, and how each of them is reached.</summary>
/// <remarks>Asked outside any transaction, when a step runs; after two seconds the playbook's own contacts answer instead.</remarks>
public interface IContactDirectory
{
    /// <summary>Finds the people behind a name.</summary>
    /// <param name="target">The name of a role or contact, or a person's id.</param>
    /// <param name="at">The instant for which to answer.</param>
    /// <param name="cancellationToken">Is cancelled when the time allowed is over.</param>
    /// <returns>The people; empty when there is nobody.</returns>
    ValueTask<ImmutableArray<Responder>> FindAsync(string target, Instant at, CancellationToken cancellationToken);
}
