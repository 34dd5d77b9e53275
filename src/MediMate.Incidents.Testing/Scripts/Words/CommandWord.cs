using System.Collections.Immutable;

namespace MediMate.Incidents.Testing;

/// <summary>A command that a step can give.</summary>
/// <param name="Name">The word under <c>do</c>.</param>
/// <param name="Fields">Its fields beside <c>do</c> and <c>at</c>.</param>
/// <param name="Act">Gives it; the outcome is null where it is no command to the engine.</param>
internal sealed record CommandWord(string Name, ImmutableArray<FieldWord> Fields, Func<ScriptStage, StepValues, ValueTask<IncidentOutcome?>> Act)
{
    /// <summary>The fields that every step has.</summary>
    public static readonly ImmutableArray<FieldWord> Common = [FieldWord.Required("do"), FieldWord.Required("at", FieldKind.Instant)];

    public FieldWord? Find(string name) => Fields.FirstOrDefault(field => field.Name == name) ?? Common.FirstOrDefault(field => field.Name == name);
}
