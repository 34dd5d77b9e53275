using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace MediMate.Incidents;

/// <summary>
/// Decides what goes out at once and what waits for a bundle: of the pages of a person on a channel, three within a minute, the rest in one
/// at its end; of notes likewise.
/// </summary>
internal static class Bundling
{
    /// <summary>First pages of the most severe level go out beside the others, but not without end.</summary>
    private const int ExemptAtOnce = 10;

    /// <summary>More messages than this make a second bundle: no commit locks more incidents.</summary>
    private const int MostInOne = 500;

    private static readonly Duration Window = Duration.FromSeconds(60);
    private static readonly InstantPattern Started = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss.FFFFFF'Z'");

    /// <summary>Says what the sending of a message needs: its window, or the rest of its bundle.</summary>
    public static StoreRequest RequestOf(OutboxMessage message) => message switch
    {
        { Bundle: { } bundle, Undeliverable: null } => new StoreRequest { Row = message.Key, Bundle = bundle },
        _ when IsCounted(message) => new StoreRequest { Row = message.Key, Subjects = [WindowOf(message)] },
        _ => new StoreRequest { Row = message.Key },
    };

    /// <summary>Counts a message that is about to be sent for the first time, or holds it for the end of the window.</summary>
    /// <returns>Whether it is held.</returns>
    public static bool Hold(IncidentDraft draft, OutboxMessage message)
    {
        if (!IsCounted(message))
        {
            return false;
        }

        var window = WindowAt(draft, message);
        if (window.Exempt < ExemptAtOnce && IsExempt(draft, message))
        {
            draft.Subjects.Put(window with { Exempt = window.Exempt + 1 });
            return false;
        }

        if (window.Sent < draft.Inputs.Options.MessagesAtOnce)
        {
            draft.Subjects.Put(window with { Sent = window.Sent + 1 });
            return false;
        }

        draft.Put(message with { NotBefore = window.StartedAt + Window, BundledInto = KeyOf(message, window) });
        draft.Subjects.Put(window with { Held = window.Held + 1 });
        return true;
    }

    /// <summary>Begins a bundle: with the first row that was held for it, or anew where it was begun before. Every row of it is looked at again.</summary>
    public static void Begin(BeginSending command, IncidentDraft draft, OutboxMessage message)
    {
        var isBegun = message.Bundles > 0;
        var wanted = new List<(OutboxMessage Row, Incident Incident)>();
        foreach (var row in draft.Inputs.Bundled.Where(row => isBegun ? IsCarriedBy(row, message) : IsHeldWith(row, message)))
        {
            if (IncidentOf(row, draft) is { } incident && IsWanted(row, incident, message, draft))
            {
                wanted.Add((row, incident));
            }
        }

        if (isBegun)
        {
            draft.Put(wanted.Count == 0
                ? message with { Status = OutboxStatus.Suppressed, Reason = "nothing of it is wanted any more" }
                : message with { Status = OutboxStatus.Sending, NotBefore = LeaseEnd(draft), Attempts = message.Attempts + 1 });
        }
        else if (wanted.Count > 1)
        {
            Form(command.Format, draft, message, wanted);
        }
        else if (wanted.Count == 1 && wanted[0].Row.Key == message.Key)
        {
            Sending.Mark(command, draft, message with { BundledInto = null });
        }
    }

    /// <summary>Records what came of a bundle. When it failed for good, each of its rows fails by itself, with its own incident.</summary>
    public static void Complete(OutboxMessage bundle, DeliveryResult result, IncidentDraft draft)
    {
        var carried = draft.Inputs.Bundled.Where(row => IsCarriedBy(row, bundle));
        if (result.IsDelivered)
        {
            draft.Put(bundle with { Status = OutboxStatus.Done, Reason = result.Detail });
            foreach (var row in carried)
            {
                draft.Put(row with { Status = OutboxStatus.Done, Reason = null });
            }
        }
        else if (result.IsTransient && Retrying.WhyNot(bundle, result, draft) is null)
        {
            draft.Put(bundle with { Status = OutboxStatus.Waiting, NotBefore = Retrying.NextAt(bundle, result, draft.Now), Reason = result.Detail });
        }
        else
        {
            var reason = (result.IsTransient ? Retrying.WhyNot(bundle, result, draft) : null) ?? result.Detail!;
            draft.Put(bundle with { Status = OutboxStatus.Failed, Reason = reason });
            foreach (var row in carried)
            {
                draft.Put(LetFail(row, $"its bundle could not be delivered: {reason}", draft));
            }
        }
    }

    private static bool IsCounted(OutboxMessage message) => message is
    {
        Kind: MessageKind.Page or MessageKind.Note,
        Status: OutboxStatus.Waiting,
        Attempts: 0,
        Body: null,
        Bundle: null,
    };

    private static SubjectName WindowOf(OutboxMessage message) => new()
    {
        Kind = SubjectKind.RecipientWindow,
        Id = SubjectIds.Of(message.Kind.ToString(), message.To, message.Channel.ToUpperInvariant()),
    };

    /// <summary>Finds the window in which a message falls, or begins one. A clock that was set back begins one too: nothing waits for the old time.</summary>
    private static RecipientWindow WindowAt(IncidentDraft draft, OutboxMessage message)
    {
        var id = WindowOf(message).Id;
        var kept = draft.Subjects.Find<RecipientWindow>(id);
        return kept is not null && draft.Now >= kept.StartedAt && draft.Now < kept.StartedAt + Window
            ? kept
            : new RecipientWindow { Id = id, StartedAt = draft.Now };
    }

