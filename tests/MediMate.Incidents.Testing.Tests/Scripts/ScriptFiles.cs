namespace MediMate.Incidents.Testing.Tests.Scripts;

/// <summary>The scripts under tests/Scripts.</summary>
internal static class ScriptFiles
{
    private const string BrokenFolder = "broken/";

    /// <summary>Lists the scripts that hold, by their paths from tests/Scripts.</summary>
    public static IEnumerable<string> Sound() => All().Where(path => !path.StartsWith(BrokenFolder, StringComparison.Ordinal));

    /// <summary>Lists the scripts that must be refused.</summary>
    public static IEnumerable<string> Broken() => All().Where(path => path.StartsWith(BrokenFolder, StringComparison.Ordinal));

    public static string PathOf(string script) => Repository.PathOf("tests", "Scripts", script);

    private static IEnumerable<string> All()
    {
        var root = Repository.PathOf("tests", "Scripts");

        // A body of a webhook lies beside its script, in a folder of its own.
        return Directory.EnumerateFiles(root, "*.json", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(root, path).Replace('\\', '/'))
            .Where(path => !path.Contains("/bodies/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
    }
}
