using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>Asks the host's renderer for a body before anything is locked. Without one the engine renders in its decision, and nothing is asked.</summary>
internal sealed class HostRendering(
    IIncidentStore store,
    PlaybookShelf playbooks,
    HostCalls hostCalls,
    EngineClock clock,
    IOptions<IncidentResponseOptions> options,
    ILogger<HostRendering> logger,
    ITemplateRenderer? renderer = null)
{
    /// <summary>How often a body is asked for while the incident moves on; after that the engine renders.</summary>
    public const int Most = 2;

    /// <summary>Tells until when the renderer may work on a message, if it begins now.</summary>
    /// <returns><see langword="null"/> where it is not asked.</returns>
    public Instant? TimesOutAt(OutboxMessage message) => IsAsked(message) ? clock.Now + Duration.FromTimeSpan(options.Value.RenderTimeout) : null;

    /// <summary>Makes the body of a message.</summary>
    /// <returns><see langword="null"/> where the engine renders: the host has no renderer, or the message has its body already.</returns>
    public async ValueTask<HostBody?> RenderAsync(OutboxMessage message, MessageFormat format)
    {
        if (!IsAsked(message) || await store.FindAsync(message.IncidentId).ConfigureAwait(false) is not { } incident)
        {
            return null;
        }

        if (playbooks.Find(incident.PlaybookHash) is null)
        {
            await playbooks.LoadAsync(incident.PlaybookHash, CancellationToken.None).ConfigureAwait(false);
        }

        var request = MessageRenderer.RequestOf(playbooks.Find(incident.PlaybookHash)!, playbooks.Current, incident, message, format);
        using var timeout = new CancellationTokenSource(options.Value.RenderTimeout, clock.TimeProvider);
        try
        {
            var body = await hostCalls.RunAsync(() => renderer!.RenderAsync(request, timeout.Token)).WaitAsync(timeout.Token).ConfigureAwait(false);
            return HostBodies.WhyNot(body, format) is { } failure
                ? Failed(incident, failure)
                : new HostBody { Version = incident.Version, Body = HostBodies.Clean(body!, format), Language = request.Language };
        }
#pragma warning disable CA1031 // A host's renderer may throw anything, or never answer; no page waits for it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            EngineLog.RendererFailed(logger, exception, message.Key);
            return Failed(incident, timeout.IsCancellationRequested ? $"the renderer did not answer within {options.Value.RenderTimeout}" : $"the renderer failed ({exception.GetType().Name})");
        }
    }

    private bool IsAsked(OutboxMessage message) => renderer is not null && message.Body is null;

    private static HostBody Failed(Incident incident, string failure) => new() { Version = incident.Version, Failure = failure };
}
