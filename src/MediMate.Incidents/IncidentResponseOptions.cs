namespace MediMate.Incidents;

/// <summary>The settings of the engine. What belongs to incidents themselves is in the playbook, not here.</summary>
public sealed class IncidentResponseOptions
{
    /// <summary>Gets or sets how long a channel may take to send a message.</summary>
    /// <value>Default 30 seconds; 100 milliseconds to 10 minutes. A channel that takes longer is tried again later; no other one waits for it.</value>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets how long the contact directory may take to answer.</summary>
    /// <value>Default 2 seconds; 10 milliseconds to 1 minute. After it the last known answer stands in, else the playbook's own contact.</value>
    public TimeSpan LookUpTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Gets or sets how long the host's template renderer may take for a message.</summary>
    /// <value>Default 2 seconds; 10 milliseconds to 1 minute. After it the engine renders; a message to users does not go out.</value>
    public TimeSpan RenderTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Gets or sets how long a severity policy may take to answer.</summary>
    /// <value>Default 2 seconds; 10 milliseconds to 1 minute. One that takes longer is recorded as failed, and ignored.</value>
    public TimeSpan PolicyTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Gets or sets how far back a person may tell what happened.</summary>
    /// <value>Default 7 days; zero to 365 days.</value>
    public TimeSpan ToldLateWithin { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Gets or sets how far ahead of now a told instant may be: clocks differ. It is then taken as now.</summary>
    /// <value>Default 5 minutes; zero to 1 hour.</value>
    public TimeSpan AheadTolerance { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Gets or sets how long the engine sleeps at most before it asks the store again what is due.</summary>
    /// <value>Default 1 minute; 1 second to 1 minute. A wall clock that jumps is noticed within this time.</value>
    public TimeSpan MaximumSleep { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets or sets how many incidents or messages a node takes from the store at a time.</summary>
    /// <value>Default 32; 1 to 256.</value>
    public int ClaimSize { get; set; } = 32;

    /// <summary>Gets or sets how many messages may be on their way on one channel at the same time.</summary>
    /// <value>Default 16; 1 to 1,000. More of them wait; messages on other channels do not.</value>
    public int SendsPerChannel { get; set; } = 16;

    /// <summary>Gets or sets how often a message is tried at most, while its channel fails in a way that passes.</summary>
    /// <value>Default 20; 1 to 1,000. The expiry of the message may end it sooner.</value>
    public int SendAttempts { get; set; } = 20;

    /// <summary>Gets or sets how long a page is tried: after it the next step has long run.</summary>
    /// <value>Default 30 minutes; 1 minute to 1 day.</value>
    public TimeSpan PageExpiry { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Gets or sets how long a note or an update is tried.</summary>
    /// <value>Default 1 day; 1 minute to 30 days.</value>
    public TimeSpan MessageExpiry { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Gets or sets how long a report is tried.</summary>
    /// <value>Default 7 days; 1 hour to 30 days.</value>
    public TimeSpan ReportExpiry { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Gets or sets how often the engine gives its heartbeats, where the host has added any.</summary>
    /// <value>Default 1 minute; 30 seconds to 1 hour. A watcher should wait for two or three of them before it calls anybody.</value>
    public TimeSpan HeartbeatEvery { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets or sets for how long a deadline or a message may be overdue before the health check says degraded.</summary>
    /// <value>Default 1 minute; 1 second to 1 day.</value>
    public TimeSpan OverdueDegradedAfter { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets or sets for how long a deadline or a message may be overdue before the health check says unhealthy.</summary>
    /// <value>Default 5 minutes; from <see cref="OverdueDegradedAfter"/> to 1 day.</value>
    public TimeSpan OverdueUnhealthyAfter { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Gets the secrets that sign acknowledgement tokens: the first signs, and a token of any of them counts, so that a key can be changed.</summary>
    /// <value>
    /// Each at least 32 bytes, as base64. Default none: the nodes of one store share a random key that is kept there, and whoever can read the database can
    /// sign with it.
    /// </value>
    public IList<string> AcknowledgementKeys { get; } = [];

    /// <summary>Gets or sets the address under which the host takes acknowledgement tokens; pages of a ladder end in it.</summary>
    /// <value>
    /// An absolute http or https address with <c>{token}</c> in it once, for instance <c>https://ops.example/ack/{token}</c>. Default
    /// <see langword="null"/>: pages show no link.
    /// </value>
    public string? AcknowledgementLink { get; set; }

    /// <summary>Gets or sets for how long a page's acknowledgement token counts, from when the page is queued.</summary>
    /// <value>Default 24 hours; 1 minute to 30 days.</value>
    public TimeSpan AcknowledgementTokenLife { get; set; } = TimeSpan.FromHours(24);
}
