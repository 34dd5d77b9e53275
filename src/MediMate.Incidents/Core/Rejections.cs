using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>Why commands are refused: codes MMI2001 and up, each with a page in the documentation. A code never changes its meaning.</summary>
internal static class Rejections
{
    public static Rejection OtherContent(string key) => new()
    {
        Code = "MMI2030",
        Message = $"The idempotency key \"{key}\" was given with another command before. Take a new key for a new command; to repeat one, send the same content.",
    };

    public static Rejection UnknownIncident(string name) => new()
    {
        Code = "MMI2001",
        Message = $"There is no incident {name}. Check the id.",
    };

    public static Rejection Invalid(params ImmutableArray<string> reasons) => new()
    {
        Code = "MMI2002",
        Message = "The command lacks what it needs, or has values that cannot be.",
        Reasons = reasons,
    };

    public static Rejection NotActive(Incident incident, string what) => new()
    {
        Code = "MMI2003",
        Message = $"{incident.Reference} is {incident.Phase} and cannot be {what}: the trouble is over.",
        Reasons = ["the incident is active"],
    };

    public static Rejection NotAllowed(Incident incident, PhaseTrigger trigger, ImmutableArray<PhaseTrigger> allowed) => new()
    {
        Code = "MMI2004",
        Message = $"{trigger} is not possible while {incident.Reference} is {incident.Phase}. Possible: {string.Join(", ", allowed)}.",
        Reasons = [$"{trigger} is allowed in {incident.Phase}"],
        Allowed = allowed,
    };

    public static Rejection Unmet(Incident incident, PhaseTrigger trigger, ImmutableArray<string> unmet, ImmutableArray<PhaseTrigger> allowed) => new()
    {
        Code = "MMI2005",
        Message = $"{trigger} of {incident.Reference} ({incident.Phase}) lacks what it needs first.",
        Reasons = unmet,
        Allowed = allowed,
    };

    public static Rejection ResolveUnmet(Incident incident, ImmutableArray<string> unmet) => new()
    {
        Code = "MMI2006",
        Message = $"{incident.Reference} ({incident.Severity.Level}, {incident.Phase}) cannot be resolved in one call yet.",
        Reasons = unmet,
    };

    public static Rejection UnknownItem(string item, ImmutableArray<string> known) => new()
    {
        Code = "MMI2007",
        Message = $"The playbook has no checklist item \"{item}\". Known: {string.Join(", ", known)}.",
    };

    public static Rejection UnknownLevel(string level, ImmutableArray<string> known) => new()
    {
        Code = "MMI2008",
        Message = $"The playbook has no level \"{level}\". Write one of: {string.Join(", ", known)}.",
    };

    public static Rejection OtherLevel(Incident incident, string level) => new()
    {
        Code = "MMI2009",
        Message = $"{incident.Reference} is {incident.Severity.Level}, not {level}; only the present level can be confirmed.",
    };

    public static Rejection CannotTellUsers(ImmutableArray<string> missing) => new()
    {
        Code = "MMI2010",
        Message = "The message to users cannot go out: it would show a blank or a bracket.",
        Reasons = missing,
    };

    public static Rejection WrongPhase(Incident incident, string what, IncidentPhase phase) => new()
    {
        Code = "MMI2011",
        Message = $"{what} belongs to {phase}; {incident.Reference} is {incident.Phase}.",
        Reasons = [$"the incident is {phase}"],
    };

    public static Rejection UnknownClock(Incident incident, string clock) => new()
    {
        Code = "MMI2013",
        Message = incident.Clocks.IsEmpty
            ? $"{incident.Reference} has no clock \"{clock}\"; it has none at its level."
            : $"{incident.Reference} has no clock \"{clock}\". Write one of: {string.Join(", ", incident.Clocks.Select(known => known.Name))}.",
    };

