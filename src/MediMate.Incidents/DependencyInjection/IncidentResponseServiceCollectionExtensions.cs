using System.Diagnostics.Metrics;
using MediMate.Incidents;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the incident-response engine to a host.</summary>
/// <remarks>
/// <para>Calling it again adds nothing twice. Settings count in this order, the first that is given wins:</para>
/// <list type="number">
/// <item><description>code: <see cref="IncidentResponseBuilder.Configure"/>, the last call first;</description></item>
/// <item><description>the configuration section given to <see cref="AddIncidentResponse(IServiceCollection, IConfiguration)"/>;</description></item>
/// <item><description>the defaults of <see cref="IncidentResponseOptions"/>.</description></item>
/// </list>
/// <para>A <see cref="TimeProvider"/> in the services is the only clock; without one it is the system's.</para>
/// </remarks>
public static class IncidentResponseServiceCollectionExtensions
{
    /// <summary>Adds the engine.</summary>
    /// <param name="services">The host's services.</param>
    /// <returns>A builder for the host's own parts; at least a playbook is needed.</returns>
    public static IncidentResponseBuilder AddIncidentResponse(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);

        services.AddOptions<IncidentResponseOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<IncidentResponseOptions>, IncidentResponseOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);

        // A bare collection has no logging: the engine works without.
        services.TryAddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        services.TryAdd(ServiceDescriptor.Singleton(typeof(ILogger<>), typeof(Logger<>)));

        services.TryAddSingleton<IIncidentStore, InMemoryIncidentStore>();
        services.TryAddSingleton(provider => provider.GetRequiredService<IIncidentStore>() as IIncidentQueries
            ?? throw new InvalidOperationException(
                "MMI0102: the store of this host answers no queries. Let it implement IIncidentQueries, or register an IIncidentQueries of your own."));
        services.TryAddSingleton<EngineHealth>();
        services.TryAddSingleton<EngineClock>();
        services.TryAddSingleton<PolicyPanel>();
        services.TryAddSingleton<AcknowledgementKeys>();
        services.TryAddSingleton<HealthWatch>();
        services.TryAddSingleton(provider => new EngineMetrics(provider.GetRequiredService<HealthWatch>(), provider.GetService<IMeterFactory>()));
        services.TryAddSingleton<EngineTelemetry>();
        services.TryAddSingleton<ObserverSet>();
        services.TryAddSingleton(provider => new PlaybookShelf(
            provider.GetService<Playbook>()
                ?? throw new PlaybookException("MMI0101: the engine has no playbook. Call UsePlaybook(…) on the builder that AddIncidentResponse() gives."),
            provider.GetRequiredService<IIncidentStore>(),
            provider.GetRequiredService<HostParts>()));
        services.TryAddSingleton(provider => new HostParts(
            provider.GetServices<HoursRegistration>().Select(hours => KeyValuePair.Create(hours.Calendar, hours.Make(provider))),
            provider.GetServices<IIncidentClock>()));
        AddNotifications(services);
        services.TryAddSingleton(provider => new Lazy<OutboxDispatcher>(provider.GetRequiredService<OutboxDispatcher>));
        services.TryAddSingleton(provider => new Lazy<IIncidentQueries>(provider.GetRequiredService<IIncidentQueries>));
        services.TryAddSingleton(provider => new Lazy<ContactLookUp>(provider.GetRequiredService<ContactLookUp>));
        services.TryAddSingleton<IncidentResponse>();
        services.TryAddSingleton<IIncidentResponse>(provider =>
        {
            // A host that starts no hosted services is told of what is wrong here, before its first command.
            _ = provider.GetRequiredService<IOptions<IncidentResponseOptions>>().Value;
            provider.GetRequiredService<ChannelSet>().Check(provider.GetRequiredService<PlaybookShelf>().Current);
            return provider.GetRequiredService<IncidentResponse>();
        });
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, StartUp>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, DeadlineService>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, OutboxService>());
        return new IncidentResponseBuilder(services);
    }

    /// <summary>Adds the engine, with settings from a section of the configuration.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="section">The section; its keys are the properties of <see cref="IncidentResponseOptions"/>.</param>
    /// <returns>A builder for the host's own parts; at least a playbook is needed.</returns>
    public static IncidentResponseBuilder AddIncidentResponse(this IServiceCollection services, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        var builder = services.AddIncidentResponse();
        services.AddOptions<IncidentResponseOptions>().Bind(section);
        return builder;
    }

    /// <summary>Adds the engine.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Adds the host's own parts; at least a playbook is needed.</param>
    /// <returns>The host's services.</returns>
    public static IServiceCollection AddIncidentResponse(this IServiceCollection services, Action<IncidentResponseBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        configure(services.AddIncidentResponse());
        return services;
    }

    private static void AddNotifications(IServiceCollection services)
    {
        if (!services.Any(descriptor => descriptor.ImplementationInstance is ChannelRegistration { Name: LogChannel.Name }))
        {
            services.AddSingleton(new ChannelRegistration(LogChannel.Name, provider => provider.GetRequiredService<LogChannel>()));
        }

        services.TryAddSingleton<LogChannel>();
        services.TryAddSingleton<ChannelSet>();
        services.TryAddSingleton(provider => new PlaybookContactDirectory(
            provider.GetRequiredService<PlaybookShelf>(), provider.GetRequiredService<ChannelSet>(), provider.GetService<IConfiguration>()));
        services.TryAddSingleton<IContactDirectory>(provider => provider.GetRequiredService<PlaybookContactDirectory>());
        services.TryAddSingleton<ScheduledDirectory>();
        services.TryAddSingleton(new HostCalls(inPlace: false));
        services.TryAddSingleton<AudienceLookUp>();
        services.TryAddSingleton<ContactLookUp>();
        services.TryAddSingleton<AcknowledgementLinks>();
        services.TryAddSingleton<HostRendering>();
        services.TryAddSingleton<OutboxDispatcher>();
    }
}
