using System.Reflection;

namespace MediMate.Incidents;

/// <summary>A step of the schema.</summary>
/// <param name="version">Its number, counted from one.</param>
/// <param name="name">The name of its folder.</param>
/// <param name="text">Its statements.</param>
internal sealed class Migration(int version, string name, string text)
{
    public int Version { get; } = version;

    public string Name { get; } = name;

    public string Text { get; } = text;

    /// <summary>Reads the migrations that a package carries.</summary>
    public static IReadOnlyList<Migration> ReadAll(Assembly assembly) =>
    [
        .. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("migrations/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select((resource, index) => new Migration(index + 1, resource["migrations/".Length..], Read(assembly, resource))),
    ];

    private static string Read(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
