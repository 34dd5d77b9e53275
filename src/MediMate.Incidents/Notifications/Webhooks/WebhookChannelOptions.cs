namespace MediMate.Incidents;

/// <summary>The settings of a webhook channel.</summary>
public sealed class WebhookChannelOptions
{
    /// <summary>Gets or sets where messages are posted to.</summary>
    /// <value>An absolute https or http address without a user in it. Needed.</value>
    public Uri? Address { get; set; }

    /// <summary>Gets the secrets by which requests are signed, as their receiver knows them.</summary>
    /// <value>
    /// At least one: <c>whsec_</c> and the base64 of 24 to 64 bytes. Each signs, so that a receiver may know the old one or the new one while a secret is
    /// changed.
    /// </value>
    public IList<string> Secrets { get; } = [];

    /// <summary>Gets or sets what sends the requests.</summary>
    /// <value>
    /// Default <see langword="null"/>: a handler of the channel's own, which follows no redirect and looks up the address anew every few minutes. A
    /// host's handler is not disposed by the channel.
    /// </value>
    public HttpMessageHandler? Handler { get; set; }
}
