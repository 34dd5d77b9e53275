using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using NodaTime.Extensions;

namespace MediMate.Incidents.Testing;

/// <summary>The engine on virtual time: nothing happens unless the harness is advanced, and it steps from deadline to deadline.</summary>
/// <remarks>
/// <para>
/// At one instant the order is always the same: the commands that the test gives, then deadlines, then look-ups and sending, until nothing more
/// is due. The same test gives the same output from run to run.
/// </para>
/// <para>Not safe for several threads: a test gives its commands one after another.</para>
/// </remarks>
public sealed class IncidentHarness : IAsyncDisposable
{
    private readonly Playbook _playbook;
    private readonly Action<IncidentResponseBuilder>? _configure;
    private readonly SteppedTimeProvider _time;
    private readonly HarnessChannels _channels;
    private readonly HarnessDirectory _directory;
    private readonly HarnessLog _log = new();
    private readonly InMemoryIncidentStore _store = new();
    private ServiceProvider? _services;
    private HarnessEngine? _engine;

    /// <summary>Initializes a new instance of the <see cref="IncidentHarness"/> class, with its engine running.</summary>
    /// <param name="playbook">The playbook.</param>
    /// <param name="configure">Changes the settings: the start, the people.</param>
    /// <exception cref="PlaybookException">The playbook has errors.</exception>
    /// <exception cref="ArgumentException">The settings cannot be: two persons with one id, or a start finer than a microsecond.</exception>
    public IncidentHarness(Playbook playbook, Action<IncidentHarnessOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(playbook);
        var options = new IncidentHarnessOptions();
        configure?.Invoke(options);
        Check(options);

        _playbook = playbook;
        _configure = options.Configure;

        // In UTC: the fake clock compares ticks, whatever their offset.
        _time = new SteppedTimeProvider(options.Start.ToInstant().ToDateTimeOffset());
        _directory = new HarnessDirectory([.. options.People], ExternalAudience(playbook));
        _channels = new HarnessChannels(() => Now, ChannelNames(playbook, options.People));
        Recorder = new OutputRecorder(new LineFormat(options.Start.ToInstant(), options.Start.Offset));
        StartEngine();
    }

    /// <summary>Gets the engine.</summary>
    /// <exception cref="InvalidOperationException">The engine is stopped.</exception>
    public IIncidentResponse Incidents => Engine.Incidents;

    /// <summary>Gets the virtual clock. Advance the harness, not the clock: one big step of the clock would show every deadline the final instant.</summary>
    public FakeTimeProvider Time => _time;

    /// <summary>Gets the present instant.</summary>
    public Instant Now => _time.GetUtcNow().ToInstant();

    /// <summary>Gets the people.</summary>
    public ImmutableArray<HarnessPerson> People => _directory.People;

    /// <summary>Gets the names of the channels: those of the people and of the playbook's ladders, and <c>public</c> for the users outside.</summary>
    public IEnumerable<string> Channels => _channels.Names;

    /// <summary>Gets the messages that were delivered, in their order.</summary>
    public ImmutableArray<SentMessage> Messages => _channels.Messages;

    /// <summary>Gets what has happened so far, in its order: events, messages, refusals.</summary>
    public IReadOnlyList<OutputLine> Lines => Recorder.Lines;

    /// <summary>Gets a value indicating whether the engine runs.</summary>
    public bool IsRunning => _engine is not null;

    internal OutputRecorder Recorder { get; }

    private HarnessEngine Engine =>
        _engine ?? throw new InvalidOperationException("The engine of this harness is stopped. Call StartEngine().");

    /// <summary>Advances, from deadline to deadline, and does what is due on the way and at the end.</summary>
    /// <param name="duration">How far; zero does what is due now.</param>
    /// <param name="cancellationToken">Stops between two pieces of work.</param>
    /// <returns>A task that ends when nothing more is due.</returns>
    public ValueTask AdvanceAsync(Duration duration, CancellationToken cancellationToken = default) =>
        AdvanceToAsync(Now + duration, cancellationToken);

