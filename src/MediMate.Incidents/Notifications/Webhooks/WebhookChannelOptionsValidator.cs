using Microsoft.Extensions.Options;

namespace MediMate.Incidents;

/// <summary>Checks the settings of webhook channels: all that is wrong, at once.</summary>
internal sealed class WebhookChannelOptionsValidator : IValidateOptions<WebhookChannelOptions>
{
    public ValidateOptionsResult Validate(string? name, WebhookChannelOptions options)
    {
        var failures = new List<string>();
        if (options.Address is not { IsAbsoluteUri: true, UserInfo: "" } address || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp))
        {
            // The address itself may hold a secret: it is not shown.
            failures.Add($"MMI0023: the Address of webhook channel \"{name}\" is no absolute https or http address without a user. Write it like \"https://hooks.example/incidents\".");
        }

        if (options.Secrets.Count == 0)
        {
            failures.Add($"MMI0024: webhook channel \"{name}\" has no secret. Add one to Secrets: \"whsec_\" and the base64 of 24 to 64 bytes.");
        }

        for (var i = 0; i < options.Secrets.Count; i++)
        {
            if (!StandardWebhook.TryReadSecret(options.Secrets[i], out _))
            {
                failures.Add(string.Create(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"MMI0024: Secrets[{i}] of webhook channel \"{name}\" is not \"whsec_\" and the base64 of 24 to 64 bytes. Make one with \"openssl rand -base64 32\"."));
            }
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