    private static bool IsExempt(IncidentDraft draft, OutboxMessage message) =>
        message is { Kind: MessageKind.Page, Escalation: { Loop: 1, Step: 1 } }
        && string.Equals(draft.Incident.Severity.Level, draft.Playbook.Levels[0].Name, StringComparison.OrdinalIgnoreCase);

    private static string KeyOf(OutboxMessage message, RecipientWindow window)
    {
        var kind = message.Kind == MessageKind.Page ? "page" : "note";
        var key = $"bundle/{kind}/{message.To}/{message.Channel.ToLowerInvariant()}/{Started.Format(window.StartedAt)}";
        return window.Held < MostInOne ? key : string.Create(CultureInfo.InvariantCulture, $"{key}/{(window.Held / MostInOne) + 1}");
    }

    private static bool IsHeldWith(OutboxMessage row, OutboxMessage first) =>
        row is { Status: OutboxStatus.Waiting, Bundles: 0, Undeliverable: null } && row.BundledInto == first.BundledInto;

    private static bool IsCarriedBy(OutboxMessage row, OutboxMessage bundle) => row.IsCarried && row.BundledInto == bundle.Key;

    private static Incident? IncidentOf(OutboxMessage row, IncidentDraft draft) => row.IncidentId == draft.Incident.Id
        ? draft.Incident
        : draft.Inputs.BundledIncidents.FirstOrDefault(incident => incident.Id == row.IncidentId);

    /// <summary>Looks again whether a row is wanted. One that is not ends here, or by itself in a commit of its own.</summary>
    private static bool IsWanted(OutboxMessage row, Incident incident, OutboxMessage claimed, IncidentDraft draft)
    {
        if (Sending.WhyNot(incident, row) is { } reason)
        {
            // Only a bundle that is taken up again may have gone out before; one that waited for its next attempt is known not to have.
            var mayBeSent = claimed is { Bundles: > 0, Status: OutboxStatus.Sending };
            draft.Put(row with { Status = OutboxStatus.Suppressed, Reason = mayBeSent ? reason + Sending.LostRemark : reason });
            return false;
        }

        if (row.ExpiresAt <= draft.Now)
        {
            draft.Put(LetFail(row, Retrying.Expired(row), draft));
            return false;
        }

        return true;
    }

    private static OutboxMessage LetFail(OutboxMessage row, string reason, IncidentDraft draft) =>
        row with { Status = OutboxStatus.Waiting, NotBefore = draft.Now, Undeliverable = reason };

    private static void Form(MessageFormat format, IncidentDraft draft, OutboxMessage first, List<(OutboxMessage Row, Incident Incident)> wanted)
    {
        // A row that was held after the bundle had gone out, by a node whose clock is behind, makes one of its own.
        var isTaken = draft.Inputs.Bundled.Any(row => row.Bundles > 0);
        var key = isTaken ? $"{first.BundledInto}/{first.Key}" : first.BundledInto!;
        var (worst, incident) = wanted.MinBy(entry => (RankOf(entry.Incident, draft), entry.Incident.DeclaredAt, entry.Row.QueuedAt));
        var body = Render(format, draft, wanted.Count, worst, incident);
        foreach (var (row, _) in wanted)
        {
            draft.Put(row with { Status = OutboxStatus.Sending, BundledInto = key });
        }

        draft.Put(new OutboxMessage
        {
            Key = key,
            IncidentId = incident.Id,
            Reference = incident.Reference,
            Cause = 0,
            QueuedAt = draft.Now,
            NotBefore = LeaseEnd(draft),
            Status = OutboxStatus.Sending,
            Kind = worst.Kind,
            Audience = worst.Audience,
            To = worst.To,
            Channel = worst.Channel,
            Address = wanted.MaxBy(entry => entry.Row.QueuedAt).Row.Address,
            ReaderLanguage = worst.ReaderLanguage,
            Attempts = 1,
            ExpiresAt = wanted.Any(entry => entry.Row.ExpiresAt is null) ? null : wanted.Max(entry => entry.Row.ExpiresAt),
            Bundles = wanted.Count,
            Body = body.Body,
            Format = format,
            Language = body.Language,
        });
    }

    private static RenderedMessage Render(MessageFormat format, IncidentDraft draft, int count, OutboxMessage worst, Incident incident)
    {
        try
        {
            return MessageRenderer.RenderBundle(count, PlaybookOf(incident, draft), draft.Inputs.CurrentPlaybook, incident, worst, format);
        }
#pragma warning disable CA1031 // Rendering never prevents or delays a page, whatever goes wrong in it.
        catch (Exception)
#pragma warning restore CA1031
        {
            return MessageRenderer.BuiltInBundle(count, incident, format);
        }
    }

    private static int RankOf(Incident incident, IncidentDraft draft) => PlaybookOf(incident, draft).FindLevel(incident.Severity.Level)?.Rank ?? int.MaxValue;

    private static CompiledPlaybook PlaybookOf(Incident incident, IncidentDraft draft) =>
        draft.Inputs.OtherPlaybooks.FirstOrDefault(playbook => playbook.Hash == incident.PlaybookHash) ?? draft.Inputs.CurrentPlaybook;

    private static Instant LeaseEnd(IncidentDraft draft) => draft.Now + SendingLease.Of(draft.Inputs.Options);
}
