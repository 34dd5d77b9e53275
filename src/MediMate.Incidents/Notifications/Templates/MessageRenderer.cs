using System.Collections.Immutable;
using System.Text;
using NodaTime;
using NodaTime.Text;

namespace MediMate.Incidents;

/// <summary>Renders messages. A message to responders always comes out; one to users outside comes out whole or not at all.</summary>
internal static class MessageRenderer
{
    private const string NotAssessed = "not yet assessed";
    private const string FirstAction = "acknowledge, then assess";

    // The document's words for the phases in their order; the last stands for all that follow.
    private static readonly string[] PhaseWords = ["Investigation", "Investigation", "Containment", "Investigation", "Resolution"];
    private static readonly ZonedDateTimePattern TimeOfDay = ZonedDateTimePattern.CreateWithInvariantCulture("HH:mm o<m>", DateTimeZoneProviders.Tzdb);

    /// <summary>Renders what a row says now.</summary>
    /// <param name="playbook">The playbook that the incident runs under.</param>
    /// <param name="live">The current playbook: texts stay live.</param>
    /// <param name="incident">The incident.</param>
    /// <param name="message">The row.</param>
    public static string Render(CompiledPlaybook playbook, CompiledPlaybook live, Incident incident, OutboxMessage message) => message switch
    {
        { Audience: MessageAudience.External } => External(live, incident, message.Text ?? string.Empty),
        { Kind: MessageKind.Page } => WithRemark(Internal(playbook, live, incident), message.Text),
        _ => $"{incident.Reference} {incident.Severity.Level} ({PhaseWord(incident.Phase)}): {message.Text}",
    };

    /// <summary>Renders the user notification around the author's words.</summary>
    public static string External(CompiledPlaybook live, Incident incident, string description)
    {
        if (live.UserNotification is not { } template)
        {
            return description;
        }

        var text = new StringBuilder();
        foreach (var segment in template.Segments)
        {
            text.Append(ExternalValue(incident, segment, description));
        }

        return text.ToString();
    }

    /// <summary>Tells what keeps a message from users outside: they never see a blank or a bracket.</summary>
    /// <returns>What would have to hold; empty when the message can go out.</returns>
    public static ImmutableArray<string> Unfit(CompiledPlaybook live, Incident incident, string description) =>
        live.UserNotification is { } template
            ? [.. template.Segments.Where(segment => segment.Value != TemplateValue.Literal).SelectMany(segment => Unfit(segment.Text, ExternalValue(incident, segment, description)))]
            : [.. Unfit("description", description)];

    /// <summary>Says a time of day as the playbook's team reads it.</summary>
    public static string Time(CompiledPlaybook playbook, Instant instant) => TimeOfDay.Format(instant.InZone(playbook.Zone));

    private static string Internal(CompiledPlaybook playbook, CompiledPlaybook live, Incident incident)
    {
        if (live.InternalEscalation is not { } template)
        {
            return BuiltIn(playbook, incident);
        }

        var text = new StringBuilder();
        foreach (var segment in template.Segments)
        {
            text.Append(InternalValue(playbook, incident, segment));
        }

        return text.ToString();
    }

    private static string BuiltIn(CompiledPlaybook playbook, Incident incident) =>
        $"""
        {incident.Severity.Level} incident {incident.Reference}: {incident.Summary}
        Impact: {incident.Impact?.Text ?? NotAssessed}
        Current status: {PhaseWord(incident.Phase)}
        Next steps: {NextSteps(playbook, incident)}
        """;

    private static IEnumerable<string> Unfit(string name, string value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            yield return $"[{name}] has a value";
        }
        else if (value.AsSpan().IndexOfAny('[', ']') >= 0)
        {
            yield return $"[{name}] holds no bracket";
        }
    }

    private static string WithRemark(string text, string? remark) => remark is null ? text : $"{text}\n({remark})";

    private static string ExternalValue(Incident incident, TemplateSegment segment, string description) => segment.Value switch
    {
        TemplateValue.Literal => segment.Text,
        TemplateValue.Description => description,
        TemplateValue.Impact => incident.Impact?.Text ?? string.Empty,
        TemplateValue.Level => incident.Severity.Level,
        TemplateValue.Phase => PhaseWord(incident.Phase),
        TemplateValue.Reference => incident.Reference,
        _ => string.Empty,
    };

    private static string InternalValue(CompiledPlaybook playbook, Incident incident, TemplateSegment segment) => segment.Value switch
    {
        TemplateValue.Literal => segment.Text,
        TemplateValue.Description => incident.Summary,
        TemplateValue.Impact => incident.Impact?.Text ?? NotAssessed,
        TemplateValue.Level => incident.Severity.Level,
        TemplateValue.Phase => PhaseWord(incident.Phase),
        TemplateValue.NextSteps => NextSteps(playbook, incident),
        TemplateValue.Reference => incident.Reference,
        _ => NotAssessed,
    };

    private static string NextSteps(CompiledPlaybook playbook, Incident incident)
    {
        // The first phase lists where signals come from: nothing to do there but to take charge.
        if (!incident.IsAcknowledged || incident.Phase == IncidentPhase.Detected)
        {
            return FirstAction;
        }

        var open = playbook.Items(incident.Phase).Where(item => incident.IsOpen(item)).Select(item => item.Text);
        var steps = string.Join("; ", open);
        return steps.Length > 0 ? steps : FirstAction;
    }

    private static string PhaseWord(IncidentPhase phase) => PhaseWords[Math.Min((int)phase, PhaseWords.Length - 1)];
}
