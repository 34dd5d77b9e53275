using BenchmarkDotNet.Running;

namespace MediMate.Incidents.Benchmarks;

internal static class Program
{
    /// <summary>Returns 1 when a benchmark could not be built or run, so that a dry run can serve as a check.</summary>
    private static int Main(string[] args)
    {
        var summaries = BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        return summaries.Any(summary => summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success)) ? 1 : 0;
    }
}
