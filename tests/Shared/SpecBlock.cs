namespace MediMate.Incidents.Tests.Shared;

/// <summary>A fenced block of a specification.</summary>
/// <param name="Kind">The first word behind the fence.</param>
/// <param name="Arguments">The other words behind it.</param>
/// <param name="Text">What stands between the fences.</param>
internal sealed record SpecBlock(string Kind, IReadOnlyList<string> Arguments, string Text)
{
    public IEnumerable<string> Lines => Text.Length == 0 ? [] : Text.Split('\n');
}
