using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>Decides what becomes of a look-up's answer: pages and messages are queued, or the ladder moves on.</summary>
internal static class LookUpAnswering
{
    public static Rejection? Decide(AnswerLookUp command, IncidentDraft draft)
    {
        // The answer of another node may have come first.
        if (draft.Inputs.Row is not OutboxLookUp { IsPending: true } lookUp)
        {
            return null;
        }

        foreach (var answer in command.Answers.Where(answer => answer.IsNews))
        {
            LastAnswers.Keep(answer, draft);
        }

        if (Sending.WhyNot(draft.Incident, lookUp) is { } reason)
        {
            draft.Put(lookUp with { Status = OutboxStatus.Suppressed, Reason = reason });
            return null;
        }

        var resolved = Resolve(lookUp.Targets, command.Answers);
        var remark = Remark(lookUp.Targets, command.Answers, isNobody: resolved.IsEmpty);
        var cause = lookUp.Cause;
        if (lookUp.Escalation is { } step)
        {
            cause = draft.Emit(StepMoves.Ran(draft, step, resolved, remark));
        }

        draft.Put(lookUp with { Status = OutboxStatus.Done, Reason = remark });
        foreach (var to in resolved)
        {
            draft.Put(OutboxRows.Message(draft, lookUp, cause, to));
        }

        if (resolved.IsEmpty && lookUp is { Escalation: null, Targets.IsEmpty: false })
        {
            // Nobody to tell is worth a record of its own: a note or an update that reached nobody.
            var nobody = new ResolvedTarget { Target = lookUp.Targets[0].Name, Person = lookUp.Targets[0].Asked, Channel = "none" };
            draft.Put(OutboxRows.Message(draft, lookUp, cause, nobody) with { Status = OutboxStatus.Failed, Reason = remark });
        }

        return null;
    }

    /// <summary>Chooses the channels: those of the step; a person who lacks one is called by the first method instead.</summary>
    public static ImmutableArray<ResolvedTarget> Resolve(ImmutableArray<EscalationTarget> targets, ImmutableArray<TargetAnswer> answers)
    {
        var resolved = new List<ResolvedTarget>();
        foreach (var target in targets)
        {
            foreach (var person in answers.Where(answer => answer.Target == target.Asked).SelectMany(answer => answer.People))
            {
                resolved.AddRange(Methods(target, person).Select(method => new ResolvedTarget
                {
                    Target = target.Name,
                    Person = person.Id,
                    Channel = method.Channel,
                    Address = method.Address,
                    Language = person.Language,
                }));
            }
        }

        return [.. resolved.DistinctBy(entry => (entry.Person, entry.Channel.ToUpperInvariant()))];
    }

    private static IEnumerable<ContactMethod> Methods(EscalationTarget target, Responder person)
    {
        if (person.Methods.IsEmpty)
        {
            return [];
        }

        return target.Channels.IsEmpty
            ? [person.Methods[0]]
            : target.Channels.Select(channel => person.Methods.FirstOrDefault(method => Same(method.Channel, channel)) ?? person.Methods[0]);
    }

    /// <summary>Says why nobody is reachable, or why others answered than the directory.</summary>
    public static string? Remark(ImmutableArray<EscalationTarget> targets, ImmutableArray<TargetAnswer> answers, bool isNobody)
    {
        List<string> remarks = [.. answers.Select(answer => answer.Failure).OfType<string>()];
        if (isNobody)
        {
            remarks.Insert(0, $"nobody is reachable as {string.Join(", ", targets.Select(target => target.Name))}");
        }

        return remarks.Count == 0 ? null : string.Join("; ", remarks);
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
