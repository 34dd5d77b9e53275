using System.Globalization;
using Microsoft.Extensions.Options;

namespace MediMate.Incidents;

/// <summary>Checks the settings: every one that is out of its range, at once.</summary>
internal sealed class IncidentResponseOptionsValidator : IValidateOptions<IncidentResponseOptions>
{
    public ValidateOptionsResult Validate(string? name, IncidentResponseOptions options)
    {
        var failures = new List<string>();
        Check("MMI0001", nameof(options.SendTimeout), options.SendTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10));
        Check("MMI0002", nameof(options.LookUpTimeout), options.LookUpTimeout, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1));
        Check("MMI0003", nameof(options.ToldLateWithin), options.ToldLateWithin, TimeSpan.Zero, TimeSpan.FromDays(365));
        Check("MMI0004", nameof(options.AheadTolerance), options.AheadTolerance, TimeSpan.Zero, TimeSpan.FromHours(1));
        Check("MMI0005", nameof(options.MaximumSleep), options.MaximumSleep, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        Check("MMI0006", nameof(options.ClaimSize), options.ClaimSize, 1, 256);
        Check("MMI0009", nameof(options.PolicyTimeout), options.PolicyTimeout, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1));
        Check("MMI0007", nameof(options.SendsPerChannel), options.SendsPerChannel, 1, 1000);
        Check("MMI0012", nameof(options.HeartbeatEvery), options.HeartbeatEvery, TimeSpan.FromSeconds(30), TimeSpan.FromHours(1));
        Check("MMI0013", nameof(options.SendAttempts), options.SendAttempts, 1, 1000);
        Check("MMI0014", nameof(options.PageExpiry), options.PageExpiry, TimeSpan.FromMinutes(1), TimeSpan.FromDays(1));
        Check("MMI0015", nameof(options.MessageExpiry), options.MessageExpiry, TimeSpan.FromMinutes(1), TimeSpan.FromDays(30));
        Check("MMI0016", nameof(options.ReportExpiry), options.ReportExpiry, TimeSpan.FromHours(1), TimeSpan.FromDays(30));
        Check("MMI0027", nameof(options.RenderTimeout), options.RenderTimeout, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1));
        CheckKeys();
        CheckLink();
        Check("MMI0022", nameof(options.AcknowledgementTokenLife), options.AcknowledgementTokenLife, TimeSpan.FromMinutes(1), TimeSpan.FromDays(30));
        Check("MMI0025", nameof(options.OverdueDegradedAfter), options.OverdueDegradedAfter, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        Check("MMI0026", nameof(options.OverdueUnhealthyAfter), options.OverdueUnhealthyAfter, options.OverdueDegradedAfter, TimeSpan.FromDays(1));
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void CheckKeys()
        {
            for (var i = 0; i < options.AcknowledgementKeys.Count; i++)
            {
                // The key itself is a secret: only its place is said.
                if (!AcknowledgementKeys.TryRead(options.AcknowledgementKeys[i], out _))
                {
                    failures.Add(string.Create(
                        CultureInfo.InvariantCulture,
                        $"MMI0020: {nameof(options.AcknowledgementKeys)}[{i}] is not the base64 of at least {AcknowledgementKeys.LeastBytes} bytes. Make one with \"openssl rand -base64 32\"."));
                }
            }
        }

        void CheckLink()
        {
            if (options.AcknowledgementLink is { } link && !AcknowledgementLinks.IsPattern(link))
            {
                failures.Add(
                    $"MMI0021: {nameof(options.AcknowledgementLink)} is \"{link}\"; it must be an absolute http or https address with {AcknowledgementLinks.Placeholder} in it once. Write it like \"https://ops.example/ack/{AcknowledgementLinks.Placeholder}\".");
            }
        }

        void Check<T>(string code, string setting, T value, T least, T most)
            where T : IComparable<T>
        {
            if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
            {
                failures.Add(string.Create(CultureInfo.InvariantCulture, $"{code}: {setting} is {value}; it must be from {least} to {most}. Change the setting."));
            }
        }
    }
}
