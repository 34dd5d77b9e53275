using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace MediMate.Incidents.Relational.Tests.Kit;

/// <summary>A message as it arrived.</summary>
internal sealed record ReceivedMessage(string Key, string Body);

/// <summary>Decides with which status a message is answered, and when.</summary>
internal delegate Task<HttpStatusCode> Answer(ReceivedMessage message, CancellationToken cancellationToken);

/// <summary>The far end of a channel: an HTTP server on this machine that counts what arrives.</summary>
/// <remarks>A message counts as soon as all of it is here, whatever is answered then: a sender that hears of an error has still reached a person.</remarks>
internal sealed class MessageReceiver : IAsyncDisposable
{
    public const string KeyHeader = "Idempotency-Key";

    private readonly HttpListener _listener;
    private readonly CancellationTokenSource _stopped = new();
    private readonly ConcurrentQueue<ReceivedMessage> _messages = new();
    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Task, bool> _answering = new();
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly Task _listening;
    private volatile Answer _answer = Accepts();

    private MessageReceiver(HttpListener listener, Uri address)
    {
        _listener = listener;
        Address = address;
        _listening = ListenAsync();
    }

    /// <summary>Gets where messages are posted to.</summary>
    public Uri Address { get; }

    /// <summary>Gets or sets how messages are answered from now on: one of the ways below, or any other.</summary>
    public Answer Answer
    {
        get => _answer;
        set => _answer = value;
    }

    /// <summary>Gets all that arrived, in that order, repetitions included.</summary>
    public IReadOnlyList<ReceivedMessage> Messages => [.. _messages];

    /// <summary>Gets how often each key arrived.</summary>
    public IReadOnlyDictionary<string, int> Counts => new Dictionary<string, int>(_counts, StringComparer.Ordinal);

    public static MessageReceiver Start()
    {
        // The listener cannot choose a free port by itself, and another may take the one that was free a moment ago.
        for (var attempt = 1; ; attempt++)
        {
            var address = new Uri($"http://127.0.0.1:{FreePort()}/");
            var listener = new HttpListener { Prefixes = { address.AbsoluteUri } };
            try
            {
                listener.Start();
                return new MessageReceiver(listener, address);
            }
            catch (HttpListenerException) when (attempt < 20)
            {
                listener.Close();
            }
        }
    }

    public static Answer Accepts() => (_, _) => Task.FromResult(HttpStatusCode.OK);

    public static Answer Says(HttpStatusCode status) => (_, _) => Task.FromResult(status);

    /// <summary>Accepts when the test lets it.</summary>
    public static Answer AcceptsAfter(Task release) => async (_, cancellationToken) =>
    {
        await release.WaitAsync(cancellationToken);
        return HttpStatusCode.OK;
    };

    /// <summary>Never answers.</summary>
    public static Answer Hangs() => async (_, cancellationToken) =>
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        return HttpStatusCode.OK;
    };

    /// <summary>Counts how often a key arrived.</summary>
    public int Count(string key) => _counts.GetValueOrDefault(key);

    /// <summary>Waits until so many messages have arrived in all.</summary>
    public async Task WaitForAsync(int total, CancellationToken cancellationToken = default)
    {
        while (_messages.Count < total)
        {
            await _arrived.WaitAsync(cancellationToken);
        }

        // Another may wait for fewer, or for the same.
        _arrived.Release();
    }

    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        _listener.Close();
        await _listening;
        await Task.WhenAll(_answering.Keys);
        _stopped.Dispose();
        _arrived.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task ListenAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }

            var answering = ReceiveAsync(context);
            _answering.TryAdd(answering, true);
            _ = answering.ContinueWith(done => _answering.TryRemove(done, out _), TaskScheduler.Default);
        }
    }

    private async Task ReceiveAsync(HttpListenerContext context)
    {
        try
        {
            using var reader = new StreamReader(context.Request.InputStream);
            var body = await reader.ReadToEndAsync(_stopped.Token);
            var key = context.Request.Headers[KeyHeader];

            // The listener may send an answer even for one that is aborted: until there is a better one, it is no consent.
            context.Response.StatusCode = (int)HttpStatusCode.ServiceUnavailable;
            context.Response.StatusCode = (int)(key is null ? HttpStatusCode.BadRequest : await AnswerAsync(new ReceivedMessage(key, body)));
            context.Response.Close();
        }
        catch (Exception exception) when (exception is OperationCanceledException or HttpListenerException or IOException or ObjectDisposedException)
        {
            // The sender is gone, or we are.
            context.Response.Abort();
        }
    }

    private Task<HttpStatusCode> AnswerAsync(ReceivedMessage message)
    {
        _counts.AddOrUpdate(message.Key, 1, (_, count) => count + 1);
        _messages.Enqueue(message);
        _arrived.Release();
        return _answer(message, _stopped.Token);
    }
}
