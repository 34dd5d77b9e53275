namespace MediMate.Incidents;

/// <summary>The calendars that every playbook has.</summary>
public static class CalendarNames
{
    /// <summary>Round the clock: every hour counts.</summary>
    public const string Always = "always";
}
