using MediMate.Incidents;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers a durable store with a host.</summary>
internal static class RelationalStoreRegistration
{
    /// <summary>Replaces the store of the host.</summary>
    public static IncidentResponseBuilder UseRelationalStore(this IncidentResponseBuilder builder, Func<IServiceProvider, RelationalIncidentStore> open)
    {
        builder.Services.Replace(ServiceDescriptor.Singleton(open));
        builder.Services.Replace(ServiceDescriptor.Singleton<IIncidentStore>(services => services.GetRequiredService<RelationalIncidentStore>()));

        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, CheckpointService>());
        return builder;
    }
}
