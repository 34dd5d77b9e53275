using System.Collections.Immutable;
using FsCheck.Experimental;

namespace MediMate.Incidents.Testing.Tests.Models;

/// <summary>Walks one story with the engine beside the model.</summary>
internal static class ModelRun
{
    /// <summary>Compares after each step.</summary>
    /// <returns>The first difference, or null.</returns>
    public static async Task<string?> CompareAsync(MachineRun<object, ModelWorld> run, Func<ModelWorld, ModelEngine> make, ModelCoverage? coverage)
    {
        var comparison = new ModelComparison();
        coverage?.BeginStory();
        await using var engine = make(run.Setup.Item1);
        foreach (var (operation, model) in run.Operations.Select(pair => (((ModelOperation)pair.Item1).Step, pair.Item2)))
        {
            bool? isAccepted;
            ImmutableArray<OutputLine> lines;
            try
            {
                (isAccepted, lines) = await engine.TakeAsync(operation);
            }
            catch (Exception exception) when (exception is not Xunit.Sdk.XunitException)
            {
                return $"{operation.Do} makes the engine fail: {exception}";
            }

            coverage?.Add(operation, isAccepted, lines);
            if (isAccepted != model.IsAccepted)
            {
                var refusal = lines.LastOrDefault(line => line.Event == OutputRecorder.Refused);
                return $"{operation.Do} is {(isAccepted is true ? "accepted" : "refused")} by the engine, not by the model. {refusal}";
            }

            if (comparison.Lines(model, lines) is { } difference)
            {
                return difference;
            }

            if (!engine.IsRunning)
            {
                continue;
            }

            foreach (var incident in model.Incidents)
            {
                if (ModelComparison.State(incident, await engine.FindAsync(incident.Name)) is { } standing)
                {
                    return standing;
                }
            }
        }

        return null;
    }

    /// <summary>Writes a story as a script that <c>medimate-incidents simulate</c> runs.</summary>
    public static string ToScript(MachineRun<object, ModelWorld> run)
    {
        var world = run.Setup.Item1;
        var start = world.Start.ToInstant();
        var people = world.People.All.Select(person =>
            $"{{ \"id\": \"{person.Id}\", \"roles\": [{Quoted(person.Roles)}], \"channels\": [{Quoted(person.Channels)}] }}");
        var steps = run.Operations.Select(pair => ((ModelOperation)pair.Item1).Step.ToJson(start, pair.Item2.IsAccepted is false));
        return $$"""
            { "start": "{{NodaTime.Text.OffsetDateTimePattern.Rfc3339.Format(world.Start)}}",
              "people": [
                {{string.Join(",\n    ", people)}} ],
              "steps": [
                {{string.Join(",\n    ", steps)}} ],
              "expect": [ { "event": "IncidentDeclared" } ] }
            """;
    }

    private static string Quoted(IEnumerable<string> texts) => string.Join(", ", texts.Select(text => $"\"{text}\""));
}