    public static Rejection ClockCannot(Incident incident, string clock, string what, params ImmutableArray<string> unmet) => new()
    {
        Code = "MMI2014",
        Message = $"The {clock} clock of {incident.Reference} cannot be {what}.",
        Reasons = unmet,
    };

    public static Rejection NoSuggestion(Incident incident, string? level) => new()
    {
        Code = "MMI2015",
        Message = level is null
            ? $"{incident.Reference} has no suggested level that waits for an answer."
            : $"{incident.Reference} has no suggested level {level} that waits for an answer.",
        Reasons = ["a level is suggested and not answered yet"],
    };

    public static Rejection KeyHeld(Incident incident, string key, Incident holder) => new()
    {
        Code = "MMI2040",
        Message = $"{holder.Reference} holds the key \"{key}\". If it is the same trouble as {incident.Reference}, cancel one as duplicate of the other: its keys move there.",
        Reasons = [$"{holder.Reference} does not hold the key"],
    };

    public static Rejection UnknownEntry(Incident incident, long sequence) => new()
    {
        Code = "MMI2041",
        Message = $"{incident.Reference} has no entry {sequence}. Its entries are 1 to {incident.Version}; each has its number on the timeline.",
    };

    public static Rejection NoOriginal(Incident incident, params ImmutableArray<string> unmet) => new()
    {
        Code = "MMI2042",
        Message = $"{incident.Reference} cannot be the duplicate of that incident. Name another, or cancel it without one.",
        Reasons = unmet,
    };

    public static Rejection UnknownSilence(Guid id) => new()
    {
        Code = "MMI2043",
        Message = $"There is no silence {id}. Check the id; one that has been over for 90 days is no longer kept.",
    };

    public static Rejection SilenceOver(Silence silence) => new()
    {
        Code = "MMI2044",
        Message = $"The silence \"{silence.Reason}\" ended at {silence.EndsAt}. Start a new one if it is still needed.",
        Reasons = ["the silence has not ended"],
    };

    public static Rejection TooManySilences(int most) => new()
    {
        Code = "MMI2045",
        Message = $"There are {most} silences already, and each signal is held against all of them. End some first.",
        Reasons = [$"fewer than {most} silences are planned or active"],
    };

    public static Rejection BadToken() => new()
    {
        Code = "MMI2050",
        Message = "The acknowledgement token is not one of this engine: it was cut off or changed, or its key is no longer known. Take the whole token of the page, or acknowledge by name.",
    };

    public static Rejection TokenExpired(Instant expiredAt) => new()
    {
        Code = "MMI2051",
        Message = $"The acknowledgement token expired at {expiredAt}. Acknowledge by name, or by a later page.",
        Reasons = ["the token has not expired"],
    };

    public static Rejection TokenOfAnotherCycle(Incident incident, int cycle) => new()
    {
        Code = "MMI2052",
        Message = $"The acknowledgement token is of cycle {cycle} of {incident.Reference}, which is in cycle {incident.Cycle}: it began anew since. Acknowledge by name, or by a later page.",
        Reasons = [$"the token is of cycle {incident.Cycle}"],
    };

    public static Rejection CannotSnooze(Incident incident, Duration asked, Duration most) => new()
    {
        Code = "MMI2060",
        Message = $"{incident.Reference} ({incident.Severity.Level}) cannot be snoozed for {DurationWords.Of(asked)}.",
        Reasons = [$"for is more than zero and at most {DurationWords.Of(most)}"],
    };

    public static Rejection NoNextStep(Incident incident) => new()
    {
        Code = "MMI2061",
        Message = $"{incident.Reference} has no next step: no ladder runs. To call somebody else, reassign it.",
        Reasons = [incident.IsAcknowledged ? "nobody has acknowledged" : "the ladder still calls somebody"],
    };

    public static Rejection Ended(Incident incident, string what) => new()
    {
        Code = "MMI2012",
        Message = $"{what}: {incident.Reference} is {incident.Phase}.",
        Reasons = ["the incident has not ended"],
    };
}
