using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>Tells those who were told of a breach that it was none.</summary>
internal static class Withdrawals
{
    /// <summary>How long to wait for a message of the breach that is on its way just now.</summary>
    private static readonly Duration LookAgainAfter = Duration.FromSeconds(5);

    /// <summary>Queues the question who was told; it is answered from the outbox.</summary>
    public static void Queue(ClockBreachWithdrawn withdrawn, IncidentDraft draft)
    {
        var breach = new ToldBreach { Clock = withdrawn.Clock, Instance = withdrawn.Instance, Due = withdrawn.Due };
        var text = $"The {withdrawn.Clock} time had not run out at {MessageRenderer.Time(draft.Playbook, withdrawn.Due)} after all: it was stopped or paused before, and told late.";
        draft.Put(OutboxRows.LookUp(draft, withdrawn.Sequence, MessageKind.Note, MessageAudience.Responders, [], text) with
        {
            Withdraws = breach,
            Condition = MessageCondition.Always,
        });
    }

    /// <summary>Finds in the outbox of an incident who was told.</summary>
    /// <returns>Each person with the channel, once; <see langword="null"/> while a message is on its way, so that nobody knows.</returns>
    public static ImmutableArray<ResolvedTarget>? WhoWasTold(ToldBreach breach, ImmutableArray<OutboxRow> rows)
    {
        var told = rows.OfType<OutboxMessage>().Where(message => message.Breach == breach).ToList();
        return told.Exists(message => message.Status == OutboxStatus.Sending)
            ? null
            : [.. told.Where(message => message.Status == OutboxStatus.Done).Select(Recipient).DistinctBy(to => (to.Person, to.Channel))];
    }

    public static Rejection? Decide(TellWithdrawal command, IncidentDraft draft)
    {
        if (draft.Inputs.Row is not OutboxLookUp { IsPending: true, Withdraws: not null } lookUp)
        {
            return null;
        }

        if (command.Told is not { } told)
        {
            draft.Put(lookUp with { NotBefore = draft.Now + LookAgainAfter });
            return null;
        }

        draft.Put(lookUp with { Status = OutboxStatus.Done });
        foreach (var to in told)
        {
            draft.Put(OutboxRows.Message(draft, lookUp, lookUp.Cause, to));
        }

        return null;
    }

    /// <summary>Tells whether the breach of which a row tells was none.</summary>
    public static bool IsWithdrawn(Incident incident, ToldBreach breach)
    {
        foreach (var clock in incident.Clocks)
        {
            if (clock.Name == breach.Clock)
            {
                // The clock may have begun anew since: it remembers what its earlier instances withdrew.
                return clock.Withdrawn.Contains(breach.Due);
            }
        }

        return false;
    }

    private static ResolvedTarget Recipient(OutboxMessage message) => new()
    {
        Target = message.To,
        Person = message.To,
        Channel = message.Channel,
        Address = message.Address,
        Language = message.ReaderLanguage,
    };
}
