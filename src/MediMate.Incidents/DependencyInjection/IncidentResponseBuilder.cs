using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using MediMate.Incidents;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the host's own parts to the incident-response engine.</summary>
/// <remarks>Not safe for several threads; used while the host is being set up.</remarks>
public sealed class IncidentResponseBuilder
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
}
