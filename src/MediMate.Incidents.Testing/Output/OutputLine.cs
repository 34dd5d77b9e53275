using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime;

namespace MediMate.Incidents.Testing;

/// <summary>Something that happened in a harness or a script, as one line of JSON: an event, a message's fate, or a refusal.</summary>
/// <remarks>Immutable and safe for any number of threads.</remarks>
public sealed class OutputLine
{
    private static readonly JsonWriterOptions WriterOptions = new()
    {
        // Times have a plus sign in them, texts have quotes: the lines are not for HTML.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly LineFormat _format;
    private readonly string _json;

    internal OutputLine(LineFormat format, IEnumerable<LineField> fields)
    {
        _format = format;
        Fields = [.. fields];
        At = (Instant)Find("at")!;
        Event = (string)Find("event")!;
        Incident = (string?)Find("incident");
        _json = ToJson();
    }

    /// <summary>Gets when the engine recorded it.</summary>
    public Instant At { get; }

    /// <summary>Gets the name of the event.</summary>
    /// <value>For instance <c>Acknowledged</c>, <c>MessageSent</c> or <c>CommandRefused</c>.</value>
    public string Event { get; }

    /// <summary>Gets the incident: its name in the script if it has one, else its reference.</summary>
    /// <value><see langword="null"/> when it is about no incident: a refused declaration.</value>
    public string? Incident { get; }

    /// <summary>Gets the own fields of the event, for people.</summary>
    /// <value>For instance <c>clock=response, due=2026-03-02T03:15:00+08:00</c>; empty when it has none.</value>
    public string Details => string.Join(
        ", ",
        Fields.Where(own => own.Name is not ("at" or "event" or "incident" or "seq")).Select(own => $"{own.Name}={Text(own.Value)}"));

    internal ImmutableArray<LineField> Fields { get; }

    /// <summary>Gets a field as text.</summary>
    /// <param name="field">The field's name, for instance <c>due</c>.</param>
    /// <value>As it stands in the line, a list separated by commas; <see langword="null"/> when the line has no such field.</value>
    public string? this[string field] => Find(field) is { } value ? Text(value) : null;

    /// <summary>Returns the line as JSON.</summary>
    /// <returns>One line without its end.</returns>
    public override string ToString() => _json;

    internal object? Find(string name)
    {
        foreach (var field in Fields)
        {
            if (field.Name == name)
            {
                return field.Value;
            }
        }

        return null;
    }

    internal string Text(object value) => value switch
    {
        string text => text,
        bool truth => truth ? "true" : "false",
        decimal number => number.ToString(CultureInfo.InvariantCulture),
        Instant instant => _format.Write(instant),
        Duration duration => LineFormat.Write(duration),
        ImmutableArray<string> texts => string.Join(", ", texts),
        ImmutableArray<Label> labels => string.Join(", ", labels.Select(label => $"{label.Name}={label.Value}")),
        _ => throw new ArgumentException($"A line has no values of type {value.GetType().Name}.", nameof(value)),
    };

    private string ToJson()
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes, WriterOptions))
        {
            writer.WriteStartObject();
            foreach (var field in Fields)
            {
                writer.WritePropertyName(field.Name);
                Write(writer, field.Value);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private void Write(Utf8JsonWriter writer, object value)
    {
        switch (value)
        {
            case bool truth:
                writer.WriteBooleanValue(truth);
                break;
            case decimal number:
                writer.WriteNumberValue(number);
                break;
            case ImmutableArray<string> texts:
                writer.WriteStartArray();
                foreach (var text in texts)
                {
                    writer.WriteStringValue(text);
                }

                writer.WriteEndArray();
                break;
            case ImmutableArray<Label> labels:
                writer.WriteStartObject();
                foreach (var label in labels)
                {
                    writer.WriteString(label.Name, label.Value);
                }

                writer.WriteEndObject();
                break;
            default:
                writer.WriteStringValue(Text(value));
                break;
        }
    }
}
