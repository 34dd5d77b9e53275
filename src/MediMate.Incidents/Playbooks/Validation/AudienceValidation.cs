namespace MediMate.Incidents;

/// <summary>The checks on who is in an audience.</summary>
internal static class AudienceValidation
{
    public static void Check(Playbook playbook, KnownNames known, List<PlaybookFinding> findings)
    {
        foreach (var members in playbook.Audiences)
        {
            var where = Where(members);
            if (members.Audience is not (MessageAudience.Internal or MessageAudience.External))
            {
                findings.Add(PlaybookFindings.UnknownValue("An audience", members.Audience.ToString(), [nameof(MessageAudience.Internal), nameof(MessageAudience.External)]));
            }

            if (members.Level is { } level && !known.HasLevel(level))
            {
                findings.Add(PlaybookFindings.UnknownLevel(where, level, playbook));
            }

            if (members.Who.IsEmpty)
            {
                findings.Add(PlaybookFindings.AudienceOfNobody(where));
            }

            findings.AddRange(members.Who.Where(name => !known.HasPerson(name)).Select(name => PlaybookFindings.UnknownPerson(where, name)));
        }

        // Two rows for one level cannot both be meant.
        findings.AddRange(playbook.Audiences
            .GroupBy(members => (members.Audience, Level: members.Level?.ToUpperInvariant()))
            .Where(group => group.Count() > 1)
            .Select(group => PlaybookFindings.AudienceTwice(Where(group.First()))));
    }

    private static string Where(AudienceMembers members) =>
        $"The {(members.Audience == MessageAudience.Internal ? "internal" : "external")} audience{(members.Level is { } level ? $" of {level}" : string.Empty)}";
}
