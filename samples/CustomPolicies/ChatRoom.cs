using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace MediMate.Incidents.Samples;

/// <summary>The chat of the school: an HTTP server on this machine, so that the sample needs nothing else. It shows each post once.</summary>
public sealed class ChatRoom : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);
    private readonly HttpListener _listener;
    private readonly Task _listening;
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _arrivals = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<ChatPost> _posts = new();
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private int _refusals;

    private ChatRoom(HttpListener listener, Uri address)
    {
        _listener = listener;
        Address = address;
        _listening = ListenAsync();
    }

    public Uri Address { get; }

    /// <summary>Gets what stands in the chat, in the order of arrival.</summary>
    public IReadOnlyCollection<ChatPost> Posts => _posts;

    /// <summary>Gets or sets what it answers to those that it refuses.</summary>
    public HttpStatusCode Refusal { get; set; } = HttpStatusCode.TooManyRequests;

    /// <summary>Gets or sets how many posts it refuses before it takes one.</summary>
    public int Refusals { get => _refusals; set => _refusals = value; }

    public static ChatRoom Open()
    {
        // The listener cannot choose a free port by itself, and another may take the one that was free a moment ago.
        for (var attempt = 1; ; attempt++)
        {
            var address = new Uri($"http://127.0.0.1:{FreePort()}/");
            var listener = new HttpListener { Prefixes = { address.AbsoluteUri } };
            try
            {
                listener.Start();
                return new ChatRoom(listener, address);
            }
            catch (HttpListenerException) when (attempt < 20)
            {
                listener.Close();
            }
        }
    }

    /// <summary>Waits until somebody is written to.</summary>
    public Task WaitForAsync(string person, TimeSpan atMost) => Arrival(person).Task.WaitAsync(atMost);

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

    private TaskCompletionSource Arrival(string person) =>
        _arrivals.GetOrAdd(person, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    private async Task ListenAsync()
    {
        try
        {
            while (true)
            {
                await AnswerAsync(await _listener.GetContextAsync());
            }
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            // The room is closed.
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var post = (await JsonSerializer.DeserializeAsync<ChatPost>(context.Request.InputStream, Web))!;
        if (_refusals > 0)
        {
            _refusals--;
            context.Response.StatusCode = (int)Refusal;
            context.Response.Headers["Retry-After"] = "1";
        }
        else if (_known.Add(post.Id))
        {
            _posts.Enqueue(post);
            Arrival(post.To).TrySetResult();
        }

        context.Response.Close();
    }
}
