using System.IO.Compression;
using System.Xml.Linq;

namespace MediMate.Incidents.PackageCheck;

/// <summary>A .nupkg or .snupkg, open.</summary>
internal sealed class PackedFile : IDisposable
{
    private readonly ZipArchive _archive;
    private readonly List<string> _problems;
    private readonly string _name;

    public PackedFile(string path, List<string> problems)
    {
        _archive = ZipFile.OpenRead(path);
        _problems = problems;
        _name = Path.GetFileName(path);
        Files = [.. _archive.Entries.Select(entry => entry.FullName).Where(name => !IsContainer(name))];
        using var nuspec = _archive.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        Metadata = XDocument.Load(nuspec).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
    }

    /// <summary>Gets the files that the package is about, without those that make it a package.</summary>
    public IReadOnlyList<string> Files { get; }

    public XElement Metadata { get; }

    public string Id => Value("id") ?? string.Empty;

    public bool IsTool => Metadata.Descendants().Any(element => element.Name.LocalName == "packageType" && element.Attribute("name")?.Value == "DotnetTool");

    public XElement? Element(string name) => Metadata.Elements().FirstOrDefault(element => element.Name.LocalName == name);

    public string? Value(string name) => Element(name)?.Value;

    /// <summary>Reads a file; empty where there is none.</summary>
    public byte[] Read(string name)
    {
        if (_archive.GetEntry(name) is not { } entry)
        {
            return [];
        }

        using var content = entry.Open();
        using var buffer = new MemoryStream();
        content.CopyTo(buffer);
        return buffer.ToArray();
    }

    public void Report(string problem) => _problems.Add($"{_name}: {problem}");

    public void Dispose() => _archive.Dispose();

    private static bool IsContainer(string name) =>
        name is "[Content_Types].xml" or "_rels/.rels"
        || name.StartsWith("package/services/metadata/", StringComparison.Ordinal)
        || name.EndsWith(".nuspec", StringComparison.Ordinal);
}
