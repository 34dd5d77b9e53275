using System.Collections.Immutable;

namespace MediMate.Incidents.Testing;

/// <summary>How incidents begin: signals and declarations.</summary>
internal static class SignalWords
{
    public const string Times = "times";
    public const string Every = "every";

    public static readonly ImmutableArray<CommandWord> All =
    [
        new(
            "signal",
            [
                new("as", FieldKind.NewIncident),
                new("key"),
                new("summary"),
                new("labels", FieldKind.Labels),
                FieldWord.Of("source", "monitoring", "user", "check"),
                new(Times, FieldKind.Count),
                new(Every, FieldKind.Duration),
                new("occurredAt", FieldKind.Instant),
                FieldWord.IdempotencyKey,
                new("refused", FieldKind.Refusal),
            ],
            async (stage, values) => await stage.Incidents.SignalAsync(Signal(values), stage.Cancellation).ConfigureAwait(false)),
        new(
            "attachSignal",
            [
                FieldWord.Required("incident", FieldKind.Incident),
                new("by", FieldKind.Person),
                new("key"),
                new("summary"),
                new("labels", FieldKind.Labels),
                FieldWord.Of("source", "monitoring", "user", "check"),
                new(Times, FieldKind.Count),
                new(Every, FieldKind.Duration),
                new("occurredAt", FieldKind.Instant),
                FieldWord.IdempotencyKey,
                new("refused", FieldKind.Refusal),
            ],
            async (stage, values) => await stage.ExecuteAsync(values, Attached(values)).ConfigureAwait(false)),
        new(
            "resolveSignal",
            [FieldWord.Required("key"), FieldWord.IdempotencyKey, new("refused", FieldKind.Refusal)],
            async (stage, values) => await stage.Incidents.SignalAsync(Resolved(values), stage.Cancellation).ConfigureAwait(false)),
        new(
            "alertmanager",
            [new("as", FieldKind.NewIncident), FieldWord.Required("body", FieldKind.Body), FieldWord.IdempotencyKey, new("refused", FieldKind.Refusal)],
            async (stage, values) => await stage.Incidents.SignalAsync(values.Get<Signal>("body") with { IdempotencyKey = values.IdempotencyKey }, stage.Cancellation).ConfigureAwait(false)),
        new(
            "declare",
            [
                FieldWord.Required("by", FieldKind.Person),
                new("as", FieldKind.NewIncident),
                new("summary"),
                new("level"),
                new("acknowledge", FieldKind.Flag),
                FieldWord.IdempotencyKey,
                new("refused", FieldKind.Refusal),
            ],
            async (stage, values) => await stage.Incidents.DeclareAsync(Declaration(values), stage.Cancellation).ConfigureAwait(false)),
    ];

    private static Signal Signal(StepValues values) => new()
    {
        Key = values.OptionalText("key"),
        Summary = values.Text("summary"),
        Labels = values.Has("labels") ? values.Get<ImmutableArray<Label>>("labels") : [],
        Source = values.Word<SignalSource>("source"),
        OccurredAt = values.Instant("occurredAt"),
        IdempotencyKey = values.IdempotencyKey,
    };

    private static Signal Resolved(StepValues values) => new() { Key = values.Text("key"), Summary = string.Empty, IsResolved = true, IdempotencyKey = values.IdempotencyKey };

    private static AttachSignal Attached(StepValues values) => new()
    {
        By = values.ByOrSystem,
        OccurredAt = values.Instant("occurredAt"),
        Key = values.OptionalText("key"),
        Summary = values.Text("summary"),
        Labels = values.Has("labels") ? values.Get<ImmutableArray<Label>>("labels") : [],
        Source = values.Word<SignalSource>("source"),
        IdempotencyKey = values.IdempotencyKey,
    };

    private static DeclareIncident Declaration(StepValues values) => new()
    {
        By = values.By,
        Summary = values.Text("summary"),
        Level = values.OptionalText("level"),
        Acknowledge = values.Flag("acknowledge"),
        IdempotencyKey = values.IdempotencyKey,
    };
}
