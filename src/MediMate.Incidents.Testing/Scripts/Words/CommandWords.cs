using System.Collections.Frozen;
using System.Collections.Immutable;

namespace MediMate.Incidents.Testing;

/// <summary>All commands of scripts.</summary>
internal static class CommandWords
{
    public static readonly ImmutableArray<CommandWord> All =
        [.. SignalWords.All, .. PhaseWords.All, .. WorkWords.All, .. SilenceWords.All, .. SceneWords.All];

    private static readonly FrozenDictionary<string, CommandWord> ByName = All.ToFrozenDictionary(word => word.Name, StringComparer.Ordinal);

    public static CommandWord? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>Makes a command that a person gives to an incident.</summary>
    public static CommandWord ForIncident(string name, Func<StepValues, IncidentCommand> make, params ImmutableArray<FieldWord> fields) => new(
        name,
        [
            FieldWord.Required("incident", FieldKind.Incident),
            FieldWord.Required("by", FieldKind.Person),
            .. fields,
            new FieldWord("occurredAt", FieldKind.Instant),
            FieldWord.IdempotencyKey,
            new FieldWord("refused", FieldKind.Refusal),
        ],
        async (stage, values) => await stage.ExecuteAsync(
            values,
            make(values) with { OccurredAt = values.Instant("occurredAt"), IdempotencyKey = values.IdempotencyKey }).ConfigureAwait(false));
}
