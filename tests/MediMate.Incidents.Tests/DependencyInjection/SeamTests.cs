using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace MediMate.Incidents.Tests.DependencyInjection;

/// <summary>Every seam takes a type, an instance, or something that makes one from the host's services.</summary>
public sealed class SeamTests
{
    [Theory]
    [InlineData("type")]
    [InlineData("instance")]
    [InlineData("factory")]
    public void Seam_takes_every_form(string form)
    {
        using var services = Build(incidents => Use(incidents, form));

        Assert.IsType<Parts>(services.GetRequiredService<IContactDirectory>());
        Assert.IsType<Parts>(services.GetRequiredService<IAudienceDirectory>());
        Assert.IsType<Parts>(services.GetRequiredService<ITemplateRenderer>());
        Assert.IsType<InMemoryIncidentStore>(services.GetRequiredService<IIncidentStore>());
        Assert.IsType<Parts>(Assert.Single(services.GetServices<ISeverityPolicy>()));
        Assert.IsType<Parts>(Assert.Single(services.GetServices<IIncidentObserver>()));
        Assert.IsType<Parts>(services.GetRequiredService<ChannelSet>().Find("SMS"));
        Assert.IsType<Parts>(Assert.Single(services.GetServices<IEngineHeartbeat>(), heartbeat => heartbeat is Parts));
    }

    [Theory]
    [InlineData("type")]
    [InlineData("instance")]
    [InlineData("factory")]
    public void Last_call_counts_where_there_is_one_of_a_kind(string form)
    {
        var last = new Parts();
        using var services = Build(incidents =>
        {
            Use(incidents, form);
            incidents.UseContactDirectory(last).UseAudienceDirectory(last).UseTemplateRenderer(last).AddNotificationChannel("sms", last);
        });

        Assert.Same(last, Assert.Single(services.GetServices<IContactDirectory>()));
        Assert.Same(last, Assert.Single(services.GetServices<IAudienceDirectory>()));
        Assert.Same(last, Assert.Single(services.GetServices<ITemplateRenderer>()));
        Assert.Same(last, services.GetRequiredService<ChannelSet>().Find("sms"));
    }

    [Fact]
    public void Same_type_twice_is_one()
    {
        using var services = Build(incidents => incidents.AddObserver<Parts>().AddObserver<Parts>().AddSeverityPolicy<Parts>().AddSeverityPolicy<Parts>());

        Assert.Single(services.GetServices<IIncidentObserver>());
        Assert.Single(services.GetServices<ISeverityPolicy>());
    }

    [Fact]
    public void Factory_gets_the_services_of_the_host()
    {
        var parts = new Parts();
        using var services = Build(incidents =>
        {
            incidents.Services.AddSingleton(parts);
            incidents.UseTemplateRenderer(provider => provider.GetRequiredService<Parts>());
        });

        Assert.Same(parts, services.GetRequiredService<ITemplateRenderer>());
    }

    [Fact]
    public void Nothing_is_no_part()
    {
        var incidents = new ServiceCollection().AddIncidentResponse();

        Assert.Throws<ArgumentNullException>(() => incidents.AddSeverityPolicy((Func<IServiceProvider, ISeverityPolicy>)null!));
        Assert.Throws<ArgumentNullException>(() => incidents.AddObserver((Func<IServiceProvider, IIncidentObserver>)null!));
        Assert.Throws<ArgumentNullException>(() => incidents.UseAudienceDirectory((IAudienceDirectory)null!));
        Assert.Throws<ArgumentNullException>(() => incidents.UseTemplateRenderer((ITemplateRenderer)null!));
        Assert.Throws<ArgumentNullException>(() => incidents.UseContactDirectory((Func<IServiceProvider, IContactDirectory>)null!));
        Assert.Throws<ArgumentNullException>(() => incidents.UseStore((Func<IServiceProvider, IIncidentStore>)null!));
    }

    private static void Use(IncidentResponseBuilder incidents, string form) => _ = form switch
    {
        "type" => incidents.UseContactDirectory<Parts>().UseAudienceDirectory<Parts>().UseTemplateRenderer<Parts>().UseStore<InMemoryIncidentStore>()
            .AddSeverityPolicy<Parts>().AddObserver<Parts>().AddNotificationChannel<Parts>("sms").AddEngineHeartbeat<Parts>(),
        "instance" => incidents.UseContactDirectory(new Parts()).UseAudienceDirectory(new Parts()).UseTemplateRenderer(new Parts()).UseStore(new InMemoryIncidentStore())
            .AddSeverityPolicy(new Parts()).AddObserver(new Parts()).AddNotificationChannel("sms", new Parts()).AddEngineHeartbeat(new Parts()),
        _ => incidents.UseContactDirectory(_ => new Parts()).UseAudienceDirectory(_ => new Parts()).UseTemplateRenderer(_ => new Parts()).UseStore(_ => new InMemoryIncidentStore())
            .AddSeverityPolicy(_ => new Parts()).AddObserver(_ => new Parts()).AddNotificationChannel("sms", _ => new Parts()).AddEngineHeartbeat(new Parts()),
    };

    private static ServiceProvider Build(Action<IncidentResponseBuilder> configure)
    {
        var services = new ServiceCollection();
        configure(services.AddIncidentResponse().UsePlaybook(TestPlaybooks.Example));
        return services.BuildServiceProvider();
    }

    private sealed class Parts : IContactDirectory, IAudienceDirectory, ITemplateRenderer, ISeverityPolicy, IIncidentObserver, INotificationChannel, IEngineHeartbeat
    {
        public ValueTask<ImmutableArray<Responder>> FindAsync(string target, Instant at, CancellationToken cancellationToken) => ValueTask.FromResult<ImmutableArray<Responder>>([]);

        public ValueTask<ImmutableArray<Responder>> FindAsync(AudienceQuestion question, CancellationToken cancellationToken) => ValueTask.FromResult<ImmutableArray<Responder>>([]);

        public ValueTask<string> RenderAsync(RenderRequest request, CancellationToken cancellationToken) => ValueTask.FromResult("a");

        public SeverityOpinion? Assess(SeverityContext context) => null;

        public void OnCommitted(IncidentCommit commit)
        {
        }

        public ValueTask<DeliveryResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken) => ValueTask.FromResult(DeliveryResult.Delivered());

        public ValueTask BeatAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }
}
