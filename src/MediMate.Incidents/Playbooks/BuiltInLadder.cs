using NodaTime;

namespace MediMate.Incidents;

/// <summary>The ladder of a level for which the playbook has none.</summary>
public static class BuiltInLadder
{
    private const string OnCallWord = "on-call";
    private const string ChiefWord = "CTO";

    /// <summary>
    /// Makes the ladder: the on-call role at once, the second role of the core team after a third of the level's response time and, at the
    /// most severe level, the CTO after two thirds; each by the first method of the contact, once.
    /// </summary>
    /// <param name="playbook">The playbook.</param>
    /// <param name="level">The level.</param>
    /// <returns>The ladder.</returns>
    public static Ladder For(Playbook playbook, SeverityLevel level)
    {
        ArgumentNullException.ThrowIfNull(playbook);
        ArgumentNullException.ThrowIfNull(level);

        var onCall = OnCallRole(playbook);
        var steps = new List<LadderStep> { new() { Offset = Duration.Zero, Targets = [onCall] } };
        var second = playbook.Team.Where(role => !Same(role.Name, onCall)).Select(role => role.Name).FirstOrDefault();
        if (second is not null)
        {
            steps.Add(new LadderStep { Offset = level.ResponseTime / 3, Targets = [second] });
        }

        var chief = playbook.Team.Select(role => role.Name).FirstOrDefault(name => Same(name, ChiefWord));
        if (chief is not null && !Same(chief, second) && ReferenceEquals(level, playbook.Levels[0]))
        {
            steps.Add(new LadderStep { Offset = level.ResponseTime / 3 * 2, Targets = [chief] });
        }

        return new Ladder { Name = $"built-in {level.Name}", Level = level.Name, Steps = [.. steps] };
    }

    /// <summary>Finds the role that is called first.</summary>
    /// <param name="playbook">The playbook.</param>
    /// <returns>
    /// <see cref="Playbook.OnCall"/>, else the first role of the team whose name says "on-call", else its first role, else
    /// <c>On-call Engineer</c>.
    /// </returns>
    public static string OnCallRole(Playbook playbook)
    {
        ArgumentNullException.ThrowIfNull(playbook);

        return playbook.OnCall
            ?? playbook.Team.Select(role => role.Name).FirstOrDefault(SaysOnCall)
            ?? playbook.Team.Select(role => role.Name).FirstOrDefault()
            ?? "On-call Engineer";
    }

    private static bool SaysOnCall(string role) => role.Replace(' ', '-').Contains(OnCallWord, StringComparison.OrdinalIgnoreCase);

    private static bool Same(string one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
