using System.Globalization;
using System.Reflection;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Running;
using MediMate.Incidents.Relational.Tests.Kit;

namespace MediMate.Incidents.Benchmarks;

internal static class Program
{
    /// <summary>Returns 1 when a benchmark could not be built or run, so that a dry run can serve as a check.</summary>
    private static async Task<int> Main(string[] args)
    {
        if (args is [OpenIncidents.Command, var count])
        {
            await OpenIncidents.RunAsync(int.Parse(count, CultureInfo.InvariantCulture));
            return 0;
        }

        var types = typeof(Program).Assembly.GetTypes().Where(type => type.GetMethods().Any(method => method.IsDefined(typeof(BenchmarkAttribute)))).ToList();
        if (PostgreSqlServer.WhyMissing() is { } reason)
        {
            foreach (var type in types.Where(type => type.IsDefined(typeof(RequiresPostgreSqlAttribute))))
            {
                Console.WriteLine($"Skipped {type.Name}: {reason}");
            }

            types.RemoveAll(type => type.IsDefined(typeof(RequiresPostgreSqlAttribute)));
        }

        var summaries = BenchmarkSwitcher.FromTypes([.. types]).Run(args);
        return summaries.Any(summary => summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success)) ? 1 : 0;
    }
}
