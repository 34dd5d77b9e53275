using System.Text;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>The key by which the nodes of one store sign acknowledgement tokens, where the host gives none. The first node that needs it puts it in.</summary>
/// <remarks>It is a secret: it is left out of archives, and its text form shows nothing of it.</remarks>
public sealed record SigningKey : StoredSubject
{
    /// <summary>Gets the secret.</summary>
    /// <value>At least 32 bytes, as base64.</value>
    public required string Secret { get; init; }

    /// <inheritdoc/>
    public override SubjectKind Kind => SubjectKind.SigningKey;

    /// <inheritdoc/>
    public override Instant? NextDueAt => null;

    /// <inheritdoc/>
    protected override bool PrintMembers(StringBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Append(nameof(Id)).Append(" = ").Append(Id);
        return true;
    }
}
