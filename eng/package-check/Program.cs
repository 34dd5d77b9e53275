using MediMate.Incidents.PackageCheck;

// package-check FEED COMMIT [REPOSITORY_URL]: everything that is wrong with the packed files, all at once.
if (args is not [var feed, var commit, .. var rest] || rest.Length > 1)
{
    Console.Error.WriteLine("Usage: package-check FEED COMMIT [REPOSITORY_URL]");
    return 2;
}

var problems = new List<string>();
var expected = new ExpectedSource { Commit = commit, RepositoryUrl = rest is [var url] ? url : null };
var files = Directory.GetFiles(feed, "*.nupkg").Order(StringComparer.Ordinal).ToArray();
var packages = new List<string>();
foreach (var file in files)
{
    using var package = new PackedFile(file, problems);
    packages.Add(package.Id);
    PackageRules.Check(package, expected);

    var symbols = Path.ChangeExtension(file, ".snupkg");
    if (!File.Exists(symbols))
    {
        package.Report("there is no symbol package (.snupkg) beside it");
        continue;
    }

    using var symbolPackage = new PackedFile(symbols, problems);
    SymbolRules.Check(package, symbolPackage, expected);
}

// A remote is tried with the tool alone: its symbols are those of all the libraries.
foreach (var missing in AllowedDependencies.Packages.Except(packages).Where(_ => expected.RepositoryUrl is null))
{
    problems.Add($"{missing}: was not packed");
}

foreach (var problem in problems)
{
    Console.Error.WriteLine($"error: {problem}");
}

Console.WriteLine($"{files.Length} packages looked into, {problems.Count} problems.");
return problems.Count == 0 && files.Length > 0 ? 0 : 1;
