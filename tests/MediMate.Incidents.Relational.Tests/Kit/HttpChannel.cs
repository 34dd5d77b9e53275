using System.Globalization;
using System.Net;

namespace MediMate.Incidents.Relational.Tests.Kit;

/// <summary>A channel that posts each message to an address, with its key in a header.</summary>
internal sealed class HttpChannel(HttpClient client, Uri address) : INotificationChannel
{
    public async ValueTask<DeliveryResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(message.Body) };
        request.Headers.Add("Idempotency-Key", message.Key);
        using var response = await client.SendAsync(request, cancellationToken);

        // What the far end refuses it will refuse again; when it has trouble of its own, another attempt may mend it.
        if (response.StatusCode is >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError)
        {
            return DeliveryResult.Failed(string.Create(CultureInfo.InvariantCulture, $"The receiver refused it with {(int)response.StatusCode}."));
        }

        response.EnsureSuccessStatusCode();
        return DeliveryResult.Delivered(message.Key);
    }
}
