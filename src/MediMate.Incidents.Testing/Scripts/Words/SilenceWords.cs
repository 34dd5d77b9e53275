using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents.Testing;

/// <summary>Silences and maintenance windows.</summary>
internal static class SilenceWords
{
    public const string Silence = "silence";

    public static readonly ImmutableArray<CommandWord> All =
    [
        new(
            Silence,
            [
                new("as", FieldKind.NewSilence),
                new("by", FieldKind.Person),
                FieldWord.Required("match", FieldKind.Labels),
                new("from", FieldKind.Instant),
                FieldWord.Required("for", FieldKind.Duration),
                new("reason"),
                FieldWord.IdempotencyKey,
                new("refused", FieldKind.Refusal),
            ],
            BeginAsync),
        new(
            "endSilence",
            [FieldWord.Required(Silence, FieldKind.Silence), new("by", FieldKind.Person), FieldWord.IdempotencyKey, new("refused", FieldKind.Refusal)],
            async (stage, values) => OutcomeOf(await stage.Incidents.EndSilenceAsync(
                stage.FindSilence(values.Text(Silence)), values.ByOrSystem, values.IdempotencyKey, stage.Cancellation).ConfigureAwait(false))),
    ];

    private static async ValueTask<IncidentOutcome?> BeginAsync(ScriptStage stage, StepValues values)
    {
        var outcome = await stage.Incidents.SilenceAsync(Wanted(stage, values), stage.Cancellation).ConfigureAwait(false);
        if (outcome.Silence is { } silence)
        {
            stage.Harness.Recorder.NameSilence(silence.Id);
        }

        return OutcomeOf(outcome);
    }

    private static StartSilence Wanted(ScriptStage stage, StepValues values)
    {
        var from = values.Instant("from");
        return new StartSilence
        {
            By = values.ByOrSystem,
            Match = values.Get<ImmutableArray<Label>>("match"),
            From = from,
            Until = (from ?? stage.Harness.Now) + values.Get<Duration>("for"),
            Reason = values.Text("reason"),
            IdempotencyKey = values.IdempotencyKey,
        };
    }

    private static IncidentOutcome OutcomeOf(SilenceOutcome outcome) => new() { Rejection = outcome.Rejection };
}
