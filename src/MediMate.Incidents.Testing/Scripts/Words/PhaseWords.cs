using System.Collections.Immutable;

namespace MediMate.Incidents.Testing;

/// <summary>The commands that move an incident to another phase.</summary>
internal static class PhaseWords
{
    public static readonly ImmutableArray<CommandWord> All =
    [
        CommandWords.ForIncident("beginAssessment", values => new BeginAssessment { By = values.By }),
        CommandWords.ForIncident("beginContainment", values => new BeginContainment { By = values.By }),
        CommandWords.ForIncident(
            "beginInvestigation",
            values => new BeginInvestigation { By = values.By, WaiveContainment = values.OptionalText("waiveContainment") },
            new FieldWord("waiveContainment")),
        CommandWords.ForIncident("beginResolution", values => new BeginResolution { By = values.By }),
        CommandWords.ForIncident("confirmResolution", values => new ConfirmResolution { By = values.By }),
        CommandWords.ForIncident("beginReview", values => new BeginReview { By = values.By }),
        CommandWords.ForIncident("close", values => new Close { By = values.By }),
        CommandWords.ForIncident(
            "stepBack",
            values => new StepBack { By = values.By, To = values.Word<IncidentPhase>("to"), Reason = values.Text("reason") },
            FieldWord.Of("to", [.. Enum.GetNames<IncidentPhase>()]) with { IsRequired = true },
            new FieldWord("reason")),
        CommandWords.ForIncident("reopen", values => new Reopen { By = values.By, Reason = values.Text("reason") }, new FieldWord("reason")),
        CommandWords.ForIncident("restore", values => new Restore { By = values.By, Reason = values.Text("reason") }, new FieldWord("reason")),
        Cancel,
        CommandWords.ForIncident(
            "resolve",
            values => new Resolve
            {
                By = values.By,
                Summary = values.Text("summary"),
                IsVerified = values.Flag("verified"),
                UserImpact = Impact(values.Text("userImpact")),
            },
            new FieldWord("summary"),
            new FieldWord("verified", FieldKind.Flag),
            FieldWord.Required("userImpact")),
    ];

    private static CommandWord Cancel => CommandWords.ForIncident(
        "cancel",
        values => new Cancel { By = values.By, Reason = values.Text("reason") },
        new FieldWord("reason"),
        new FieldWord("duplicateOf", FieldKind.Incident)) with
    {
        Act = async (stage, values) =>
        {
            // One that is not there has no id: the engine says so.
            IncidentId? original = values.OptionalText("duplicateOf") is { } name ? await stage.FindAsync(name).ConfigureAwait(false) ?? default(IncidentId) : null;
            var command = new Cancel { By = values.By, Reason = values.Text("reason"), DuplicateOf = original, OccurredAt = values.Instant("occurredAt") };
            return await stage.ExecuteAsync(values, command).ConfigureAwait(false);
        },
    };

    private static UserImpact Impact(string text) => text switch
    {
        "none" => UserImpact.None,
        "told" => UserImpact.Told,
        _ => UserImpact.Described(text),
    };
}
