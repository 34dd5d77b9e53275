using System.Text;
using NodaTime;

namespace MediMate.Incidents.Tests.Interleavings;

/// <summary>Plays a story again and again, each time in another order, and holds each against the laws.</summary>
internal sealed class Exploration(Story story)
{
    /// <summary>A story that goes on longer than this goes on for ever.</summary>
    private const int MostSteps = 2000;

    /// <summary>By then the longest ladder has told that it is at its end.</summary>
    private const int MostCycles = 8;

    private static readonly Duration Cycle = Duration.FromMinutes(15);

    /// <summary>A story of which there are more orders is too large to play them all.</summary>
    private const int MostSchedules = 200_000;

    private readonly HashSet<string> _ends = new(StringComparer.Ordinal);

    /// <summary>Gets a value indicating whether steps that nobody else can see are done at once, in whatever order they come.</summary>
    public bool LeavesOutLocal { get; init; } = !story.TimePasses;

    /// <summary>Gets how many switches a schedule may have to which nobody was forced.</summary>
    public int Switches { get; init; } = int.MaxValue;

    public int Schedules { get; private set; }

    public long Steps { get; private set; }

    public int Longest { get; private set; }

    public int Deaths { get; private set; }

    public long Conflicts { get; private set; }

    /// <summary>Gets the last schedule that was played, as <see cref="Replay.Read"/> takes it.</summary>
    public string LastSchedule { get; private set; } = string.Empty;

    /// <summary>Gets the different ends that the story took: timelines, rows and calls.</summary>
    public IReadOnlySet<string> Ends => _ends;

    public override string ToString() =>
        FormattableString.Invariant($"{story.Name}: {Schedules} schedules, {Steps} choices, {Longest} in the longest, ")
        + FormattableString.Invariant($"{Deaths} with a death, {Conflicts} conflicts, {_ends.Count} ends");

    /// <summary>Plays until the chooser has had enough.</summary>
    public async Task RunAsync(Chooser chooser)
    {
        // On a thread without a context: what awaits a gate goes on where the gate is opened.
        await Task.Run(async () =>
        {
            await using var pool = new NodePool(story);
            do
            {
                await PlayAsync(chooser, new Stage(story, pool, chooser.Seed));
                Assert.True(Schedules <= MostSchedules, $"{this}: too many to play them all.");
            }
            while (chooser.GoOn());
        });
    }

    private async Task PlayAsync(Chooser chooser, Stage stage)
    {
        var schedule = new List<(int Choice, Move Move)>();
        try
        {
            await stage.BeginAsync();
            await story.SetUpAsync(stage);
            stage.Gates.Begin(stage, story.Players, story.Mortal);
            for (var moves = stage.Gates.Moves(); moves.Count > 0; moves = stage.Gates.Moves())
            {
                var choice = chooser.Choose(moves, Allowed(moves, stage));
                schedule.Add((choice, moves[choice]));
                if (moves[choice].Dies is { } node)
                {
                    stage.Journal.Add(new Died(node, stage.Now));
                    Deaths++;
                }

                stage.Gates.Do(moves[choice], counts: !LeavesOutLocal || moves[choice].Gate?.IsLocal == false);
                Assert.True(schedule.Count < MostSteps, "The story goes on for ever.");
            }

            LastSchedule = Write(schedule, stage);
            Schedules++;
            Steps += schedule.Count;
            Longest = Math.Max(Longest, schedule.Count);
            Conflicts += stage.Conflicts;
            Assert.Null(await stage.Gates.EndAsync());
            await stage.GoOnAsync(stage.Now + story.Horizon);
            for (var i = 0; i < MostCycles && await Laws.IsAnyoneLeftAloneAsync(stage); i++)
            {
                // Until its ladder has told that it is at its end.
                await stage.GoOnAsync(stage.Now + Cycle);
            }

            stage.Gates.CheckThread();
            await Laws.CheckAsync(stage);
            _ends.Add(await EndOf(stage));
            await stage.LeaveAsync();
        }
        catch (Exception exception)
        {
            throw new InterleavingException(Describe(schedule, stage, exception), exception);
        }
    }

    /// <summary>Leaves out what need not be tried.</summary>
    private List<int> Allowed(List<Move> moves, Stage stage)
    {
        if (LeavesOutLocal && FindLocal(moves) is { } local)
        {
            // Nobody can tell whether it came before or after what others do. Only the death of its own node makes a difference.
            var death = DeathOf(moves[local].Gate!.Node, moves);
            return death < 0 ? [local] : [local, death];
        }

        var allowed = new List<int>(moves.Count);
        for (var i = 0; i < moves.Count; i++)
        {
            if (stage.Gates.Switches < Switches || !stage.Gates.IsSwitch(moves[i]))
            {
                allowed.Add(i);
            }
        }

        return allowed;
    }

    /// <summary>Finds a step that nobody else can see. Where its node may die, what else the node does would come before or after the death as well.</summary>
    private static int? FindLocal(List<Move> moves)
    {
        for (var i = 0; i < moves.Count; i++)
        {
            if (moves[i].Gate is { IsLocal: true } gate && (DeathOf(gate.Node, moves) < 0 || moves.Count(move => move.Gate?.Node == gate.Node) == 1))
            {
                return i;
            }
        }

        return null;
    }

    private static int DeathOf(string node, List<Move> moves) => moves.FindIndex(move => move.Dies == node);

    private static async Task<string> EndOf(Stage stage)
    {
        var text = new StringBuilder();
        foreach (var incident in stage.Declared)
        {
            foreach (var happened in await stage.Store.ReadEventsAsync(incident.Id))
            {
                text.Append(EventJson.NameOf(happened)).Append(' ').Append(happened.Actor).Append(' ').Append(happened.RecordedAt).AppendLine();
            }

            foreach (var row in await stage.Store.ReadOutboxAsync(incident.Id))
            {
                text.Append(row.Key).Append(' ').Append(row.Status).Append(' ').Append(row.Reason).AppendLine();
            }
        }

        text.AppendJoin('\n', stage.Journal.Entries.OfType<Began>().Select(call => call.Message.Key).Order(StringComparer.Ordinal));
        return text.ToString();
    }

    private string Write(List<(int Choice, Move Move)> schedule, Stage stage) =>
        FormattableString.Invariant($"{story.Name}@{stage.Seed}/{string.Join('.', schedule.Select(step => step.Choice))}");

    private string Describe(List<(int Choice, Move Move)> schedule, Stage stage, Exception exception)
    {
        var text = new StringBuilder();
        text.AppendLine(exception.Message);
        text.AppendLine(FormattableString.Invariant($"Schedule {Schedules + 1} of the story \"{story.Name}\". To play it again:"));
        text.AppendLine(FormattableString.Invariant($"INCIDENTS_SCHEDULE=\"{Write(schedule, stage)}\""));
        text.AppendLine("What the scheduler did:");
        foreach (var (_, move) in schedule)
        {
            text.Append("  ").AppendLine(move.ToString());
        }

        text.AppendLine("What came of it:");
        foreach (var entry in stage.Journal.Entries)
        {
            text.Append("  ").Append(entry.At).Append(' ').Append(entry.Node).Append(' ').AppendLine(entry.ToString());
        }

        return text.ToString();
    }
}

/// <summary>A schedule in which a law does not hold.</summary>
internal sealed class InterleavingException(string message, Exception cause) : Exception(message, cause);
