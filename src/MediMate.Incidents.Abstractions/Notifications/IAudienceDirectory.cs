using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>Says who is in an audience: the people of the company who have to know of an incident, or the users outside.</summary>
/// <remarks>
/// Asked for updates, outside any transaction; after two seconds, or where it throws, the playbook's roles and contacts get the update instead. Its answer
/// counts as it is, also when it is empty.
/// </remarks>
public interface IAudienceDirectory
{
    /// <summary>Finds who is in an audience.</summary>
    /// <param name="question">Which audience, of which incident, when.</param>
    /// <param name="cancellationToken">Is cancelled when the time allowed is over.</param>
    /// <returns>The recipients: each gets one message, by the first of its methods, in its language. Empty when there is nobody.</returns>
    ValueTask<ImmutableArray<Responder>> FindAsync(AudienceQuestion question, CancellationToken cancellationToken);
}
