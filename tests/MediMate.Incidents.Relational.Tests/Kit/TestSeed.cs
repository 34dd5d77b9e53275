using System.Globalization;

namespace MediMate.Incidents.Relational.Tests.Kit;

/// <summary>Where chance comes from: another seed each time, or the one that is asked for with <c>INCIDENTS_SEED</c>.</summary>
internal static class TestSeed
{
    public static int Get()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("INCIDENTS_SEED"), CultureInfo.InvariantCulture, out var asked) ? asked : Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}"));
        return seed;
    }
}
