using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using MediMate.Incidents;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the host's own parts to the incident-response engine.</summary>
/// <remarks>Not safe for several threads; used while the host is being set up.</remarks>
public sealed partial class IncidentResponseBuilder
{
    internal IncidentResponseBuilder(IServiceCollection services)
    {
        Services = services;
    }

    /// <summary>Gets the services of the host.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Sets the playbook. The last call counts.</summary>
    /// <param name="playbook">The playbook. It is checked when the host starts, or when the engine is first asked for.</param>
    /// <returns>This builder.</returns>
    public IncidentResponseBuilder UsePlaybook(Playbook playbook)
    {
        ArgumentNullException.ThrowIfNull(playbook);
        Services.Replace(ServiceDescriptor.Singleton(playbook));
        return this;
    }

    /// <summary>Sets the playbook, with what was found in its file: the host's log speaks of it.</summary>
    internal IncidentResponseBuilder UsePlaybook(Playbook playbook, ImmutableArray<PlaybookFinding> findings)
    {
        Services.Replace(ServiceDescriptor.Singleton(new PlaybookRemarks(playbook, findings)));
        return UsePlaybook(playbook);
    }

    /// <summary>Changes settings. Calls add up; the last one counts, and code counts more than configuration.</summary>
    /// <param name="configure">Changes the settings.</param>
    /// <returns>This builder.</returns>
    public IncidentResponseBuilder Configure(Action<IncidentResponseOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        Services.PostConfigure(configure);
        return this;
    }

    /// <summary>Adds a severity policy. Every policy is asked; adding the same type again changes nothing.</summary>
    /// <typeparam name="TPolicy">The policy; one instance serves the host.</typeparam>
    /// <returns>This builder.</returns>
    public IncidentResponseBuilder AddSeverityPolicy<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TPolicy>()
        where TPolicy : class, ISeverityPolicy
    {
        Services.TryAddEnumerable(ServiceDescriptor.Singleton<ISeverityPolicy, TPolicy>());
        return this;
    }

    /// <summary>Adds a severity policy.</summary>
    /// <param name="policy">The policy.</param>
    /// <returns>This builder.</returns>
    public IncidentResponseBuilder AddSeverityPolicy(ISeverityPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        Services.AddSingleton(policy);
        return this;
    }

    /// <summary>Adds an escalation rule. Every rule is asked; adding the same type again changes nothing.</summary>
    /// <typeparam name="TRule">The rule; one instance serves the host.</typeparam>
    /// <returns>This builder.</returns>
    public IncidentResponseBuilder AddEscalationRule<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TRule>()
        where TRule : class, IEscalationRule
    {
        Services.TryAddEnumerable(ServiceDescriptor.Singleton<IEscalationRule, TRule>());
        return this;
    }

    /// <summary>Adds an escalation rule.</summary>
    /// <param name="rule">The rule.</param>
    /// <returns>This builder.</returns>
    public IncidentResponseBuilder AddEscalationRule(IEscalationRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        Services.AddSingleton(rule);
        return this;
    }

    /// <summary>Adds an escalation rule.</summary>
    /// <param name="make">Makes the rule, once.</param>
    /// <returns>This builder.</returns>
    public IncidentResponseBuilder AddEscalationRule(Func<IServiceProvider, IEscalationRule> make)
    {
        ArgumentNullException.ThrowIfNull(make);
        Services.AddSingleton(make);
        return this;
    }

    /// <summary>Adds a clock beside those of the playbook; adding the same type again changes nothing.</summary>
    /// <typeparam name="TClock">The clock; one instance serves the host.</typeparam>
    /// <returns>This builder.</returns>
    public IncidentResponseBuilder AddClock<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TClock>()
        where TClock : class, IIncidentClock
    {
        Services.TryAddEnumerable(ServiceDescriptor.Singleton<IIncidentClock, TClock>());
        return this;
    }

    /// <summary>Adds a clock beside those of the playbook.</summary>
    /// <param name="clock">The clock.</param>
    /// <returns>This builder.</returns>
    public IncidentResponseBuilder AddClock(IIncidentClock clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        Services.AddSingleton(clock);
        return this;
    }

    /// <summary>Adds a clock beside those of the playbook.</summary>
    /// <param name="make">Makes the clock, once.</param>
    /// <returns>This builder.</returns>
    public IncidentResponseBuilder AddClock(Func<IServiceProvider, IIncidentClock> make)
    {
        ArgumentNullException.ThrowIfNull(make);
        Services.AddSingleton(make);
        return this;
    }

