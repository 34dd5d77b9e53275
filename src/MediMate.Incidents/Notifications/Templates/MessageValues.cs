using System.Collections.Frozen;

namespace MediMate.Incidents;

/// <summary>What the placeholders of a message stand for. Values are data: cleaned, never parsed again.</summary>
/// <remarks>
/// What comes from signals or is a name stands on one line; what a responder wrote for the message keeps its lines. The reference is the engine's own.
/// </remarks>
internal readonly struct MessageValues
{
    public const string NotAssessed = "not yet assessed";
    public const string FirstAction = "acknowledge, then assess";

    public required string Description { get; init; }

    public required string Impact { get; init; }

    public required string Level { get; init; }

    public required IncidentPhase Phase { get; init; }

    public required string NextSteps { get; init; }

    public required string Reference { get; init; }

    /// <summary>Gets when users hear again; empty where no update is due.</summary>
    public string NextUpdate { get; init; }

    /// <summary>Takes the values for users outside: what is not known is empty, and keeps the message from going out.</summary>
    public static MessageValues ForUsers(CompiledPlaybook playbook, Incident incident, string description) => new()
    {
        Description = CleanText.Lines(description),
        Impact = incident.Impact is { } impact ? CleanText.Lines(impact.Text) : string.Empty,
        Level = CleanText.Line(incident.Severity.Level),
        Phase = incident.Phase,
        NextSteps = string.Empty,
        Reference = incident.Reference,
        NextUpdate = NextUpdateOf(playbook, incident),
    };

    /// <summary>Takes the values for responders, with fallbacks for what is not known.</summary>
    public static MessageValues ForResponders(CompiledPlaybook playbook, Incident incident, bool withNextSteps) => new()
    {
        Description = OrNotAssessed(CleanText.Line(incident.Summary)),
        Impact = incident.Impact is { } impact ? OrNotAssessed(CleanText.Lines(impact.Text)) : NotAssessed,
        Level = CleanText.Line(incident.Severity.Level),
        Phase = incident.Phase,
        NextSteps = withNextSteps ? CleanText.Line(NextStepsOf(playbook, incident)) : FirstAction,
        Reference = incident.Reference,
        NextUpdate = OrNotAssessed(NextUpdateOf(playbook, incident)),
    };

    /// <summary>Gets what a piece of a template says.</summary>
    public string Of(in TemplateSegment segment) => segment.Value switch
    {
        TemplateValue.Literal => segment.Text,
        TemplateValue.Description => Description,
        TemplateValue.Impact => Impact,
        TemplateValue.Level => Level,
        TemplateValue.Phase => segment.PhaseWords[(int)Phase],
        TemplateValue.NextSteps => NextSteps,
        TemplateValue.Reference => Reference,
        TemplateValue.NextUpdate => NextUpdate ?? string.Empty,
        _ => string.Empty,
    };

    /// <summary>Lists the values by the names that hosts know.</summary>
    public FrozenDictionary<string, string> ToDictionary() => new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["description"] = Description,
        ["impact"] = Impact,
        ["level"] = Level,
        ["phase"] = PhaseChoice.Default[(int)Phase],
        ["next steps"] = NextSteps,
        ["next update"] = NextUpdate ?? string.Empty,
        ["reference"] = Reference,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static string NextUpdateOf(CompiledPlaybook playbook, Incident incident) =>
        incident.Clocks.FirstOrDefault(clock => clock.Name == ClockNames.UpdateCadence) is { IsRunning: true, IsBreached: false, IsPaused: false } clock
            ? MessageRenderer.Time(playbook, clock.Due)
            : string.Empty;

    private static string OrNotAssessed(string text) => CleanText.IsBlank(text) ? NotAssessed : text;

    private static string NextStepsOf(CompiledPlaybook playbook, Incident incident)
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
}
