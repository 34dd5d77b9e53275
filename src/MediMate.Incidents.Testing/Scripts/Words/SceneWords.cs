using System.Collections.Immutable;

namespace MediMate.Incidents.Testing;

/// <summary>What changes around the engine: channels that fail, schedules, the process itself.</summary>
internal static class SceneWords
{
    public const string StopEngine = "stopEngine";
    public const string StartEngine = "startEngine";

    public static readonly ImmutableArray<CommandWord> All =
    [
        Scene(
            "failChannel",
            (harness, values) => harness.FailChannel(values.Text("channel"), values.Word<ChannelFailure>("mode"), values.OptionalText("to"), values.Duration("retryAfter")),
            FieldWord.Required("channel", FieldKind.Channel),
            new FieldWord("to", FieldKind.Person),
            new FieldWord("retryAfter", FieldKind.Duration),
            FieldWord.Of("mode", "permanent", "transient", "hang", "throw") with { IsRequired = true }),
        Scene(
            "restoreChannel",
            (harness, values) => harness.RestoreChannel(values.Text("channel"), values.OptionalText("to")),
            FieldWord.Required("channel", FieldKind.Channel),
            new FieldWord("to", FieldKind.Person)),
        Scene("setSchedule", SetSchedule, FieldWord.Required("role"), FieldWord.Required("people", FieldKind.Schedule)),
        Scene(StopEngine, (harness, _) => harness.StopEngine()),
        Scene(StartEngine, (harness, _) => harness.StartEngine()),
    ];

    private static CommandWord Scene(string name, Action<IncidentHarness, StepValues> change, params ImmutableArray<FieldWord> fields) => new(
        name,
        fields,
        (stage, values) =>
        {
            change(stage.Harness, values);
            return ValueTask.FromResult<IncidentOutcome?>(null);
        });

    private static void SetSchedule(IncidentHarness harness, StepValues values)
    {
        // Anything but a list of people is the word "fails".
        if (values.OptionalText("people") is not null)
        {
            harness.FailSchedule(values.Text("role"));
        }
        else
        {
            harness.SetSchedule(values.Text("role"), values.Texts("people"));
        }
    }
}
