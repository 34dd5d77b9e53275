using System.Net;
using System.Net.Sockets;

namespace MediMate.Incidents.Tests.Notifications.Webhooks;

/// <summary>A request as it arrived.</summary>
internal sealed record ReceivedWebhook(IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name);
}

/// <summary>The far end of a webhook: an HTTP server on this machine.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly HttpListener _listener;
    private readonly List<ReceivedWebhook> _received = [];
    private readonly Task _listening;

    private WebhookReceiver(HttpListener listener, Uri address)
    {
        _listener = listener;
        Address = address;
        _listening = ListenAsync();
    }

    public Uri Address { get; }

    public IReadOnlyList<ReceivedWebhook> Received => _received;

    /// <summary>Gets or sets the status that is answered.</summary>
    public int Status { get; set; } = 204;

    public string? Location { get; set; }

    public string? RetryAfter { get; set; }

    public static WebhookReceiver Start()
    {
        // The listener cannot choose a free port by itself, and another may take the one that was free a moment ago.
        for (var attempt = 1; ; attempt++)
        {
            var address = new Uri($"http://127.0.0.1:{FreePort()}/hook/");
            var listener = new HttpListener { Prefixes = { address.AbsoluteUri } };
            try
            {
                listener.Start();
                return new WebhookReceiver(listener, address);
            }
            catch (HttpListenerException) when (attempt < 20)
            {
                listener.Close();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _listening;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task ListenAsync()
    {
        try
        {
            while (true)
            {
                await ReceiveAsync(await _listener.GetContextAsync());
            }
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task ReceiveAsync(HttpListenerContext context)
    {
        using var body = new MemoryStream();
        await context.Request.InputStream.CopyToAsync(body);
        var headers = context.Request.Headers;
        _received.Add(new ReceivedWebhook(headers.AllKeys.ToDictionary(name => name!, name => headers[name]!, StringComparer.OrdinalIgnoreCase), body.ToArray()));
        context.Response.StatusCode = Status;
        if (Location is not null)
        {
            context.Response.RedirectLocation = Location;
        }

        if (RetryAfter is not null)
        {
            context.Response.Headers["Retry-After"] = RetryAfter;
        }

        context.Response.Close();
    }
}
