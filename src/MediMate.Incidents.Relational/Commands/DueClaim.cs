using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>Takes what is due, incidents and other subjects alike, in a transaction that somebody else commits.</summary>
internal sealed class DueClaim(Dialect dialect, Session session, StoreClaim claim)
{
    public static Instant LeaseOf(StoreClaim claim) => Instant.Max(claim.LeasedUntil, claim.Now + Duration.FromTicks(10));

    public async ValueTask<ImmutableArray<DueSubject>> TakeAsync(CancellationToken cancellationToken)
    {
        var incidents = await FindAsync(DueTexts.Incidents, _ => SubjectKind.Incident, Micros.Of(claim.Now), cancellationToken).ConfigureAwait(false);

        // What comes after the last of a full list does not come at all.
        var latest = incidents.Count == claim.Limit ? incidents[^1].DueAt : Micros.Of(claim.Now);
        var subjects = await FindAsync(DueTexts.Subjects, reader => (SubjectKind)reader.GetInt32(3), latest, cancellationToken).ConfigureAwait(false);

        // The order is kept where the instants are equal: incidents first.
        List<DueSubject> taken = [.. incidents.Concat(subjects).OrderBy(found => found.DueAt).Take(claim.Limit).Select(found => found.Subject)];
        if (taken.Count > 0)
        {
            await dialect.RunAsync(session, [.. taken.GroupBy(subject => subject.Kind).Select(Claiming)], wait: true, cancellationToken).ConfigureAwait(false);
        }

        return [.. taken];
    }

    private KeyedStatement Claiming(IGrouping<SubjectKind, DueSubject> subjects)
    {
        var lease = Micros.Of(LeaseOf(claim));
        Guid[] ids = [.. subjects.Select(subject => subject.Id)];
        return subjects.Key == SubjectKind.Incident
            ? new KeyedStatement(DueTexts.ClaimIncidents, ids) { Values = [lease] }
            : new KeyedStatement(DueTexts.ClaimSubjects, ids) { Values = [lease, (int)subjects.Key] };
    }

    private async ValueTask<List<(long DueAt, DueSubject Subject)>> FindAsync(
        string text, Func<System.Data.Common.DbDataReader, SubjectKind> kindOf, long latest, CancellationToken cancellationToken)
    {
        var found = new List<(long, DueSubject)>();
        await dialect.QueryAsync(
            session,
            text,
            reader => found.Add((
                reader.GetInt64(2),
                new DueSubject { Kind = kindOf(reader), Id = dialect.ReadId(reader, 0), Attempts = reader.GetInt32(1) + 1 })),
            cancellationToken,
            latest,
            claim.Limit).ConfigureAwait(false);
        return found;
    }
}
