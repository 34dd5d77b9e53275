using System.Text.Json.Serialization;

namespace MediMate.Incidents;

#pragma warning disable MA0048 // The two parts of a body are read together.

/// <summary>The body of a webhook: what happened, when, and the message.</summary>
internal sealed record WebhookBody
{
    public required string Type { get; init; }

    public required string Timestamp { get; init; }

    public required WebhookMessage Data { get; init; }
}

/// <summary>The message in the body of a webhook.</summary>
internal sealed record WebhookMessage
{
    public required string Key { get; init; }

    public required string Incident { get; init; }

    public required Guid IncidentId { get; init; }

    public required MessageKind Kind { get; init; }

    public required MessageAudience Audience { get; init; }

    public required string To { get; init; }

    public required string Address { get; init; }

    public required string Body { get; init; }

    public required MessageFormat Format { get; init; }

    public string? Language { get; init; }

    public string? AcknowledgementToken { get; init; }

    public string? AcknowledgementLink { get; init; }
}

/// <summary>The generated serializer of bodies.</summary>
[JsonSourceGenerationOptions(
    UseStringEnumConverter = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WebhookBody))]
internal sealed partial class WebhookJsonContext : JsonSerializerContext;
#pragma warning restore MA0048
