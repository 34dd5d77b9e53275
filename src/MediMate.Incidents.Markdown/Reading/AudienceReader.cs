using System.Collections.Immutable;
using MediMate.Incidents.FileFindings;
using MediMate.Incidents.Sections;

namespace MediMate.Incidents.Reading;

/// <summary>Reads who is in which audience: a row for each audience, or for each level of it.</summary>
internal static class AudienceReader
{
    private const string Audience = "Audience";
    private const string Level = "Level";
    private const string Who = "Who";
    private const string Table = "audiences";

    private static readonly Column[] Columns =
    [
        new(Audience, IsNeeded: true, "Name", "For"),
        new(Level, IsNeeded: false, "Severity", "Severity Level", "At"),
        new(Who, IsNeeded: true, "Members", "Recipients", "Role", "Contacts"),
    ];

    public static ImmutableArray<AudienceMembers> Read(ReadingContext context)
    {
        var audiences = ImmutableArray.CreateBuilder<AudienceMembers>();
        foreach (var section in context.SectionsOf(SectionKind.Audiences))
        {
            foreach (var table in context.Tables(section))
            {
                context.Claim("the audiences", section);
                if (TableView.Open(context, table, Table, Columns) is { } view)
                {
                    audiences.AddRange(view.Rows().Select(line => Read(context, view, line)).OfType<AudienceMembers>());
                }
            }
        }

        return audiences.ToImmutable();
    }

    private static AudienceMembers? Read(ReadingContext context, TableView view, TableLine line)
    {
        var name = view.Needed(line, Audience);
        if (view.Needed(line, Who) is null || name is null)
        {
            return null;
        }

        if (Of(name) is not { } audience)
        {
            context.Report(MarkdownFindings.UnknownWord("An audience", name, "internal, external"), line[Audience]);
            return null;
        }

        var members = new AudienceMembers
        {
            Audience = audience,
            Level = line[Level].IsBlank ? null : SeverityReader.SplitName(context, line[Level]).Name,
            Who = ValueReader.List(context, line[Who]),
        };
        context.Log.Locate($"The {(audience == MessageAudience.Internal ? "internal" : "external")} audience{(members.Level is { } level ? $" of {level}" : string.Empty)}", context.PlaceOf(line[Audience]));
        return members;
    }

    private static MessageAudience? Of(string name) => name.ToUpperInvariant() switch
    {
        "INTERNAL" or "INTERNAL STAKEHOLDERS" or "STAKEHOLDERS" => MessageAudience.Internal,
        "EXTERNAL" or "EXTERNAL USERS" or "USERS" => MessageAudience.External,
        _ => null,
    };
}
