namespace MediMate.Incidents;

/// <summary>Collects what is wrong with a command: all of it at once.</summary>
internal static class CommandChecks
{
    /// <summary>Checks that texts are given.</summary>
    /// <returns>The refusal, or <see langword="null"/>.</returns>
    public static Rejection? Required(params ReadOnlySpan<(string Name, string? Value)> texts)
    {
        List<string>? missing = null;
        foreach (var (name, value) in texts)
        {
            if (string.IsNullOrWhiteSpace(value))
            {
                (missing ??= []).Add($"{name} is given");
            }
        }

        return missing is null ? null : Rejections.Invalid([.. missing]);
    }
}
