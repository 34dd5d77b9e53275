using System.Reflection;

namespace MediMate.Incidents.Tests.Architecture;

/// <summary>Which way dependencies point, and the shape of what is public.</summary>
public sealed class ArchitectureTests
{
    private static readonly Assembly Abstractions = typeof(Incident).Assembly;
    private static readonly Assembly Core = typeof(Playbook).Assembly;

    [Fact]
    public void Abstractions_depend_on_NodaTime_alone()
    {
        Assert.Equal(["NodaTime"], References(Abstractions));
    }

    [Fact]
    public void Core_depends_on_no_store_no_host_and_no_Markdown()
    {
        string[] allowed =
        [
            "Microsoft.Extensions.Configuration",
            "Microsoft.Extensions.Configuration.Abstractions",
            "Microsoft.Extensions.Configuration.Binder",
            "Microsoft.Extensions.DependencyInjection.Abstractions",
            "Microsoft.Extensions.Diagnostics.HealthChecks",
            "Microsoft.Extensions.Diagnostics.HealthChecks.Abstractions",
            "Microsoft.Extensions.Hosting.Abstractions",
            "Microsoft.Extensions.Logging.Abstractions",
            "Microsoft.Extensions.Options",
            "Microsoft.Extensions.Options.ConfigurationExtensions",
            "MediMate.Incidents.Abstractions",
            "NodaTime",
            "NodaTime.Serialization.SystemTextJson",
            "Stateless",
        ];

        Assert.DoesNotContain(References(Core), name => !allowed.Contains(name));
    }

    [Fact]
    public void Public_types_share_one_namespace_and_are_sealed_or_made_for_inheritance()
    {
        foreach (var type in Abstractions.GetExportedTypes().Concat(Core.GetExportedTypes()))
        {
            Assert.True(type.Namespace is "MediMate.Incidents" or "Microsoft.Extensions.DependencyInjection", type.FullName);
            Assert.True(type.IsSealed || type.IsAbstract || type.IsInterface || type.IsEnum || type.IsValueType, type.FullName);
        }
    }

    [Fact]
    public void Async_methods_take_a_cancellation_token_last()
    {
        var methods = Abstractions.GetExportedTypes().Concat(Core.GetExportedTypes())
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => method.Name.EndsWith("Async", StringComparison.Ordinal));

        Assert.All(methods, method => Assert.Equal(typeof(CancellationToken), method.GetParameters()[^1].ParameterType));
    }

    [Fact]
    public void No_type_of_the_engine_keeps_mutable_static_state()
    {
        var mutable = Abstractions.GetTypes().Concat(Core.GetTypes())
            .Where(type => !type.Name.Contains('<', StringComparison.Ordinal) && type.Namespace?.StartsWith("MediMate", StringComparison.Ordinal) == true)
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(field => !field.IsInitOnly && !field.IsLiteral && !field.Name.Contains('<', StringComparison.Ordinal))
            .Where(field => field.DeclaringType != typeof(IncidentJsonContext))
            .Select(field => $"{field.DeclaringType}.{field.Name}");

        Assert.Empty(mutable);
    }

    private static IEnumerable<string> References(Assembly assembly) => assembly.GetReferencedAssemblies()
        .Select(reference => reference.Name!)
        .Where(name => !name.StartsWith("System.", StringComparison.Ordinal) && name is not "netstandard")
        .Order(StringComparer.Ordinal);
}
