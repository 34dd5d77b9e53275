using System.Text;
using System.Text.Json;

namespace MediMate.Incidents.Testing.Stores;

/// <summary>Texts that are hard to keep, and what a store gave back written as text.</summary>
internal static class SampleText
{
    /// <summary>Gets a text with quotes, what looks like a statement, control characters and many scripts.</summary>
    public static string Hard { get; } =
        "\"quoted\" 'single' `back` \\ / <b>&amp;</b> {\"a\":[1]} %s {0} $1 :p @p ?; DROP TABLE incidents;-- \0\u0001\b\t\n\v\f\r\u001f\u007f\u0085\u2028\u2029\ufeff " +
        "Störung übermäßig · авария · الحادث · 事件発生 · e\u0301 é · \U0001F525\U0001F469\u200D\U0001F692 · end ";

    /// <summary>Gets a text of 100 kB.</summary>
    public static string Long { get; } = string.Concat(Enumerable.Range(0, 12_800).Select(number => $"{number:x7} "));

    public static string Of(Incident incident) => Encoding.UTF8.GetString(SnapshotJson.Write(incident));

    public static string Of(IncidentEvent happened) => EventJson.NameOf(happened) + Encoding.UTF8.GetString(EventJson.Write(happened));

    public static string Of(OutboxRow row) => row switch
    {
        OutboxMessage message => "OutboxMessage" + JsonSerializer.Serialize(message, IncidentJson.Context.OutboxMessage),
        OutboxLookUp lookUp => "OutboxLookUp" + JsonSerializer.Serialize(lookUp, IncidentJson.Context.OutboxLookUp),
        _ => row.ToString(),
    };

    public static string Of(StoredSubject subject) => subject.Kind + Encoding.UTF8.GetString(SubjectJson.Write(subject));

    /// <summary>Names incidents by their references, as messages do.</summary>
    public static IEnumerable<string> References(IEnumerable<Incident> incidents) => incidents.Select(incident => incident.Reference);
}
