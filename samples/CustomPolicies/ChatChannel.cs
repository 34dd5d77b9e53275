using System.Net;
using System.Net.Http.Json;
using NodaTime;

namespace MediMate.Incidents.Samples;

// snippet: sample-channel
/// <summary>Posts into a chat. What it throws, such as a refused connection, passes: the engine tries again.</summary>
public sealed class ChatChannel(HttpClient chat) : INotificationChannel
{
    public async ValueTask<DeliveryResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        // The key is the same for each attempt: the chat shows a message once, however often it arrives.
        var post = new ChatPost(message.Key, message.To, message.Body);
        using var response = await chat.PostAsJsonAsync(new Uri("posts", UriKind.Relative), post, cancellationToken);
        var status = $"the chat answered {(int)response.StatusCode}";
        return response switch
        {
            { IsSuccessStatusCode: true } => DeliveryResult.Delivered(status),
            { StatusCode: HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError } => DeliveryResult.Retry(status, AfterThat(response)),
            _ => DeliveryResult.Failed(status),
        };
    }

    private static Duration? AfterThat(HttpResponseMessage response) =>
        response.Headers.RetryAfter?.Delta is { } delta ? Duration.FromTimeSpan(delta) : null;
}
// end of snippet
