using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime;

namespace MediMate.Incidents.Testing.Tests.Models;

/// <summary>A step of a script: what the engine and the model are told alike.</summary>
internal sealed record ModelStep(Instant At, string Do)
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Gets the other fields: texts, truth values, instants, and lists of texts.</summary>
    public ImmutableArray<KeyValuePair<string, object>> Fields { get; init; } = [];

    public string? Incident => Text("incident");

    public string By => Text("by")!;

    public string? Text(string name) => Find(name) as string;

    public bool Flag(string name) => Find(name) is true;

    public int Number(string name) => Find(name) is int number ? number : 0;

    public ModelBody? Body => Find("body") as ModelBody;

    public Instant? Instant(string name) => Find(name) as Instant?;

    public ImmutableArray<Label> Labels => LabelsOf("labels");

    public ImmutableArray<Label> LabelsOf(string name) => Find(name) is ImmutableArray<Label> labels ? labels : [];

    public Duration Duration(string name) => (Duration)Find(name)!;

    public ImmutableArray<string> Texts(string name) => Find(name) is ImmutableArray<string> texts ? texts : [];

    /// <summary>Adds a field; one without a value is left out.</summary>
    public ModelStep With(string name, object? value) => value is null ? this : this with { Fields = Fields.Add(KeyValuePair.Create(name, value)) };

    /// <summary>Writes the step as it stands in a script.</summary>
    public string ToJson(Instant start, bool isRefused = false)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes, Readable))
        {
            writer.WriteStartObject();
            writer.WriteString("at", LineFormat.Write(At - start));
            writer.WriteString("do", Do);
            foreach (var (name, value) in Fields)
            {
                writer.WritePropertyName(name);
                Write(writer, value, start);
            }

            if (isRefused)
            {
                writer.WriteBoolean("refused", value: true);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, object value, Instant start)
    {
        switch (value)
        {
            case bool truth:
                writer.WriteBooleanValue(truth);
                break;
            case Instant instant:
                writer.WriteStringValue(LineFormat.Write(instant - start));
                break;
            case ImmutableArray<string> texts:
                writer.WriteStartArray();
                foreach (var text in texts)
                {
                    writer.WriteStringValue(text);
                }

                writer.WriteEndArray();
                break;
            case int number:
                writer.WriteNumberValue(number);
                break;
            case Duration duration:
                writer.WriteStringValue(LineFormat.Write(duration));
                break;
            case ModelBody body:
                body.Write(writer);
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
                writer.WriteStringValue((string)value);
                break;
        }
    }

    private object? Find(string name) => Fields.FirstOrDefault(field => field.Key == name).Value;
}
