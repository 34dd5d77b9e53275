using System.Globalization;

namespace MediMate.Incidents.Relational.Tests.Crashes;

/// <summary>What a worker says when a command was accepted: from then on it must never be lost.</summary>
/// <param name="Incident">The incident.</param>
/// <param name="Version">Its version after the command.</param>
/// <param name="Event">The name of its last event.</param>
/// <param name="Text">The text, where that is a note.</param>
internal sealed record Receipt(IncidentId Incident, long Version, string Event, string Text)
{
    /// <summary>Prints the receipt of an outcome, if there is anything to keep.</summary>
    public static void Print(IncidentOutcome outcome)
    {
        if (outcome is { IsAccepted: true, Incident: { } incident, Events: [.., { } last] })
        {
            var text = (last as NoteAdded)?.Text;
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{incident.Id.Value:N}|{last.Sequence}|{EventJson.NameOf(last)}|{text}|"));
        }
    }

    public static Receipt Read(string line)
    {
        var parts = line.Split('|');
        return parts.Length == 5
            ? new Receipt(new IncidentId(Guid.ParseExact(parts[0], "N")), long.Parse(parts[1], CultureInfo.InvariantCulture), parts[2], parts[3])
            : throw new FormatException($"This is no receipt: \"{line}\".");
    }
}
