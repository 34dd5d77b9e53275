namespace MediMate.Incidents.Tests.Interleavings;

/// <summary>A place at which a player waits until the scheduler lets it go on.</summary>
/// <param name="player">Who waits.</param>
/// <param name="node">The node on which it runs.</param>
/// <param name="step">What comes behind the gate.</param>
/// <param name="subject">About what, for whoever reads a schedule.</param>
/// <param name="isLocal">Whether nobody else can see what comes up to the next gate.</param>
internal sealed class Gate(string player, string node, string step, string? subject, bool isLocal)
{
    // The continuation runs in place, on the thread that opens: that is what makes a schedule deterministic.
    private readonly TaskCompletionSource _opened = new();

    public string Player { get; } = player;

    public string Node { get; } = node;

    public bool IsLocal { get; } = isLocal;

    public Task Opened => _opened.Task;

    public void Open() => _opened.SetResult();

    public override string ToString() => subject is null ? $"{Node} {Player}: {step}" : $"{Node} {Player}: {step} {subject}";
}
