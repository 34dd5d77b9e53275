using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace MediMate.Incidents.Markdown.Tests.DependencyInjection;

/// <summary>A playbook with warnings runs, and the log of the host says so.</summary>
public sealed class StartUpWarningTests
{
    [Fact]
    public async Task Warnings_of_the_file_are_in_the_log_with_the_first_place()
    {
        using var file = new TemporaryFile(TestDocuments.AsGiven);

        var line = Assert.Single(await StartAsync(incidents => incidents.UsePlaybook(file.Path)));

        Assert.Contains("the playbook has 18 warning(s)", line, StringComparison.Ordinal);
        Assert.Contains($"{file.Path}(8,5): warning MMI1126", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Playbook_without_warnings_is_not_spoken_of()
    {
        using var file = new TemporaryFile(TestDocuments.MediMate);

        Assert.Empty(await StartAsync(incidents => incidents
            .UsePlaybook(file.Path)
            .AddNotificationChannel("sms", new MemoryChannel())
            .AddNotificationChannel("mail", new MemoryChannel())));
    }

    [Fact]
    public async Task Warnings_of_a_file_that_was_overruled_are_not_those_of_the_playbook()
    {
        using var file = new TemporaryFile(TestDocuments.AsGiven);
        var builder = new PlaybookBuilder("In code").AddLevel("P0", Duration.FromMinutes(15));

        Assert.Empty(await StartAsync(incidents => incidents.UsePlaybook(file.Path).UsePlaybook(builder.Build())));

        // Only a default text is sent to those who read no other language.
        builder.AddTemplate(new MessageTemplate { Name = "Note", Language = "ms", Audience = MessageAudience.Internal, Text = "helo" });
        Assert.Contains("warning MMI1032", Assert.Single(await StartAsync(incidents => incidents.UsePlaybook(builder.Build()))), StringComparison.Ordinal);
    }

    private static async Task<IEnumerable<string>> StartAsync(Action<IncidentResponseBuilder> configure)
    {
        using var log = new Lines();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddProvider(log);
        builder.Services.AddIncidentResponse(configure);
        using var host = builder.Build();
        await host.StartAsync();
        await host.StopAsync();
        return log.Written.Where(line => line.StartsWith("MMI6009", StringComparison.Ordinal));
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Written { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Written.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
