using System.Text.Json;
using MediMate.Incidents.Testing;
using NodaTime;
using NodaTime.Text;

namespace MediMate.Incidents.Samples;

/// <summary>The story of incident.json, given to the engine command by command, as a host would.</summary>
public sealed class Story
{
    private readonly JsonElement _script;
    private readonly string _folder;
    private readonly Dictionary<string, IncidentId> _incidents = new(StringComparer.Ordinal);

    private Story(JsonElement script, string folder)
    {
        _script = script;
        _folder = folder;
        Start = OffsetDateTimePattern.ExtendedIso.Parse(Text(script, "start")!).Value;
    }

    private OffsetDateTime Start { get; set; }

    public static async Task<Story> ReadAsync(string path)
    {
        using var document = JsonDocument.Parse(await File.ReadAllBytesAsync(path));
        return new Story(document.RootElement.Clone(), Path.GetDirectoryName(path)!);
    }

    /// <summary>Plays on a later day than everything that was kept: time does not run backwards in a store.</summary>
    public void StartAfter(IEnumerable<Instant> kept)
    {
        foreach (var instant in kept)
        {
            while (Start.ToInstant() <= instant)
            {
                Start = Start.PlusHours(24);
            }
        }
    }

    public void Configure(IncidentHarnessOptions options)
    {
        options.Start = Start;
        foreach (var person in _script.GetProperty("people").EnumerateArray())
        {
            options.People.Add(new HarnessPerson
            {
                Id = Text(person, "id")!,
                Roles = [.. person.GetProperty("roles").EnumerateArray().Select(role => role.GetString()!)],
                Channels = [.. person.GetProperty("channels").EnumerateArray().Select(channel => channel.GetString()!)],
            });
        }
    }

    /// <summary>Plays every step at its time.</summary>
    /// <returns>The incident at the end.</returns>
    public async Task<Incident> PlayAsync(IncidentHarness harness)
    {
        Incident? last = null;
        foreach (var step in _script.GetProperty("steps").EnumerateArray())
        {
            await harness.ArriveAtAsync(At(Text(step, "at")!));
            var outcome = await PlayAsync(harness.Incidents, step);
            if (!outcome.IsAccepted)
            {
                throw new InvalidOperationException($"{step}: {outcome.Rejection}");
            }

            last = outcome.Incident;
        }

        await harness.AdvanceToAsync(At(Text(_script, "until")!));
        return (await harness.Incidents.FindAsync(last!.Id))!;
    }

    private async Task<IncidentOutcome> PlayAsync(IIncidentResponse incidents, JsonElement step)
    {
        if (Text(step, "do") == "alertmanager")
        {
            var body = await File.ReadAllBytesAsync(Path.Combine(_folder, Text(step, "body")!));
            var declared = await incidents.SignalAsync(AlertmanagerWebhook.Parse(body));
            _incidents[Text(step, "as")!] = declared.Incident!.Id;
            return declared;
        }

        return await incidents.ExecuteAsync(_incidents[Text(step, "incident")!], Command(step));
    }

    private static IncidentCommand Command(JsonElement step)
    {
        var by = Actor.Person(Text(step, "by")!);
        return Text(step, "do") switch
        {
            "acknowledge" => new Acknowledge { By = by },
            "beginAssessment" => new BeginAssessment { By = by },
            "beginContainment" => new BeginContainment { By = by },
            "beginInvestigation" => new BeginInvestigation { By = by },
            "beginResolution" => new BeginResolution { By = by },
            "confirmResolution" => new ConfirmResolution { By = by },
            "beginReview" => new BeginReview { By = by },
            "close" => new Close { By = by },
            "describeImpact" => new DescribeImpact { By = by, Text = Text(step, "text")!, Users = Text(step, "users") },
            "verifyRestoration" => new VerifyRestoration { By = by, How = Text(step, "how")! },
            "completeItem" => new CompleteItem { By = by, Item = Text(step, "item")!, Link = Text(step, "link"), Note = Text(step, "note") },
            "skipItem" => new SkipItem { By = by, Item = Text(step, "item")!, Reason = Text(step, "reason")! },
            "sendUpdate" => new SendUpdate { By = by, Audience = Enum.Parse<MessageAudience>(Text(step, "audience")!, ignoreCase: true), Text = Text(step, "text")! },
            "completeReview" => new CompleteReview
            {
                By = by,
                Summary = Text(step, "summary")!,
                Cause = Text(step, "cause")!,
                Improvements = [.. step.GetProperty("improvements").EnumerateArray().Select(improvement => improvement.GetString()!)],
            },
            var other => throw new NotSupportedException($"This sample does not play \"{other}\"."),
        };
    }

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;

    private Instant At(string text) => Start.ToInstant() + PeriodPattern.NormalizingIso.Parse(text).Value.ToDuration();
}
