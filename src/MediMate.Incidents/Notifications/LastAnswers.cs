using System.Collections.Immutable;
using NodaTime.Text;

namespace MediMate.Incidents;

/// <summary>Keeps what the contact directory answered last for each name, and compares answers.</summary>
internal static class LastAnswers
{
    private static readonly InstantPattern At = InstantPattern.General;

    public static SubjectName NameOf(string target) => new() { Kind = SubjectKind.LookUpAnswer, Id = SubjectIds.OfName(target) };

    /// <summary>Keeps an answer with the decision at hand, unless it is known already or a later one is.</summary>
    public static void Keep(TargetAnswer answer, IncidentDraft draft)
    {
        var id = NameOf(answer.Target).Id;
        var known = draft.Subjects.Find<LookUpAnswer>(id);
        if (known is null || (known.Since <= answer.At && !IsSame(known.People, answer.People)))
        {
            draft.Subjects.Put(new LookUpAnswer { Id = id, Target = answer.Target, People = answer.People, Since = answer.At });
        }
    }

    public static bool IsSame(ImmutableArray<Responder> one, ImmutableArray<Responder> other) => one.Length == other.Length && one.Zip(other).All(pair => IsSame(pair.First, pair.Second));

    /// <summary>Says since when the answer was known that stood in.</summary>
    public static string Remark(LookUpAnswer known) => $"the answer known since {At.Format(known.Since)} stood in";

    private static bool IsSame(Responder one, Responder other) =>
        (one.Id, one.Language) == (other.Id, other.Language) && one.Methods.AsSpan().SequenceEqual(other.Methods.AsSpan());
}
