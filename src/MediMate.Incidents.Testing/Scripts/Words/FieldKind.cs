namespace MediMate.Incidents.Testing;

/// <summary>What a field of a step or of an expectation holds.</summary>
internal enum FieldKind
{
    /// <summary>Any text.</summary>
    Text,

    /// <summary>A text or a number, taken as a text.</summary>
    TextOrNumber,

    /// <summary>A list of texts.</summary>
    Texts,

    /// <summary>A list of texts, or the word <c>none</c>.</summary>
    TextsOrNone,

    /// <summary>A truth value.</summary>
    Flag,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A whole number from one on.</summary>
    Count,

    /// <summary>An instant, or a duration from the start.</summary>
    Instant,

    /// <summary>A duration.</summary>
    Duration,

    /// <summary>An object of texts.</summary>
    Labels,

    /// <summary>One of a fixed list of words.</summary>
    Word,

    /// <summary>The id of a person of the script.</summary>
    Person,

    /// <summary>A list of ids of persons.</summary>
    Persons,

    /// <summary>A person, or <c>system</c>.</summary>
    Actor,

    /// <summary>Who decided a level: a person, <c>system</c>, or one of the built-in policies.</summary>
    Decider,

    /// <summary>Whom a message is for: a person, <c>users</c>, or a role of the playbook that nobody holds.</summary>
    Recipient,

    /// <summary>An incident: a name given by <c>as</c>, or a reference such as <c>INC-1</c>.</summary>
    Incident,

    /// <summary>A new name for an incident.</summary>
    NewIncident,

    /// <summary>A silence: a name given by <c>as</c>.</summary>
    Silence,

    /// <summary>A new name for a silence.</summary>
    NewSilence,

    /// <summary>A heartbeat of the playbook.</summary>
    Monitor,

    /// <summary>A channel of the people or of the playbook's ladders.</summary>
    Channel,

    /// <summary>A clock.</summary>
    Clock,

    /// <summary>A level of the playbook.</summary>
    Level,

    /// <summary>The id of a checklist item of the playbook.</summary>
    Item,

    /// <summary>Who holds a role from now on: a list of persons, or <c>fails</c>.</summary>
    Schedule,

    /// <summary>A webhook body of Alertmanager, or the path of a file that holds one.</summary>
    Body,

    /// <summary>True, or the code of a refusal.</summary>
    Refusal,
}
