namespace MediMate.Incidents.PackageCheck;

/// <summary>What each package may depend on, and nothing else: the core has no Markdown, no database and no web framework.</summary>
internal static class AllowedDependencies
{
    private static readonly Dictionary<string, string[]> ByPackage = new(StringComparer.Ordinal)
    {
        ["MediMate.Incidents.Abstractions"] = ["NodaTime"],
        ["MediMate.Incidents"] =
        [
            "MediMate.Incidents.Abstractions",
            "Cronos",
            "Microsoft.Extensions.DependencyInjection.Abstractions",
            "Microsoft.Extensions.Diagnostics.HealthChecks",
            "Microsoft.Extensions.Hosting.Abstractions",
            "Microsoft.Extensions.Logging.Abstractions",
            "Microsoft.Extensions.Options",
            "Microsoft.Extensions.Options.ConfigurationExtensions",
            "NodaTime",
            "NodaTime.Serialization.SystemTextJson",
            "Stateless",
        ],
        ["MediMate.Incidents.Markdown"] = ["MediMate.Incidents", "Markdig"],
        ["MediMate.Incidents.Relational"] = ["MediMate.Incidents"],
        ["MediMate.Incidents.Sqlite"] = ["MediMate.Incidents.Relational", "Microsoft.Data.Sqlite"],
        ["MediMate.Incidents.PostgreSql"] = ["MediMate.Incidents.Relational", "Npgsql"],
        ["MediMate.Incidents.Testing"] =
            ["MediMate.Incidents", "Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.TimeProvider.Testing"],

        // A tool carries what it needs.
        ["MediMate.Incidents.Cli"] = [],
    };

    public static IEnumerable<string> Packages => ByPackage.Keys;

    /// <summary>Finds what a package may depend on; <see langword="null"/> for a package that nobody has thought about.</summary>
    public static IReadOnlyCollection<string>? Of(string package) => ByPackage.GetValueOrDefault(package);
}
