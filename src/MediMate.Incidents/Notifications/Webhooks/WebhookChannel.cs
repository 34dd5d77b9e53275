using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace MediMate.Incidents;

/// <summary>Posts messages to an address, signed as Standard Webhooks says.</summary>
internal sealed class WebhookChannel : INotificationChannel, IDisposable
{
    /// <summary>An address may move: connections are not kept for longer.</summary>
    private static readonly TimeSpan ConnectionLife = TimeSpan.FromMinutes(5);

    private readonly Uri _address;
    private readonly ImmutableArray<string> _secrets;
    private readonly EngineClock _clock;
    private readonly HttpClient _client;

    public WebhookChannel(WebhookChannelOptions options, EngineClock clock)
    {
        _address = options.Address!;
        _secrets = [.. options.Secrets];
        _clock = clock;
        _client = options.Handler is { } handler
            ? new HttpClient(handler, disposeHandler: false)
            : new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = ConnectionLife, AllowAutoRedirect = false, UseCookies = false });

        // The engine's own time-out ends a call.
        _client.Timeout = Timeout.InfiniteTimeSpan;
    }

    public async ValueTask<DeliveryResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        var body = BodyOf(message);
        using var request = new HttpRequestMessage(HttpMethod.Post, _address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("MediMate.Incidents", productVersion: null));
        var (id, now) = (IdOf(message), _clock.Now);
        request.Headers.Add(StandardWebhook.IdHeader, id);
        request.Headers.Add(StandardWebhook.TimestampHeader, StandardWebhook.TimestampOf(now));
        request.Headers.Add(StandardWebhook.SignatureHeader, StandardWebhook.Sign(id, now, body, _secrets));
        try
        {
            // What is answered beside the status is not read: it may be endless.
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            return ResultOf(response);
        }
        catch (HttpRequestException exception)
        {
            return Transient($"MMI4022: the webhook could not be reached: {exception.HttpRequestError}", retryAfter: null);
        }
    }

    public void Dispose() => _client.Dispose();

    /// <summary>Makes the id of a message. Its key may hold anything, and is unique in its store only; the id is letters and digits, and unique everywhere.</summary>
    internal static string IdOf(OutgoingMessage message)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{message.IncidentId.Value:N}/{message.Key}"));
        return "msg_" + Convert.ToHexStringLower(hash.AsSpan(0, 16));
    }

    /// <summary>Writes the body: the same bytes for each attempt.</summary>
    internal static byte[] BodyOf(OutgoingMessage message) => JsonSerializer.SerializeToUtf8Bytes(
        new WebhookBody
        {
            Type = "incident." + message.Kind.ToString().ToLowerInvariant(),
            Timestamp = InstantPattern.ExtendedIso.Format(message.QueuedAt),
            Data = new WebhookMessage
            {
                Key = message.Key,
                Incident = message.Incident,
                IncidentId = message.IncidentId.Value,
                Kind = message.Kind,
                Audience = message.Audience,
                To = message.To,
                Address = message.Address,
                Body = message.Body,
                Format = message.Format,
                Language = message.Language,
                AcknowledgementToken = message.AcknowledgementToken,
                AcknowledgementLink = message.AcknowledgementLink,
            },
        },
        WebhookJsonContext.Default.WebhookBody);

    private DeliveryResult ResultOf(HttpResponseMessage response)
    {
        var status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
        return response.StatusCode switch
        {
            _ when response.IsSuccessStatusCode => DeliveryResult.Delivered(status),
            HttpStatusCode.RequestTimeout or (HttpStatusCode)425 or HttpStatusCode.TooManyRequests => Transient($"MMI4021: the webhook answered {status}", RetryAfterOf(response)),
            >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError => DeliveryResult.Failed($"MMI4020: the webhook answered {status}, and will not take it another time"),
            _ => Transient($"MMI4021: the webhook answered {status}", RetryAfterOf(response)),
        };
    }

    private TimeSpan? RetryAfterOf(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - _clock.TimeProvider.GetUtcNow(),
        _ => null,
    };

    private static DeliveryResult Transient(string reason, TimeSpan? retryAfter) =>
        DeliveryResult.Retry(reason, retryAfter is { } wait && wait > TimeSpan.Zero ? Duration.FromTimeSpan(wait) : null);
}
