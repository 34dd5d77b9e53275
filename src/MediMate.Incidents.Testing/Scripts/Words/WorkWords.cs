using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents.Testing;

/// <summary>What people do about an incident without moving it: acknowledge, find out, tell, tick off.</summary>
internal static class WorkWords
{
    public static readonly ImmutableArray<CommandWord> All =
    [
        CommandWords.ForIncident("acknowledge", values => new Acknowledge { By = values.By }),
        new(
            "acknowledgeAll",
            [
                FieldWord.Required("by", FieldKind.Person),
                new("levels", FieldKind.Texts),
                new("labels", FieldKind.Labels),
                FieldWord.IdempotencyKey,
                new("refused", FieldKind.Refusal),
            ],
            AcknowledgeAllAsync),
        CommandWords.ForIncident("snooze", values => new Snooze { By = values.By, For = values.Get<Duration>("for") }, FieldWord.Required("for", FieldKind.Duration)),
        CommandWords.ForIncident("reassign", values => new Reassign { By = values.By, To = values.Text("to") }, FieldWord.Required("to", FieldKind.Person)),
        CommandWords.ForIncident("escalateNow", values => new EscalateNow { By = values.By }),
        CommandWords.ForIncident(
            "changeSeverity",
            values => new ChangeSeverity
            {
                By = values.By,
                Level = values.Text("level"),
                Reason = values.OptionalText("reason"),
                Acknowledge = values.Flag("acknowledge"),
            },
            FieldWord.Required("level"),
            new FieldWord("reason"),
            new FieldWord("acknowledge", FieldKind.Flag)),
        CommandWords.ForIncident(
            "acceptSuggestion",
            values => new AcceptSuggestion { By = values.By, Level = values.OptionalText("level"), Reason = values.OptionalText("reason") },
            new FieldWord("level"),
            new FieldWord("reason")),
        CommandWords.ForIncident(
            "rejectSuggestion",
            values => new RejectSuggestion { By = values.By, Level = values.OptionalText("level"), Reason = values.OptionalText("reason") },
            new FieldWord("level"),
            new FieldWord("reason")),
        CommandWords.ForIncident(
            "describeImpact",
            values => new DescribeImpact
            {
                By = values.By,
                Text = values.Text("text"),
                Users = values.OptionalText("users"),
                Data = values.OptionalText("data"),
                Workaround = values.OptionalText("workaround"),
            },
            new FieldWord("text"),
            new FieldWord("users", FieldKind.TextOrNumber),
            new FieldWord("data"),
            new FieldWord("workaround")),
        CommandWords.ForIncident("verifyRestoration", values => new VerifyRestoration { By = values.By, How = values.Text("how") }, new FieldWord("how")),
        CommandWords.ForIncident("tellUsers", values => new TellUsers { By = values.By, Link = values.Text("link") }, new FieldWord("link")),
        CommandWords.ForIncident("noUserImpact", values => new RuleOutUserImpact { By = values.By, Reason = values.Text("reason") }, new FieldWord("reason")),
        CommandWords.ForIncident(
            "completeReview",
            values => new CompleteReview
            {
                By = values.By,
                Summary = values.Text("summary"),
                Cause = values.Text("cause"),
                Improvements = values.Texts("improvements"),
                NoImprovementReason = values.OptionalText("reason"),
            },
            new FieldWord("summary"),
            new FieldWord("cause"),
            new FieldWord("improvements", FieldKind.TextsOrNone),
            new FieldWord("reason")),
        CommandWords.ForIncident(
            "sendUpdate",
            values => new SendUpdate { By = values.By, Audience = values.Word<MessageAudience>("audience"), Text = values.Text("text") },
            FieldWord.Of("audience", "internal", "external") with { IsRequired = true },
            new FieldWord("text")),
        CommandWords.ForIncident("addNote", values => new AddNote { By = values.By, Text = values.Text("text") }, new FieldWord("text")),
        CommandWords.ForIncident(
            "addEvidence",
            values => new AddEvidence
            {
                By = values.By,
                Kind = values.Text("kind"),
                Link = values.OptionalText("link"),
                ContentHash = values.OptionalText("contentHash"),
                Note = values.OptionalText("note"),
            },
            new FieldWord("kind"),
            new FieldWord("link"),
            new FieldWord("contentHash"),
            new FieldWord("note")),
        CommandWords.ForIncident(
            "correct",
            values => new CorrectEntry { By = values.By, Sequence = values.Get<int>("seq"), Text = values.Text("text") },
            FieldWord.Required("seq", FieldKind.Count),
            new FieldWord("text")),
        CommandWords.ForIncident(
            "pauseClock",
            values => new PauseClock { By = values.By, Clock = values.Text("clock"), Reason = values.Text("reason") },
            FieldWord.Required("clock", FieldKind.Clock),
            new FieldWord("reason")),
        CommandWords.ForIncident(
            "resumeClock",
            values => new ResumeClock { By = values.By, Clock = values.Text("clock"), Reason = values.OptionalText("reason") },
            FieldWord.Required("clock", FieldKind.Clock),
            new FieldWord("reason")),
        CommandWords.ForIncident(
            "completeItem",
            values => new CompleteItem
            {
                By = values.By,
                Item = values.Text("item"),
                Link = values.OptionalText("link"),
                Note = values.OptionalText("note"),
            },
            FieldWord.Required("item"),
            new FieldWord("link"),
            new FieldWord("note")),
        CommandWords.ForIncident(
            "skipItem",
            values => new SkipItem { By = values.By, Item = values.Text("item"), Reason = values.Text("reason") },
            FieldWord.Required("item"),
            new FieldWord("reason")),
    ];

    private static async ValueTask<IncidentOutcome?> AcknowledgeAllAsync(ScriptStage stage, StepValues values)
    {
        var command = new AcknowledgeAll
        {
            By = values.By,
            Levels = values.Texts("levels"),
            Labels = values.Has("labels") ? values.Get<ImmutableArray<Label>>("labels") : [],
            IdempotencyKey = values.IdempotencyKey,
        };
        var outcomes = await stage.Incidents.AcknowledgeAllAsync(command, stage.Cancellation).ConfigureAwait(false);
        return outcomes.FirstOrDefault(outcome => outcome.Rejection is not null) ?? outcomes.FirstOrDefault();
    }
}
