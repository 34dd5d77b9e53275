using MediMate.Incidents;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace PackageHost.Tests.Seams;

public sealed class EngineHeartbeatTests
{
    [Fact]
    public async Task Watcher_of_a_host_hears_that_the_engine_lives()
    {
        var watcher = new Watcher();
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddIncidentResponse().UsePlaybook(SchoolPlaybook.Playbook).AddNotificationChannel<PagerChannel>("pager").AddEngineHeartbeat(watcher);
        using var host = builder.Build();

        await host.StartAsync();
        await watcher.Beat.WaitAsync(TimeSpan.FromSeconds(60));
        await host.StopAsync();

        Assert.True(watcher.Beat.IsCompletedSuccessfully);
    }

    private sealed class Watcher : IEngineHeartbeat
    {
        private readonly TaskCompletionSource _beat = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Beat => _beat.Task;

        public ValueTask BeatAsync(CancellationToken cancellationToken)
        {
            _beat.TrySetResult();
            return ValueTask.CompletedTask;
        }
    }
}