    /// <summary>Advances to an instant, from deadline to deadline, and does what is due on the way and at the end.</summary>
    /// <param name="instant">The instant; now or later.</param>
    /// <param name="cancellationToken">Stops between two pieces of work.</param>
    /// <returns>A task that ends when nothing more is due.</returns>
    public async ValueTask AdvanceToAsync(Instant instant, CancellationToken cancellationToken = default)
    {
        await ArriveAtAsync(instant, cancellationToken).ConfigureAwait(false);
        await SettleAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Advances to the next instant at which something is due, and does it.</summary>
    /// <param name="cancellationToken">Stops between two pieces of work.</param>
    /// <returns>That instant, or <see langword="null"/> when nothing is due any more.</returns>
    public async ValueTask<Instant?> AdvanceToNextDeadlineAsync(CancellationToken cancellationToken = default)
    {
        await SettleAsync(cancellationToken).ConfigureAwait(false);
        if (await NextDueAsync(cancellationToken).ConfigureAwait(false) is not { } next)
        {
            return null;
        }

        await AdvanceToAsync(next, cancellationToken).ConfigureAwait(false);
        return next;
    }

    /// <summary>
    /// Advances to an instant like <see cref="AdvanceToAsync"/>, but leaves what is due at that very instant: a command given now comes before it.
    /// </summary>
    /// <param name="instant">The instant; now or later.</param>
    /// <param name="cancellationToken">Stops between two pieces of work.</param>
    /// <returns>A task that ends when everything before the instant is done.</returns>
    public async ValueTask ArriveAtAsync(Instant instant, CancellationToken cancellationToken = default)
    {
        var now = Now;
        ArgumentOutOfRangeException.ThrowIfLessThan(instant, now);
        CheckPrecision(instant, nameof(instant));
        if (instant == now)
        {
            return;
        }

        await SettleAsync(cancellationToken).ConfigureAwait(false);
        while (await NextDueAsync(cancellationToken).ConfigureAwait(false) is { } next && next < instant)
        {
            _time.SetUtcNow(next.ToDateTimeOffset());
            await SettleAsync(cancellationToken).ConfigureAwait(false);
        }

        _time.SetUtcNow(instant.ToDateTimeOffset());
    }

    /// <summary>Lets a channel fail from now on; a call that hangs already goes on hanging.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="failure">How it fails.</param>
    /// <param name="to">The person whom it does not reach; <see langword="null"/> for everybody.</param>
    /// <param name="retryAfter">How long a channel that fails for now asks to be left alone.</param>
    /// <exception cref="ArgumentException">There is no such channel.</exception>
    public void FailChannel(string channel, ChannelFailure failure, string? to = null, Duration? retryAfter = null)
    {
        ArgumentNullException.ThrowIfNull(channel);
        _channels.Fail(channel, failure, to, retryAfter);
    }

    /// <summary>Lets a channel deliver again.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="to">The person whom it reaches again; <see langword="null"/> for everybody.</param>
    /// <exception cref="ArgumentException">There is no such channel.</exception>
    public void RestoreChannel(string channel, string? to = null)
    {
        ArgumentNullException.ThrowIfNull(channel);
        _channels.Restore(channel, to);
    }

    /// <summary>Says who holds a role from now on.</summary>
    /// <param name="role">A role or contact of the playbook.</param>
    /// <param name="people">Their ids; none when nobody holds it.</param>
    /// <exception cref="ArgumentException">A person is unknown.</exception>
    public void SetSchedule(string role, params IEnumerable<string> people)
    {
        ArgumentNullException.ThrowIfNull(role);
        ImmutableArray<string> ids = [.. people];
        if (ids.FirstOrDefault(id => !_directory.Knows(id)) is { } unknown)
        {
            throw new ArgumentException($"There is no person \"{unknown}\".", nameof(people));
        }

        _directory.SetSchedule(role, ids);
    }

    /// <summary>Lets the question who holds a role fail from now on.</summary>
    /// <param name="role">A role or contact of the playbook.</param>
    public void FailSchedule(string role)
    {
        ArgumentNullException.ThrowIfNull(role);
        _directory.SetSchedule(role, people: null);
    }

    /// <summary>
    /// Stops the engine as if its process had died: the store is kept, a message on its way is lost with the process, and time goes on without it.
    /// </summary>
    /// <exception cref="InvalidOperationException">The engine is stopped already.</exception>
    public void StopEngine()
    {
        _ = Engine;
        _engine = null;

        // Not disposed: work that hangs in the dead process must neither finish nor fail.
        _services = null;
        _time.ForgetTimers();
        _channels.ForgetCalls();
    }

    /// <summary>Starts the engine again on what the store holds.</summary>
    /// <exception cref="InvalidOperationException">The engine runs.</exception>
    public void StartEngine()
    {
        if (_engine is not null)
        {
            throw new InvalidOperationException("The engine of this harness runs.");
        }

        _services = Build();
        _engine = new HarnessEngine(_services, _time, _channels);
    }

    /// <summary>Stops the harness.</summary>
    /// <returns>A task that ends when everything is given back.</returns>
    public async ValueTask DisposeAsync()
    {
        _engine = null;
        _time.ForgetTimers();
        if (_services is { } services)
        {
            _services = null;
            await services.DisposeAsync().ConfigureAwait(false);
        }

        _log.Dispose();
    }

    /// <summary>Does what is due now.</summary>
    internal async ValueTask SettleAsync(CancellationToken cancellationToken)
    {
        if (_engine is { } engine)
        {
            await engine.SettleAsync(cancellationToken).ConfigureAwait(false);
            Recorder.TellHealth(Now, await engine.FindProblemAsync(Now, cancellationToken).ConfigureAwait(false));
            _log.ThrowIfFailed();
        }
    }

    private static void Check(IncidentHarnessOptions options)
    {
        CheckPrecision(options.Start.ToInstant(), nameof(options.Start));
        if (options.People.GroupBy(person => person.Id).FirstOrDefault(group => group.Skip(1).Any()) is { } twice)
        {
            throw new ArgumentException($"Two persons have the id \"{twice.Key}\".", nameof(options));
        }
    }

    private static void CheckPrecision(Instant instant, string name)
    {
        if (EngineClock.Cut(instant) != instant)
        {
            throw new ArgumentException($"{instant} is finer than the microseconds that the engine keeps.", name);
        }
    }

    /// <summary>Names the contacts that stand for the users outside.</summary>
    internal static ImmutableArray<string> ExternalAudience(Playbook playbook) =>
    [
        playbook.ExternalAudience,
        .. playbook.Audiences.Where(members => members.Audience == MessageAudience.External).SelectMany(members => members.Who),
    ];

    /// <summary>Names the channels that a harness has.</summary>
    internal static IEnumerable<string> ChannelNames(Playbook playbook, IEnumerable<HarnessPerson> people) =>
    [
        .. people.SelectMany(person => person.Channels),
        .. playbook.Ladders.SelectMany(ladder => ladder.Steps).SelectMany(step => step.Channels),
        HarnessDirectory.PublicChannel,
    ];

    private ServiceProvider Build()
    {
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory>(_log);

        // Channels and directory answer in place: the order is the same from run to run.
        services.AddSingleton(new HostCalls(inPlace: true) { Settled = _channels.WhenSettledAsync });
        var builder = services.AddIncidentResponse()
            .UsePlaybook(_playbook)
            .UseStore(_store)
            .UseContactDirectory(_directory)
            .AddObserver(Recorder);
        foreach (var channel in _channels.Names)
        {
            builder.AddNotificationChannel(channel, new HarnessChannel(channel, _channels));
        }

        _configure?.Invoke(builder);
        services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_time));
        return services.BuildServiceProvider();
    }

    /// <summary>Finds the next instant at which something is due; what is due now is done already.</summary>
    private async ValueTask<Instant?> NextDueAsync(CancellationToken cancellationToken)
    {
        var next = _engine is { } engine ? await engine.Incidents.NextDueAsync(cancellationToken).ConfigureAwait(false) : null;
        return next is null || next > Now
            ? next
            : throw new InvalidOperationException($"Something was due at {next} and is still due at {Now}: the engine does not move on.");
    }
}
