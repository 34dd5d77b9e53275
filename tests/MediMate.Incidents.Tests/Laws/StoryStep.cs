using FsCheck;
using FsCheck.Fluent;

namespace MediMate.Incidents.Tests.Laws;

/// <summary>A step of a random story: what is done, and two numbers that choose with whom and how.</summary>
public sealed record StoryStep(StepKind Kind, int First, int Second);

/// <summary>What a step of a random story does.</summary>
public enum StepKind
{
    Signal,
    Quiet,
    Command,
    Advance,
    Tick,
    LookUp,
    Begin,
    Complete,
}

/// <summary>Makes random stories: more commands and time than anything else.</summary>
public static class Stories
{
    public static Arbitrary<StoryStep[]> Story()
    {
        var kinds = Gen.Frequency(
            (3, Gen.Constant(StepKind.Signal)),
            (1, Gen.Constant(StepKind.Quiet)),
            (10, Gen.Constant(StepKind.Command)),
            (6, Gen.Constant(StepKind.Advance)),
            (4, Gen.Constant(StepKind.Tick)),
            (5, Gen.Constant(StepKind.LookUp)),
            (5, Gen.Constant(StepKind.Begin)),
            (4, Gen.Constant(StepKind.Complete)));
        var step = from kind in kinds
                   from first in Gen.Choose(0, 999)
                   from second in Gen.Choose(0, 999)
                   select new StoryStep(kind, first, second);
        return Arb.From(
            Gen.Sized(size => Gen.ArrayOf(step, 5 + size)),
            story => Shorter(story));
    }

    /// <summary>Leaves steps out, halves first, so that a counterexample is short.</summary>
    private static IEnumerable<StoryStep[]> Shorter(StoryStep[] story)
    {
        for (var length = story.Length / 2; length > 0; length /= 2)
        {
            for (var start = 0; start + length <= story.Length; start += length)
            {
                yield return [.. story[..start], .. story[(start + length)..]];
            }
        }
    }
}
