using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace MediMate.Incidents;

/// <summary>Renders messages. A message to responders always comes out; one to users outside comes out whole or not at all.</summary>
/// <remarks>The text is put together as plain text and encoded as a whole: in no form can a value or a literal become markup.</remarks>
internal static class MessageRenderer
{
    private static readonly ZonedDateTimePattern TimeOfDay = ZonedDateTimePattern.CreateWithInvariantCulture("HH:mm o<m>", DateTimeZoneProviders.Tzdb);

    /// <summary>Renders what a row says now.</summary>
    /// <param name="playbook">The playbook that the incident runs under.</param>
    /// <param name="live">The current playbook: texts stay live.</param>
    /// <param name="incident">The incident.</param>
    /// <param name="message">The row.</param>
    /// <param name="format">The form that the channel wants.</param>
    public static RenderedMessage Render(CompiledPlaybook playbook, CompiledPlaybook live, Incident incident, OutboxMessage message, MessageFormat format)
    {
        var template = TemplateFor(live, message);
        return new RenderedMessage(MessageFormats.Encode(Text(template, playbook, live, incident, message), format), template?.Source.Language);
    }

    /// <summary>Renders what a bundle says: how many messages it stands for, and the text of the worst one.</summary>
    /// <param name="count">How many messages go out in it.</param>
    /// <param name="playbook">The playbook that the worst incident runs under.</param>
    /// <param name="live">The current playbook: texts stay live.</param>
    /// <param name="worst">The worst incident.</param>
    /// <param name="message">Its row.</param>
    /// <param name="format">The form that the channel wants.</param>
    public static RenderedMessage RenderBundle(
        int count, CompiledPlaybook playbook, CompiledPlaybook live, Incident worst, OutboxMessage message, MessageFormat format)
    {
        var template = TemplateFor(live, message);
        var text = $"{BundleLine(count, worst)}\n{Text(template, playbook, live, worst, message)}";
        return new RenderedMessage(MessageFormats.Encode(text, format), template?.Source.Language);
    }

    /// <summary>Gives a host's renderer what it needs, the same from which the engine renders.</summary>
    public static RenderRequest RequestOf(CompiledPlaybook playbook, CompiledPlaybook live, Incident incident, OutboxMessage message, MessageFormat format)
    {
        var template = TemplateFor(live, message);
        var values = message.Audience == MessageAudience.External
            ? MessageValues.ForUsers(live, incident, message.Text ?? string.Empty)
            : MessageValues.ForResponders(playbook, incident, withNextSteps: true);
        return new RenderRequest
        {
            Template = template?.Source.Text,
            Language = template?.Source.Language,
            ReaderLanguage = message.ReaderLanguage,
            Kind = message.Kind,
            Audience = message.Audience,
            Format = format,
            Incident = incident.Reference,
            Level = values.Level,
            Phase = incident.Phase,
            Text = message.Text is { } text ? CleanText.Lines(text) : null,
            Values = values.ToDictionary(),
        };
    }

    /// <summary>Renders a bundle without any template: what is left when rendering fails.</summary>
    public static RenderedMessage BuiltInBundle(int count, Incident worst, MessageFormat format) =>
        new(MessageFormats.Encode(BundleLine(count, worst), format), Language: null);

    private static string BundleLine(int count, Incident worst) =>
        CleanText.Line(string.Create(CultureInfo.InvariantCulture, $"and {count} more: worst {worst.Severity.Level} {worst.Reference} {worst.Summary}"));

    private static string Text(CompiledTemplate? template, CompiledPlaybook playbook, CompiledPlaybook live, Incident incident, OutboxMessage message) => message switch
    {
        { Audience: MessageAudience.External } => External(template, live, incident, message.Text ?? string.Empty),
        { Kind: MessageKind.Page } => WithRemark(Page(template, playbook, incident), message.Text),
        _ => CleanText.Lines($"{incident.Reference} {incident.Severity.Level} ({PhaseChoice.Default[(int)incident.Phase]}): {message.Text}"),
    };

    /// <summary>Renders without any template: what is left when rendering fails.</summary>
    public static RenderedMessage BuiltIn(Incident incident, MessageFormat format)
    {
        var text = CleanText.Line($"{incident.Severity.Level} {incident.Reference}: {incident.Summary}");
        return new RenderedMessage(MessageFormats.Encode(text, format), Language: null);
    }

    /// <summary>Tells what keeps an update from users outside, in whatever language they read it: they never see a blank or a bracket.</summary>
    /// <returns>What would have to hold; empty when the message can go out.</returns>
    public static ImmutableArray<string> Unfit(CompiledPlaybook live, Incident incident, string description)
    {
        var values = MessageValues.ForUsers(live, incident, description);
        var inTemplates = (live.UserNotification?.All ?? []).SelectMany(template => Unfit(template, values));

        // Where no default text stands around them, the author's words go out alone.
        var alone = live.UserNotification?.In(language: null) is null ? Unfit("description", values.Description) : [];
        return [.. inTemplates.Concat(alone).Distinct()];
    }

    /// <summary>Tells what keeps one message from users outside.</summary>
    /// <returns>What would have to hold; empty when the message can go out.</returns>
    public static ImmutableArray<string> Unfit(CompiledPlaybook live, Incident incident, OutboxMessage message)
    {
        var values = MessageValues.ForUsers(live, incident, message.Text ?? string.Empty);
        return [.. TemplateFor(live, message) is { } template ? Unfit(template, values) : Unfit("description", values.Description)];
    }

    /// <summary>Says a time of day as the playbook's team reads it.</summary>
    public static string Time(CompiledPlaybook playbook, Instant instant) => TimeOfDay.Format(instant.InZone(playbook.Zone));

    private static CompiledTemplate? TemplateFor(CompiledPlaybook live, OutboxMessage message) => message switch
    {
        { Audience: MessageAudience.External } => live.UserNotification?.In(message.ReaderLanguage),
        { Kind: MessageKind.Page } => live.PageText?.In(message.ReaderLanguage),
        _ => null,
    };

    /// <summary>Users are told when they hear again: where the template says it, else in a line of its own.</summary>
    private static string External(CompiledTemplate? template, CompiledPlaybook live, Incident incident, string description)
    {
        var values = MessageValues.ForUsers(live, incident, description);
        var text = template is null ? values.Description : template.Render(values);
        return values.NextUpdate.Length == 0 || template is { SaysNextUpdate: true } ? text : $"{text}\nNext update: {values.NextUpdate}.";
    }

    private static string Page(CompiledTemplate? template, CompiledPlaybook playbook, Incident incident)
    {
        var values = MessageValues.ForResponders(playbook, incident, withNextSteps: template is null || template.SaysNextSteps);
        return template?.Render(values) ?? $"""
            {values.Level} incident {values.Reference}: {values.Description}
            Impact: {values.Impact}
            Current status: {PhaseChoice.Default[(int)values.Phase]}
            Next steps: {values.NextSteps}
            """;
    }

    private static IEnumerable<string> Unfit(CompiledTemplate template, MessageValues values) => template.Segments
        .Where(segment => segment.Value != TemplateValue.Literal)
        .SelectMany(segment => Unfit(segment.Text, values.Of(segment)));

    private static IEnumerable<string> Unfit(string name, string value)
    {
        if (CleanText.IsBlank(value))
        {
            yield return $"[{name}] has a value";
        }
        else if (value.AsSpan().IndexOfAny('[', ']') >= 0)
        {
            yield return $"[{name}] holds no bracket";
        }
    }

    private static string WithRemark(string text, string? remark) => remark is null ? text : $"{text}\n({CleanText.Line(remark)})";
}
