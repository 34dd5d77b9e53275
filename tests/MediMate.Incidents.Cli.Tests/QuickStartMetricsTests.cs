using System.Diagnostics.Metrics;
using MediMate.Incidents.Samples;
using MediMate.Incidents.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace MediMate.Incidents.Cli.Tests;

/// <summary>What a host sees of the quick start's story on its dashboards.</summary>
public sealed class QuickStartMetricsTests
{
    [Fact]
    public async Task Story_of_the_quick_start_is_told_by_its_figures()
    {
        await using var metrics = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var factory = metrics.GetRequiredService<IMeterFactory>();
        using var declared = new MetricCollector<long>(factory, "MediMate.Incidents", "medimate.incidents.declared");
        using var acknowledged = new MetricCollector<double>(factory, "MediMate.Incidents", "medimate.incidents.acknowledgement.duration");
        using var clocks = new MetricCollector<long>(factory, "MediMate.Incidents", "medimate.incidents.clock.results");
        using var steps = new MetricCollector<long>(factory, "MediMate.Incidents", "medimate.incidents.escalation.steps");
        using var exhausted = new MetricCollector<long>(factory, "MediMate.Incidents", "medimate.incidents.escalation.exhausted");
        using var messages = new MetricCollector<long>(factory, "MediMate.Incidents", "medimate.incidents.messages");
        using var signals = new MetricCollector<long>(factory, "MediMate.Incidents", "medimate.incidents.signals");
        using var commands = new MetricCollector<double>(factory, "MediMate.Incidents", "medimate.incidents.command.duration");
        using var failures = new MetricCollector<long>(factory, "MediMate.Incidents", "medimate.incidents.tick.failures");
        using var open = new MetricCollector<int>(factory, "MediMate.Incidents", "medimate.incidents.open");
        var sample = Repository.PathOf("samples", "QuickStart");
        var story = await Story.ReadAsync(Path.Combine(sample, "incident.json"));
        await using var harness = new IncidentHarness(PlaybookMarkdown.Parse(await File.ReadAllTextAsync(Repository.PathOf("playbooks", "medimate.md"))), options =>
        {
            story.Configure(options);
            options.Configure = incidents => incidents.Services.AddSingleton(factory);
        });

        await story.PlayAsync(harness);
        open.RecordObservableInstruments();

        Assert.Equal(["level=P0 source=monitoring 1"], Sums(declared));
        Assert.Equal(["outcome=declared source=monitoring 1"], Sums(signals));
        Assert.Equal(LinesOf(harness, "Acknowledged"), acknowledged.GetMeasurementSnapshot().Count);
        Assert.Contains("clock=response level=P0 result=met 1", Sums(clocks));
        Assert.Equal(LinesOf(harness, "EscalationStepRan"), steps.GetMeasurementSnapshot().Count);
        Assert.Empty(exhausted.GetMeasurementSnapshot());
        Assert.Equal(
            LinesOf(harness, "MessageSent") + LinesOf(harness, "MessageSuppressed") + LinesOf(harness, "MessageFailed"),
            messages.GetMeasurementSnapshot().EvaluateAsCounter());
        Assert.DoesNotContain(commands.GetMeasurementSnapshot(), measured => Equals(measured.Tags["outcome"], "failed"));
        Assert.Empty(failures.GetMeasurementSnapshot());
        Assert.Empty(open.GetMeasurementSnapshot());
    }

    private static IEnumerable<string> Sums(MetricCollector<long> collector) => collector.GetMeasurementSnapshot()
        .GroupBy(measured => string.Join(' ', measured.Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $"{tag.Key}={tag.Value}")))
        .Select(group => $"{group.Key} {group.Sum(measured => measured.Value)}")
        .Order(StringComparer.Ordinal);

    private static int LinesOf(IncidentHarness harness, string name) => harness.Lines.Count(line => line.ToString().Contains($"\"event\":\"{name}\"", StringComparison.Ordinal));
}
