using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;

namespace MediMate.Incidents.Tests.Documentation;

/// <summary>The page about the parts of a host names every one of them, and the test that plugs it in from outside.</summary>
public sealed partial class SeamsPageTests
{
    /// <summary>What a host calls, and does not implement.</summary>
    private static readonly Type[] Called = [typeof(IIncidentResponse), typeof(IIncidentQueries)];

    public static TheoryData<string> EverySeam => [.. Seams.Select(seam => seam.Name)];

    private static IEnumerable<Type> Seams => typeof(IncidentEvent).Assembly.GetExportedTypes().Where(type => type.IsInterface).Except(Called);

    [Theory]
    [MemberData(nameof(EverySeam))]
    public void Page_names_the_part_its_call_and_a_test_with_the_packed_packages(string seam)
    {
        var row = Assert.Single(Rows(), row => row.Contains($"| `{seam}` |", StringComparison.Ordinal));
        var call = Call().Match(row).Groups["call"].Value;
        var test = File.ReadAllText(Repository.PathOf("docs", Test().Match(row).Groups["test"].Value));
        var part = Seams.Single(type => type.Name == seam);

        Assert.Contains(typeof(IncidentResponseBuilder).GetMethods().Where(method => method.Name == call), method => TakesType(method, part));
        Assert.Matches($"{seam}\\b|{call}|{seam[1..]}Fixture", test);
        Assert.Contains("[Fact]", test, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_has_a_row_for_nothing_else() => Assert.Equal(Seams.Count(), Rows().Count());

    private static bool TakesType(System.Reflection.MethodInfo method, Type part) =>
        method.IsGenericMethodDefinition && method.GetGenericArguments()[0].GetGenericParameterConstraints().Contains(part);

    private static IEnumerable<string> Rows() => Pages.Prose("docs/seams.md").Where(line => line.Contains("eng/package-host", StringComparison.Ordinal));

    [GeneratedRegex("\\| `(?<call>(Add|Use)[A-Za-z]+)` \\|", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Call();

    [GeneratedRegex(@"\]\((?<test>\.\./eng/package-host/[^)]+)\)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Test();
}
