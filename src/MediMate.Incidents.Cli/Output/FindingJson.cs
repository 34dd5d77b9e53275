using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MediMate.Incidents.Cli;

/// <summary>Prints findings for programs. The shape is documented: properties may be added, none goes away.</summary>
internal static class FindingJson
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",

        // The output is no HTML; quotation marks in messages stay readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(IReadOnlyList<LintedFile> files)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteStartArray("files");
            foreach (var file in files)
            {
                Write(json, file);
            }

            json.WriteEndArray();
            json.WriteStartArray("findings");
            foreach (var (file, finding) in files.SelectMany(file => file.Findings.Select(finding => (file, finding))))
            {
                Write(json, file, finding);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return $"{Encoding.UTF8.GetString(buffer.WrittenSpan)}\n";
    }

    private static void Write(Utf8JsonWriter json, LintedFile file)
    {
        json.WriteStartObject();
        json.WriteString("file", file.Path);
        json.WriteNumber("errors", file.Errors);
        json.WriteNumber("warnings", file.Warnings);
        json.WriteNumber("information", file.Information);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, LintedFile file, PlaybookFinding finding)
    {
        json.WriteStartObject();
        json.WriteString("code", finding.Code);
        json.WriteString("level", finding.Level switch { FindingLevel.Error => "error", FindingLevel.Warning => "warning", _ => "info" });
        json.WriteString("file", file.Path);
        json.WriteNumber("line", finding.Line ?? 1);
        json.WriteNumber("column", finding.Column ?? 1);
        json.WriteString("message", finding.Message);
        json.WriteString("remedy", finding.Remedy);
        json.WriteEndObject();
    }
}
