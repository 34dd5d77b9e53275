using System.Text;
using System.Xml.Linq;

namespace MediMate.Incidents.PackageCheck;

/// <summary>What a package must have, and what it must not.</summary>
internal static class PackageRules
{
    private const string OwnAssemblies = "MediMate.Incidents";

    public static void Check(PackedFile package, ExpectedSource expected)
    {
        CheckPage(package);
        CheckMetadata(package, expected);
        CheckDependencies(package);
        CheckFiles(package);
        foreach (var assembly in OwnAssembliesOf(package))
        {
            CheckDocumentation(package, assembly);
        }
    }

    public static IEnumerable<string> OwnAssembliesOf(PackedFile package) => package.Files.Where(name =>
        name.EndsWith(".dll", StringComparison.Ordinal) && Path.GetFileName(name).StartsWith(OwnAssemblies, StringComparison.Ordinal));

    private static void CheckPage(PackedFile package)
    {
        if (package.Value("readme") != "README.md")
        {
            package.Report("the nuspec names no README.md");
        }

        var page = Encoding.UTF8.GetString(package.Read("README.md"));
        if (!page.StartsWith($"# {package.Id}\n", StringComparison.Ordinal))
        {
            package.Report("its README.md is missing, or its title is not the package's id");
        }

        if (page.Contains("](../", StringComparison.Ordinal))
        {
            package.Report("its README.md links into the repository; such a link leads nowhere on a package's page");
        }
    }

    private static void CheckMetadata(PackedFile package, ExpectedSource expected)
    {
        if (package.Element("license") is not { } license || license.Attribute("type")?.Value != "expression" || license.Value != "MIT")
        {
            package.Report("the license is not the expression MIT");
        }

        if (string.IsNullOrWhiteSpace(package.Value("description")) || string.IsNullOrWhiteSpace(package.Value("tags")))
        {
            package.Report("it has no description or no tags");
        }

        var repository = package.Element("repository");
        if (repository?.Attribute("type")?.Value != "git" || repository.Attribute("commit")?.Value != expected.Commit)
        {
            package.Report($"its repository is \"{repository}\", not of type git at commit {expected.Commit}");
        }

        var url = repository?.Attribute("url")?.Value;
        if (expected.RepositoryUrl is { } wanted ? url != wanted : url?.StartsWith("https://", StringComparison.Ordinal) == false)
        {
            package.Report($"its repository's url is \"{url}\", not \"{expected.RepositoryUrl ?? "an address that others reach, or none"}\"");
        }
    }

    private static void CheckDependencies(PackedFile package)
    {
        if (AllowedDependencies.Of(package.Id) is not { } allowed)
        {
            package.Report("nobody has said what it may depend on; add it to AllowedDependencies");
            return;
        }

        var dependencies = package.Metadata.Descendants().Where(element => element.Name.LocalName == "dependency").ToList();
        foreach (var id in dependencies.Select(dependency => dependency.Attribute("id")!.Value).Except(allowed, StringComparer.Ordinal))
        {
            package.Report($"it may not depend on {id}");
        }

        // The packages of the family use each other's internals.
        var exact = $"[{package.Value("version")}]";
        foreach (var dependency in dependencies.Where(IsOfTheFamily).Where(dependency => dependency.Attribute("version")?.Value != exact))
        {
            package.Report($"it depends on {dependency.Attribute("id")!.Value} {dependency.Attribute("version")?.Value}, not on exactly {exact}");
        }
    }

    private static bool IsOfTheFamily(XElement dependency) =>
        dependency.Attribute("id")!.Value is OwnAssemblies || dependency.Attribute("id")!.Value.StartsWith($"{OwnAssemblies}.", StringComparison.Ordinal);

    private static void CheckFiles(PackedFile package)
    {
        foreach (var file in package.Files.Where(file => !IsExpected(package, file)))
        {
            package.Report($"nobody expects the file {file} in it");
        }

        if (!OwnAssembliesOf(package).Any(name => Path.GetFileNameWithoutExtension(name) == package.Id))
        {
            package.Report("its own assembly is missing");
        }
    }

    private static bool IsExpected(PackedFile package, string file)
    {
        if (file == "README.md")
        {
            return true;
        }

        if (!package.IsTool)
        {
            return file == $"lib/net10.0/{package.Id}.dll" || file == $"lib/net10.0/{package.Id}.xml";
        }

        // A tool carries the assemblies that it runs on, and SQLite for every platform; symbols come beside them.
        return file.StartsWith("tools/net10.0/any/", StringComparison.Ordinal)
            && (Path.GetExtension(file) is ".dll" or ".pdb" or ".xml"
                || (file.Contains("/runtimes/", StringComparison.Ordinal) && Path.GetFileNameWithoutExtension(file) is ("e_sqlite3" or "libe_sqlite3"))
                || Path.GetFileName(file) is "DotnetToolSettings.xml"
                || file.EndsWith(".deps.json", StringComparison.Ordinal)
                || file.EndsWith(".runtimeconfig.json", StringComparison.Ordinal));
    }

    private static void CheckDocumentation(PackedFile package, string assembly)
    {
        var content = package.Read(Path.ChangeExtension(assembly, ".xml"));
        if (content.Length == 0)
        {
            package.Report($"{assembly} has no documentation file beside it");
            return;
        }

        using var stream = new MemoryStream(content);
        if (!XDocument.Load(stream).Descendants("member").Any())
        {
            package.Report($"the documentation of {assembly} is empty");
        }
    }
}
