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

        if (lookUp.Escalation is { } position && Sending.WhyNotPage(draft.Incident, position) is { } reason)
        {
            draft.Put(lookUp with { Status = OutboxStatus.Suppressed, Reason = reason });
            return null;
        }

        var resolved = Resolve(lookUp.Targets, command.Answers);
        var failure = resolved.IsEmpty ? WhyNobody(lookUp, command.Answers) : null;
        var cause = lookUp.Cause;
        if (lookUp.Escalation is { } step)
        {
            draft.Emit(StepMoves.Ran(draft, step, resolved, failure));
            cause = draft.LastSequence;
        }

        draft.Put(lookUp with { Status = OutboxStatus.Done, Reason = failure });
        foreach (var to in resolved)
        {
            draft.Put(OutboxRows.Message(draft, lookUp, cause, to));
        }

        if (failure is not null && lookUp.Escalation is null)
        {
            // Nobody to tell is worth a record of its own: a note or an update that reached nobody.
            var nobody = new ResolvedTarget { Target = lookUp.Targets[0].Name, Person = lookUp.Targets[0].Name, Channel = "none" };
            draft.Put(OutboxRows.Message(draft, lookUp, cause, nobody) with { Status = OutboxStatus.Failed, Reason = failure });
        }

        return null;
    }

    /// <summary>Chooses the channels: those of the step; a person who lacks one is called by the first method instead.</summary>
    private static ImmutableArray<ResolvedTarget> Resolve(ImmutableArray<EscalationTarget> targets, ImmutableArray<TargetAnswer> answers)
    {
        var resolved = new List<ResolvedTarget>();
        foreach (var target in targets)
        {
            foreach (var person in answers.Where(answer => answer.Target == target.Name).SelectMany(answer => answer.People))
            {
                resolved.AddRange(Methods(target, person).Select(method => new ResolvedTarget
                {
                    Target = target.Name,
                    Person = person.Id,
                    Channel = method.Channel,
                    Address = method.Address,
                }));
            }
        }

        return [.. resolved.DistinctBy(entry => (entry.Person, entry.Channel))];
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

    private static string WhyNobody(OutboxLookUp lookUp, ImmutableArray<TargetAnswer> answers)
    {
        var failures = answers.Where(answer => answer.Failure is not null).Select(answer => answer.Failure!).ToList();
        var names = string.Join(", ", lookUp.Targets.Select(target => target.Name));
        return failures.Count > 0 ? $"nobody is reachable as {names}: {string.Join("; ", failures)}" : $"nobody is reachable as {names}";
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
