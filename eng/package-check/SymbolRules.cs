using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace MediMate.Incidents.PackageCheck;

/// <summary>What the symbol package must have: symbols of the very assemblies, and their source.</summary>
internal static class SymbolRules
{
    public static void Check(PackedFile package, PackedFile symbols, ExpectedSource expected)
    {
        foreach (var file in symbols.Files.Where(file => !file.EndsWith(".pdb", StringComparison.Ordinal)))
        {
            symbols.Report($"nobody expects the file {file} in it");
        }

        foreach (var assembly in PackageRules.OwnAssembliesOf(package))
        {
            var content = symbols.Read(Path.ChangeExtension(assembly, ".pdb"));
            if (content.Length == 0)
            {
                symbols.Report($"the symbols of {assembly} are missing");
                continue;
            }

            using var source = new SymbolFile(content);
            CheckSame(package, symbols, assembly, source);
            CheckSource(symbols, assembly, source, expected);
        }
    }

    private static void CheckSame(PackedFile package, PackedFile symbols, string assembly, SymbolFile source)
    {
        using var image = new PEReader(new MemoryStream(package.Read(assembly)));
        var entries = image.ReadDebugDirectory();
        if (entries.All(entry => entry.Type != DebugDirectoryEntryType.Reproducible))
        {
            symbols.Report($"{assembly} was not built deterministically");
        }

        var codeView = entries.Where(entry => entry.Type == DebugDirectoryEntryType.CodeView).Select(image.ReadCodeViewDebugDirectoryData);
        if (codeView.All(data => data.Guid != source.Id))
        {
            symbols.Report($"the symbols of {assembly} belong to another build of it");
        }
    }

    private static void CheckSource(PackedFile symbols, string assembly, SymbolFile source, ExpectedSource expected)
    {
        var unmapped = source.Documents.FirstOrDefault(document => !document.StartsWith("/_", StringComparison.Ordinal));
        if (unmapped is not null)
        {
            symbols.Report($"the symbols of {assembly} name a path of the machine that built them: {unmapped}");
        }

        // Generated files are in no repository: they must be in the symbols themselves.
        foreach (var document in source.Generated.Except(source.Embedded, StringComparer.Ordinal))
        {
            symbols.Report($"{document} of {assembly} is generated and its text is not embedded");
        }

        if (expected.RepositoryUrl is null)
        {
            return;
        }

        var link = expected.RepositoryUrl.Replace("https://github.com/", "https://raw.githubusercontent.com/", StringComparison.Ordinal);
        if (source.SourceLink?.Contains($"{link}/{expected.Commit}/*", StringComparison.Ordinal) != true)
        {
            symbols.Report($"the source link of {assembly} does not lead to {link}/{expected.Commit}: {source.SourceLink ?? "there is none"}");
        }
    }
}
