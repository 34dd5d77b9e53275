using System.Globalization;

namespace MediMate.Incidents.Tests.Interleavings;

/// <summary>Chooses what happens next.</summary>
internal abstract class Chooser
{
    /// <summary>Gets what the chance in the story itself comes from.</summary>
    public virtual int Seed => 0;

    /// <summary>Chooses one of the moves that are allowed.</summary>
    /// <param name="moves">All moves.</param>
    /// <param name="allowed">The places of those that are allowed.</param>
    public abstract int Choose(IReadOnlyList<Move> moves, IReadOnlyList<int> allowed);

    /// <summary>Gets ready for another schedule.</summary>
    /// <returns>Whether there is one.</returns>
    public abstract bool GoOn();
}

/// <summary>Takes every branch there is, one schedule after the other.</summary>
internal sealed class EveryBranch : Chooser
{
    private readonly List<(int Taken, int Of)> _path = [];
    private int _depth;

    public override int Choose(IReadOnlyList<Move> moves, IReadOnlyList<int> allowed)
    {
        if (_depth == _path.Count)
        {
            _path.Add((0, allowed.Count));
        }

        var (taken, of) = _path[_depth++];
        return of == allowed.Count
            ? allowed[taken]
            : throw new InvalidOperationException($"The same choices led to {allowed.Count} moves instead of {of}: something is not deterministic.");
    }

    public override bool GoOn()
    {
        _depth = 0;
        while (_path.Count > 0 && _path[^1].Taken + 1 == _path[^1].Of)
        {
            _path.RemoveAt(_path.Count - 1);
        }

        if (_path.Count == 0)
        {
            return false;
        }

        _path[^1] = (_path[^1].Taken + 1, _path[^1].Of);
        return true;
    }
}

/// <summary>Walks at random, so many times. The seed of a walk is the seed of the first and its number.</summary>
internal sealed class RandomWalks(int seed, int walks) : Chooser
{
    /// <summary>Else each node would die before it did anything.</summary>
    private const int DeathIsOneIn = 20;

    private Random _random = new(seed);
    private int _walked;

    public override int Seed => unchecked(seed + _walked);

    public override int Choose(IReadOnlyList<Move> moves, IReadOnlyList<int> allowed)
    {
        while (true)
        {
            var choice = allowed[_random.Next(allowed.Count)];
            if (moves[choice].Gate is not null || _random.Next(DeathIsOneIn) == 0)
            {
                return choice;
            }
        }
    }


    public override bool GoOn()
    {
        _walked++;
        _random = new Random(Seed);
        return _walked < walks;
    }
}

/// <summary>Makes the choices of a schedule that somebody saw.</summary>
internal sealed class Replay(int seed, IReadOnlyList<int> choices) : Chooser
{
    private int _made;

    public override int Seed => seed;

    /// <summary>Reads what a failure printed: the story, its seed, and the choices.</summary>
    public static (Story Story, Replay Choices) Read(string schedule)
    {
        var (at, slash) = (schedule.IndexOf('@', StringComparison.Ordinal), schedule.LastIndexOf('/'));
        Assert.True(at > 0 && slash > at, $"\"{schedule}\" is no schedule. Write it as a failure prints it: story, @, seed, /, and choices with dots between.");
        Assert.True(
            Stories.ByName.TryGetValue(schedule[..at], out var story),
            $"There is no story \"{schedule[..at]}\", only {string.Join(", ", Stories.ByName.Keys.Order(StringComparer.Ordinal))}.");
        var choices = schedule[(slash + 1)..].Split('.').Select(choice => int.Parse(choice, CultureInfo.InvariantCulture));
        return (story, new Replay(int.Parse(schedule[(at + 1)..slash], CultureInfo.InvariantCulture), [.. choices]));
    }

    public override int Choose(IReadOnlyList<Move> moves, IReadOnlyList<int> allowed) => _made < choices.Count ? choices[_made++] : allowed[0];

    public override bool GoOn() => false;
}
