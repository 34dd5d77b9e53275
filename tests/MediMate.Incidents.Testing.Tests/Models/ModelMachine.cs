using System.Collections.Immutable;
using FsCheck;
using FsCheck.Experimental;
using FsCheck.Fluent;
using Microsoft.FSharp.Collections;
using NodaTime;

namespace MediMate.Incidents.Testing.Tests.Models;

/// <summary>Makes stories by walking the model, and shorter ones of those that fail.</summary>
internal sealed class ModelMachine(ModelPlaybook playbook, ImmutableArray<HarnessPerson> people, int steps) : Machine<object, ModelWorld>(steps)
{
    /// <summary>A Monday morning, a Friday before closing, and the night in which New York's clocks go forward.</summary>
    private static readonly OffsetDateTime[] Starts =
    [
        new LocalDateTime(2026, 3, 2, 10, 0).WithOffset(Offset.FromHours(8)),
        new LocalDateTime(2026, 3, 6, 16, 20).WithOffset(Offset.FromHours(8)),
        new LocalDateTime(2026, 3, 8, 13, 30).WithOffset(Offset.FromHours(8)),
    ];

    public ModelPlaybook Playbook => playbook;

    public override Arbitrary<Setup<object, ModelWorld>> Setup => Arb.From(
        Gen.Elements(Starts).Select(start => (Setup<object, ModelWorld>)new Beginning(playbook, people, start)));

    public override Gen<Operation<object, ModelWorld>> Next(ModelWorld world) => Gen.Choose(0, int.MaxValue - 1)
        .Select(seed => (Operation<object, ModelWorld>)new ModelOperation(new ModelStory(world, new Random(seed)).Next()));

    /// <summary>Leaves steps out: halves first, at last one by one.</summary>
    public override IEnumerable<FSharpList<Operation<object, ModelWorld>>> ShrinkOperations(FSharpList<Operation<object, ModelWorld>> operations)
    {
        var all = operations.ToArray();
        for (var length = all.Length / 2; length > 0; length /= 2)
        {
            for (var start = 0; start + length <= all.Length; start += length)
            {
                yield return ListModule.OfSeq([.. all[..start], .. all[(start + length)..]]);
            }
        }
    }

    private sealed class Beginning(ModelPlaybook playbook, ImmutableArray<HarnessPerson> people, OffsetDateTime start) : Setup<object, ModelWorld>
    {
        public override object Actual() => start;

        public override ModelWorld Model() => new(playbook, people, start);
    }
}

/// <summary>A step as an operation of the machine.</summary>
internal sealed class ModelOperation(ModelStep step) : Operation<object, ModelWorld>
{
    public ModelStep Step { get; } = step;

    public override bool Pre(ModelWorld world) => world.CanTake(Step);

    public override ModelWorld Run(ModelWorld world) => world.Take(Step);

    /// <summary>Nothing: <see cref="ModelRun"/> walks the operations, because it may await and stops at the first difference.</summary>
    public override Property Check(object actual, ModelWorld world) => true.ToProperty();

    public override string ToString() => Step.ToString();
}
