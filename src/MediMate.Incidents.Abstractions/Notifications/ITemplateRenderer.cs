namespace MediMate.Incidents;

/// <summary>Makes the bodies of messages, in place of the engine's own renderer.</summary>
/// <remarks>
/// Called from any thread, several at a time, outside any transaction, and for a message at most twice. It may throw, hang, or give nothing: messages to people of the company are then
/// rendered by the engine, and messages to users outside do not go out. No page is kept from going out by it.
/// </remarks>
public interface ITemplateRenderer
{
    /// <summary>Makes a body.</summary>
    /// <param name="request">What to render.</param>
    /// <param name="cancellationToken">Is cancelled when the time allowed is over.</param>
    /// <returns>
    /// The body in the form <see cref="RenderRequest.Format"/>, with everything in it encoded for that form. For users outside it must show neither a blank nor a
    /// bracket.
    /// </returns>
    ValueTask<string> RenderAsync(RenderRequest request, CancellationToken cancellationToken);
}
