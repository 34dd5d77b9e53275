using System.Globalization;
using Microsoft.Extensions.Options;

namespace MediMate.Incidents;

/// <summary>Checks the settings of signals of health checks.</summary>
internal sealed class HealthCheckSignalOptionsValidator : IValidateOptions<HealthCheckSignalOptions>
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Most = TimeSpan.FromDays(1);

    public ValidateOptionsResult Validate(string? name, HealthCheckSignalOptions options) => options.RepeatEvery < Least || options.RepeatEvery > Most
        ? ValidateOptionsResult.Fail(string.Create(
            CultureInfo.InvariantCulture, $"MMI0011: {nameof(options.RepeatEvery)} is {options.RepeatEvery}; it must be from {Least} to {Most}. Change the setting."))
        : ValidateOptionsResult.Success;
}
