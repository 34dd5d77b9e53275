using System.Collections.Immutable;

namespace MediMate.Incidents.Tests.Interleavings;

/// <summary>
/// Keeps the players of a story at their gates, all on one thread. Whatever the engine awaits is a seam with gates in it; what it awaits besides shows as
/// a thread that is not the scheduler's, or as a player who is not done and stands at no gate.
/// </summary>
internal sealed class Scheduler
{
    private static readonly AsyncLocal<string?> Running = new();
    private static readonly Task Never = new TaskCompletionSource().Task;

    private readonly List<Gate> _parked = [];
    private readonly List<(Player Player, Task Task)> _players = [];
    private readonly HashSet<string> _dead = new(StringComparer.Ordinal);
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private ImmutableArray<string> _mortal = [];
    private Gate? _last;
    private string? _escaped;

    /// <summary>Gets a value indicating whether nobody waits: before the players begin and after they are done.</summary>
    public bool IsOpen { get; private set; } = true;

    /// <summary>Gets how often a player was left standing although it could have gone on.</summary>
    public int Switches { get; private set; }

    public bool IsDead(string node) => _dead.Contains(node);

    /// <summary>Waits at a gate. On a node that has died nothing goes on any more.</summary>
    public Task PassAsync(string node, string step, string? subject = null, bool isLocal = false)
    {
        if (_dead.Contains(node))
        {
            return Never;
        }

        if (Environment.CurrentManagedThreadId != _thread)
        {
            // Whoever called may swallow what is thrown.
            _escaped = $"\"{node}: {step} {subject}\" came on a thread of its own: the engine left the scheduler's thread before it";
            throw new InvalidOperationException(_escaped);
        }

        if (IsOpen)
        {
            return Task.CompletedTask;
        }

        var gate = new Gate(Running.Value ?? "?", node, step, subject, isLocal);
        _parked.Add(gate);
        return gate.Opened;
    }

    /// <summary>Lets each player run to its first gate.</summary>
    /// <param name="stage">Where they act.</param>
    /// <param name="players">The players.</param>
    /// <param name="mortal">The nodes of which one may die at any gate.</param>
    public void Begin(Stage stage, ImmutableArray<Player> players, ImmutableArray<string> mortal)
    {
        IsOpen = false;
        _mortal = mortal;
        foreach (var player in players)
        {
            _players.Add((player, RunAsync(player, stage)));
        }
    }

    /// <summary>Makes sure that nothing went on beside the scheduler: its order could not be played again.</summary>
    public void CheckThread()
    {
        if (_escaped is not null || Environment.CurrentManagedThreadId != _thread)
        {
            throw new InvalidOperationException(_escaped ?? "the engine left the scheduler's thread");
        }
    }

    /// <summary>Finds all that can happen next: first what is nearest to going on without a switch, deaths last.</summary>
    public List<Move> Moves()
    {
        CheckThread();
        var moves = new List<Move>(_parked.Count + _mortal.Length);
        moves.AddRange(_parked.Where(gate => IsOfLast(gate)).Select(gate => new Move(gate, Dies: null)));
        moves.AddRange(_parked.Where(gate => !IsOfLast(gate)).Select(gate => new Move(gate, Dies: null)));

        // One death in a story: somebody has to be left to take over.
        if (_dead.Count == 0)
        {
            moves.AddRange(_mortal.Where(node => _parked.Exists(gate => gate.Node == node)).Select(node => new Move(Gate: null, node)));
        }

        return moves;
    }

    /// <summary>Lets it happen, up to the next gate.</summary>
    /// <param name="move">What happens.</param>
    /// <param name="counts">Whether it may be a switch.</param>
    public void Do(Move move, bool counts)
    {
        if (move.Gate is { } gate)
        {
            if (counts)
            {
                Switches += IsSwitch(move) ? 1 : 0;
                _last = gate;
            }

            _parked.Remove(gate);
            gate.Open();
        }
        else
        {
            Switches++;
            _dead.Add(move.Dies!);
            _parked.RemoveAll(parked => parked.Node == move.Dies);
        }
    }

    /// <summary>Tells whether a move leaves a player standing that could go on, for ever if need be.</summary>
    public bool IsSwitch(Move move) => move.Gate is { } gate ? !IsOfLast(gate) && _parked.Exists(IsOfLast) : true;

    /// <summary>Opens everything for good, once nothing stands at a gate any more.</summary>
    /// <returns>Why that cannot be: a player of a living node is not done, or failed.</returns>
    public async Task<string?> EndAsync()
    {
        foreach (var (player, task) in _players)
        {
            if (task.IsFaulted)
            {
                await task;
            }

            if (!task.IsCompleted && !_dead.Contains(player.Node))
            {
                return $"{player.Node} {player.Name} hangs: it is not done and stands at no gate. It waits for something without a gate, or in vain.";
            }
        }

        IsOpen = true;
        return null;
    }

    private bool IsOfLast(Gate gate) => gate.Player == _last?.Player && gate.Node == _last.Node;

    private async Task RunAsync(Player player, Stage stage)
    {
        Running.Value = player.Name;
        await PassAsync(player.Node, "begin", isLocal: true);
        await player.ActAsync(stage);
    }
}
