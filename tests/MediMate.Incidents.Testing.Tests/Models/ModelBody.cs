using System.Collections.Immutable;
using System.Text.Json;

namespace MediMate.Incidents.Testing.Tests.Models;

/// <summary>A body of Alertmanager: what fires and what is over of a group.</summary>
internal sealed record ModelBody(string Key, string Summary)
{
    public ImmutableArray<string> Firing { get; init; } = [];

    public ImmutableArray<string> Over { get; init; } = [];

    public ImmutableArray<Label> Labels { get; init; } = [];

    /// <summary>Gets a value indicating whether alerts were left out.</summary>
    public bool IsTruncated { get; init; }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("version", "4");
        writer.WriteString("groupKey", Key);
        writer.WriteString("status", Firing.IsEmpty ? "resolved" : "firing");
        writer.WriteNumber("truncatedAlerts", IsTruncated ? 1 : 0);
        writer.WriteStartObject("commonLabels");
        foreach (var label in Labels)
        {
            writer.WriteString(label.Name, label.Value);
        }

        writer.WriteEndObject();
        writer.WriteStartObject("commonAnnotations");
        writer.WriteString("summary", Summary);
        writer.WriteEndObject();
        writer.WriteStartArray("alerts");
        foreach (var (fingerprint, status) in Firing.Select(name => (name, "firing")).Concat(Over.Select(name => (name, "resolved"))))
        {
            writer.WriteStartObject();
            writer.WriteString("status", status);
            writer.WriteString("fingerprint", fingerprint);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
