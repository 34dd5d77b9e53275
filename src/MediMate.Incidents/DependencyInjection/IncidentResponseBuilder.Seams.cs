using System.Diagnostics.CodeAnalysis;
using MediMate.Incidents;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <content>What a host can put in: each as a type, as an instance, or made from the host's services.</content>
public sealed partial class IncidentResponseBuilder
{
    /// <summary>Adds a severity policy.</summary>
    /// <param name="make">Makes the policy, once.</param>
    /// <returns>This builder.</returns>
    public IncidentResponseBuilder AddSeverityPolicy(Func<IServiceProvider, ISeverityPolicy> make)
    {
        ArgumentNullException.ThrowIfNull(make);
        Services.AddSingleton(make);
        return this;
    }

    /// <summary>Adds an observer of what is committed; adding the same type again changes nothing.</summary>
    /// <typeparam name="TObserver">The observer; one instance serves the host.</typeparam>
    /// <returns>This builder.</returns>
    public IncidentResponseBuilder AddObserver<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TObserver>()
        where TObserver : class, IIncidentObserver
    {
        Services.TryAddEnumerable(ServiceDescriptor.Singleton<IIncidentObserver, TObserver>());
        return this;
    }

    /// <summary>Adds an observer of what is committed.</summary>
    /// <param name="make">Makes the observer, once.</param>
    /// <returns>This builder.</returns>
    public IncidentResponseBuilder AddObserver(Func<IServiceProvider, IIncidentObserver> make)
    {
        ArgumentNullException.ThrowIfNull(make);
        Services.AddSingleton(make);
        return this;
    }

    /// <summary>Adds a heartbeat: the engine gives it each minute while its loops run and its store answers, so that somebody outside can watch.</summary>
    /// <param name="heartbeat">Tells the watcher.</param>
    /// <returns>This builder.</returns>
    public IncidentResponseBuilder AddEngineHeartbeat(IEngineHeartbeat heartbeat)
    {
        ArgumentNullException.ThrowIfNull(heartbeat);
        Services.AddSingleton(heartbeat);
        return AddHeartbeatService();
    }

    /// <summary>Replaces the contact directory, which otherwise takes the playbook's contacts. The last call counts.</summary>
    /// <typeparam name="TDirectory">The directory; one instance serves the host.</typeparam>
    /// <returns>This builder.</returns>
    public IncidentResponseBuilder UseContactDirectory<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TDirectory>()
        where TDirectory : class, IContactDirectory =>
        Use(ServiceDescriptor.Singleton<IContactDirectory, TDirectory>());

    /// <summary>Replaces the contact directory, which otherwise takes the playbook's contacts. The last call counts.</summary>
    /// <param name="make">Makes the directory, once.</param>
    /// <returns>This builder.</returns>
    public IncidentResponseBuilder UseContactDirectory(Func<IServiceProvider, IContactDirectory> make) => Use(ServiceDescriptor.Singleton(NotNull(make)));

    /// <summary>Sets who says who is in an audience; otherwise the playbook's roles and contacts are. The last call counts.</summary>
    /// <typeparam name="TDirectory">The directory; one instance serves the host.</typeparam>
    /// <returns>This builder.</returns>
    public IncidentResponseBuilder UseAudienceDirectory<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TDirectory>()
        where TDirectory : class, IAudienceDirectory =>
        Use(ServiceDescriptor.Singleton<IAudienceDirectory, TDirectory>());

    /// <summary>Sets who says who is in an audience; otherwise the playbook's roles and contacts are. The last call counts.</summary>
    /// <param name="directory">The directory.</param>
    /// <returns>This builder.</returns>
    public IncidentResponseBuilder UseAudienceDirectory(IAudienceDirectory directory) => Use(ServiceDescriptor.Singleton(NotNull(directory)));

    /// <summary>Sets who says who is in an audience; otherwise the playbook's roles and contacts are. The last call counts.</summary>
    /// <param name="make">Makes the directory, once.</param>
    /// <returns>This builder.</returns>
    public IncidentResponseBuilder UseAudienceDirectory(Func<IServiceProvider, IAudienceDirectory> make) => Use(ServiceDescriptor.Singleton(NotNull(make)));

    /// <summary>Sets what makes the bodies of messages in place of the engine. The last call counts.</summary>
    /// <typeparam name="TRenderer">The renderer; one instance serves the host.</typeparam>
    /// <returns>This builder.</returns>
    public IncidentResponseBuilder UseTemplateRenderer<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TRenderer>()
        where TRenderer : class, ITemplateRenderer =>
        Use(ServiceDescriptor.Singleton<ITemplateRenderer, TRenderer>());

    /// <summary>Sets what makes the bodies of messages in place of the engine. The last call counts.</summary>
    /// <param name="renderer">The renderer.</param>
    /// <returns>This builder.</returns>
    public IncidentResponseBuilder UseTemplateRenderer(ITemplateRenderer renderer) => Use(ServiceDescriptor.Singleton(NotNull(renderer)));

    /// <summary>Sets what makes the bodies of messages in place of the engine. The last call counts.</summary>
    /// <param name="make">Makes the renderer, once.</param>
    /// <returns>This builder.</returns>
    public IncidentResponseBuilder UseTemplateRenderer(Func<IServiceProvider, ITemplateRenderer> make) => Use(ServiceDescriptor.Singleton(NotNull(make)));

    /// <summary>Replaces the store, which otherwise keeps incidents in memory. The last call counts.</summary>
    /// <typeparam name="TStore">The store; one instance serves the host.</typeparam>
    /// <returns>This builder.</returns>
    public IncidentResponseBuilder UseStore<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TStore>()
        where TStore : class, IIncidentStore =>
        Use(ServiceDescriptor.Singleton<IIncidentStore, TStore>());

    /// <summary>Replaces the store, which otherwise keeps incidents in memory. The last call counts.</summary>
    /// <param name="make">Makes the store, once.</param>
    /// <returns>This builder.</returns>
    public IncidentResponseBuilder UseStore(Func<IServiceProvider, IIncidentStore> make) => Use(ServiceDescriptor.Singleton(NotNull(make)));

    private static T NotNull<T>(T part)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(part);
        return part;
    }

    private IncidentResponseBuilder Use(ServiceDescriptor part)
    {
        Services.Replace(part);
        return this;
    }
}