    /// <summary>Gives the open hours of a calendar of the playbook, instead of those that it tells. Of two for one calendar the later counts.</summary>
    /// <typeparam name="THours">The hours; one instance serves the host.</typeparam>
    /// <param name="calendar">The name of the calendar, compared ignoring case.</param>
    /// <returns>This builder.</returns>
    public IncidentResponseBuilder UseOpeningHours<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THours>(string calendar)
        where THours : class, IOpeningHours
    {
        Services.TryAddSingleton<THours>();
        return UseOpeningHours(calendar, services => services.GetRequiredService<THours>());
    }

    /// <summary>Gives the open hours of a calendar of the playbook, instead of those that it tells. Of two for one calendar the later counts.</summary>
    /// <param name="calendar">The name of the calendar, compared ignoring case.</param>
    /// <param name="hours">The hours.</param>
    /// <returns>This builder.</returns>
    public IncidentResponseBuilder UseOpeningHours(string calendar, IOpeningHours hours)
    {
        ArgumentNullException.ThrowIfNull(hours);
        return UseOpeningHours(calendar, _ => hours);
    }

    /// <summary>Gives the open hours of a calendar of the playbook, instead of those that it tells. Of two for one calendar the later counts.</summary>
    /// <param name="calendar">The name of the calendar, compared ignoring case.</param>
    /// <param name="make">Makes the hours, once.</param>
    /// <returns>This builder.</returns>
    public IncidentResponseBuilder UseOpeningHours(string calendar, Func<IServiceProvider, IOpeningHours> make)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(calendar);
        ArgumentNullException.ThrowIfNull(make);
        Services.AddSingleton(new HoursRegistration(calendar.Trim(), make));
        return this;
    }

    /// <summary>Says who is on call in a role, instead of the contact directory. Of two for one role the later counts.</summary>
    /// <typeparam name="TSchedule">The schedule; one instance serves the host.</typeparam>
    /// <param name="role">The name of the role, as ladders call it; compared ignoring case.</param>
    /// <returns>This builder.</returns>
    public IncidentResponseBuilder AddOnCallSchedule<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TSchedule>(string role)
        where TSchedule : class, IOnCallSchedule
    {
        Services.TryAddSingleton<TSchedule>();
        return AddOnCallSchedule(role, services => services.GetRequiredService<TSchedule>());
    }

    /// <summary>Says who is on call in a role, instead of the contact directory. Of two for one role the later counts.</summary>
    /// <param name="role">The name of the role, as ladders call it; compared ignoring case.</param>
    /// <param name="schedule">The schedule.</param>
    /// <returns>This builder.</returns>
    public IncidentResponseBuilder AddOnCallSchedule(string role, IOnCallSchedule schedule)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        return AddOnCallSchedule(role, _ => schedule);
    }

    /// <summary>Says who is on call in a role, instead of the contact directory. Of two for one role the later counts.</summary>
    /// <param name="role">The name of the role, as ladders call it; compared ignoring case.</param>
    /// <param name="make">Makes the schedule, when it is first needed.</param>
    /// <returns>This builder.</returns>
    public IncidentResponseBuilder AddOnCallSchedule(string role, Func<IServiceProvider, IOnCallSchedule> make)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(role);
        ArgumentNullException.ThrowIfNull(make);
        Services.AddSingleton(new ScheduleRegistration(role.Trim(), make));
        return this;
    }

    /// <summary>Adds a notification channel under a name. Of two with one name the later counts.</summary>
    /// <typeparam name="TChannel">The channel; one instance serves the host.</typeparam>
    /// <param name="name">The name by which ladders and contacts call it, for instance <c>sms</c>; compared ignoring case.</param>
    /// <returns>This builder.</returns>
    public IncidentResponseBuilder AddNotificationChannel<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TChannel>(string name)
        where TChannel : class, INotificationChannel
    {
        Services.TryAddSingleton<TChannel>();
        return AddNotificationChannel(name, services => services.GetRequiredService<TChannel>());
    }

    /// <summary>Adds a notification channel under a name. Of two with one name the later counts.</summary>
    /// <param name="name">The name by which ladders and contacts call it, for instance <c>sms</c>; compared ignoring case.</param>
    /// <param name="channel">The channel.</param>
    /// <returns>This builder.</returns>
    public IncidentResponseBuilder AddNotificationChannel(string name, INotificationChannel channel)
    {
        ArgumentNullException.ThrowIfNull(channel);
        return AddNotificationChannel(name, _ => channel);
    }

    /// <summary>Adds a notification channel under a name. Of two with one name the later counts.</summary>
    /// <param name="name">The name by which ladders and contacts call it, for instance <c>sms</c>; compared ignoring case.</param>
    /// <param name="make">Makes the channel, once, when it is first needed.</param>
    /// <returns>This builder.</returns>
    public IncidentResponseBuilder AddNotificationChannel(string name, Func<IServiceProvider, INotificationChannel> make)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(make);
        Services.AddSingleton(new ChannelRegistration(name.Trim(), make));
        return this;
    }

    /// <summary>Adds a channel that posts each message to an address, signed as Standard Webhooks says. Of two channels with one name the later counts.</summary>
    /// <param name="name">The name by which ladders and contacts call it, for instance <c>chat</c>; compared ignoring case.</param>
    /// <param name="configure">Says where to post, and with which secrets. Calls with the same name add up. It is checked when the host starts.</param>
    /// <returns>This builder.</returns>
    public IncidentResponseBuilder AddWebhookChannel(string name, Action<WebhookChannelOptions> configure)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(configure);
        name = name.Trim();
        Services.AddOptions<WebhookChannelOptions>(name).Configure(configure).ValidateOnStart();
        Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WebhookChannelOptions>, WebhookChannelOptionsValidator>());
        Services.TryAddKeyedSingleton(name, (services, _) => new WebhookChannel(
            services.GetRequiredService<IOptionsMonitor<WebhookChannelOptions>>().Get(name), services.GetRequiredService<EngineClock>()));
        return AddNotificationChannel(name, services => services.GetRequiredKeyedService<WebhookChannel>(name));
    }

    /// <summary>
    /// Turns the host's health checks into signals: an unhealthy check fires under the key <c>health/</c> and its name, a healthy one is over. The
    /// check of the engine itself is left out.
    /// </summary>
    /// <param name="configure">Changes how; calls add up.</param>
    /// <returns>This builder.</returns>
    /// <remarks>The host's <c>HealthCheckPublisherOptions</c> say how often checks run, each 30 seconds by default.</remarks>
    public IncidentResponseBuilder AddHealthCheckSignals(Action<HealthCheckSignalOptions>? configure = null)
    {
        Services.AddHealthChecks();
        var options = Services.AddOptions<HealthCheckSignalOptions>().ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<HealthCheckSignalOptions>, HealthCheckSignalOptionsValidator>());
        Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHealthCheckPublisher, HealthCheckSignals>());
        return this;
    }

    /// <summary>Adds a heartbeat: the engine gives it each minute while its loops run and its store answers, so that somebody outside can watch.</summary>
    /// <typeparam name="THeartbeat">Tells the watcher; one instance serves the host. Adding the same type again changes nothing.</typeparam>
    /// <returns>This builder.</returns>
    /// <remarks>An engine inside an application cannot page that the application is down: let another host, or a service, miss the heartbeat.</remarks>
    public IncidentResponseBuilder AddEngineHeartbeat<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THeartbeat>()
        where THeartbeat : class, IEngineHeartbeat
    {
        Services.TryAddEnumerable(ServiceDescriptor.Singleton<IEngineHeartbeat, THeartbeat>());
        return AddHeartbeatService();
    }

    /// <summary>Adds a heartbeat: the engine gives it each minute while its loops run and its store answers, so that somebody outside can watch.</summary>
    /// <param name="beat">Tells the watcher; it gets the host's services.</param>
    /// <returns>This builder.</returns>
    public IncidentResponseBuilder AddEngineHeartbeat(Func<IServiceProvider, CancellationToken, ValueTask> beat)
    {
        ArgumentNullException.ThrowIfNull(beat);
        Services.AddSingleton<IEngineHeartbeat>(services => new DelegateHeartbeat(services, beat));
        return AddHeartbeatService();
    }

    /// <summary>Adds an observer of what is committed.</summary>
    /// <param name="observer">The observer.</param>
    /// <returns>This builder.</returns>
    public IncidentResponseBuilder AddObserver(IIncidentObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        Services.AddSingleton(observer);
        return this;
    }

    /// <summary>Replaces the contact directory, which otherwise takes the playbook's contacts.</summary>
    /// <param name="directory">The directory.</param>
    /// <returns>This builder.</returns>
    public IncidentResponseBuilder UseContactDirectory(IContactDirectory directory)
    {
        ArgumentNullException.ThrowIfNull(directory);
        Services.Replace(ServiceDescriptor.Singleton(directory));
        return this;
    }

    /// <summary>Replaces the store, which otherwise keeps incidents in memory.</summary>
    /// <param name="store">The store.</param>
    /// <returns>This builder.</returns>
    public IncidentResponseBuilder UseStore(IIncidentStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        Services.Replace(ServiceDescriptor.Singleton(store));
        return this;
    }

    private IncidentResponseBuilder AddHeartbeatService()
    {
        Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, HeartbeatService>());
        return this;
    }
}
