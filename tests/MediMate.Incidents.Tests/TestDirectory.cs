using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents.Tests;

/// <summary>Who holds which role; a person's id finds the person.</summary>
internal sealed class TestDirectory : IContactDirectory
{
    public Dictionary<string, string[]> Roles { get; } = new(StringComparer.OrdinalIgnoreCase)
    {
        ["On-call Engineer"] = ["aisyah"],
        ["Engineering Manager"] = ["ben"],
        ["CTO"] = ["chen"],
        ["Support Team Lead"] = ["dina"],
        ["Product Manager"] = ["eka"],
        ["Emergency Support"] = ["ems"],
        ["External Users"] = ["users"],
    };

    /// <summary>Gets what people read, by their ids.</summary>
    public Dictionary<string, string> Languages { get; } = new(StringComparer.Ordinal);

    public string[] Channels { get; set; } = ["sms"];

    public Exception? Failure { get; set; }

    public bool IsHanging { get; set; }

    public async ValueTask<ImmutableArray<Responder>> FindAsync(string target, Instant at, CancellationToken cancellationToken)
    {
        if (Failure is { } failure)
        {
            throw failure;
        }

        if (IsHanging)
        {
            await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
        }

        var people = Roles.TryGetValue(target, out var held) ? held : [target];
        return [.. people.Select(id => new Responder { Id = id, Language = Languages.GetValueOrDefault(id), Methods = [.. Channels.Select(channel => new ContactMethod { Channel = channel, Address = $"+60-{id}" })] })];
    }
}
