using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>Says more about a severity level.</summary>
/// <remarks>Not safe for several threads.</remarks>
public sealed class LevelBuilder
{
    private SeverityLevel _level;

    internal LevelBuilder(string name, Duration responseTime)
    {
        _level = new SeverityLevel { Name = name, ResponseTime = responseTime };
    }

    /// <summary>Sets the word that goes with the name, for instance <c>Critical</c>.</summary>
    /// <param name="title">The word.</param>
    /// <returns>This builder.</returns>
    public LevelBuilder Titled(string title) => Change(_level with { Title = title });

    /// <summary>Sets what the level means.</summary>
    /// <param name="description">The meaning.</param>
    /// <returns>This builder.</returns>
    public LevelBuilder Described(string description) => Change(_level with { Description = description });

    /// <summary>Adds phrases that speak for the level when a signal's summary contains them.</summary>
    /// <param name="examples">The phrases.</param>
    /// <returns>This builder.</returns>
    public LevelBuilder WithExamples(params ImmutableArray<string> examples) => Change(_level with { Examples = _level.Examples.AddRange(examples) });

    /// <summary>Adds a label that speaks for the level when a signal carries it.</summary>
    /// <param name="name">The label's name.</param>
    /// <param name="value">The label's value.</param>
    /// <returns>This builder.</returns>
    public LevelBuilder WithLabel(string name, string value) =>
        Change(_level with { Labels = _level.Labels.Add(new LabelMatch { Name = name, Value = value }) });

    /// <summary>Sets how much of the seven phases an incident of the level has to walk.</summary>
    /// <param name="lifecycle">Default: full for the two most severe levels, short for the others.</param>
    /// <returns>This builder.</returns>
    public LevelBuilder Walks(Lifecycle lifecycle) => Change(_level with { Lifecycle = lifecycle });

    /// <summary>Sets the calendar that the clocks of the level follow.</summary>
    /// <param name="calendar">The name of a calendar. Default: round the clock.</param>
    /// <returns>This builder.</returns>
    public LevelBuilder During(string calendar) => Change(_level with { Calendar = calendar });

    /// <summary>Says whom an incident informs when it reaches the level, with a note and not a page.</summary>
    /// <param name="names">Names of roles or contacts; none for nobody.</param>
    /// <returns>The same builder.</returns>
    public LevelBuilder Informs(params ImmutableArray<string> names) => Change(_level with { MustKnow = names });

    /// <summary>Says whether an incident of the level closes by itself when all its keys are quiet and nobody took charge.</summary>
    /// <param name="selfResolves">Whether it does.</param>
    /// <returns>The same builder.</returns>
    public LevelBuilder SelfResolves(bool selfResolves = true) => Change(_level with { SelfResolves = selfResolves });

    /// <summary>Says which impact speaks for the level; any one of what is given is enough.</summary>
    /// <param name="users">The number of users.</param>
    /// <param name="share">The share of the users, more than 0 and at most 1.</param>
    /// <param name="dataInvolved">Whether it is enough that data is involved.</param>
    /// <returns>The same builder.</returns>
    public LevelBuilder WithImpact(long? users = null, decimal? share = null, bool dataInvolved = false) =>
        Change(_level with { Impact = new ImpactThreshold { Users = users, Share = share, DataInvolved = dataInvolved } });

    /// <summary>Lets an acknowledgement expire when no person does anything about the incident for a while: the ladder then begins again.</summary>
    /// <param name="timeout">The time; more than zero, at most 24 hours.</param>
    /// <returns>The same builder.</returns>
    public LevelBuilder AcknowledgementTimesOut(Duration timeout) => Change(_level with { AcknowledgementTimeout = timeout });

    /// <summary>Says for how long an incident may be snoozed at most.</summary>
    /// <param name="most">The time; more than zero, at most 24 hours. Default: 30 minutes at the most severe level, 24 hours at the others.</param>
    /// <returns>The same builder.</returns>
    public LevelBuilder SnoozesAtMost(Duration most) => Change(_level with { SnoozeAtMost = most });

    /// <summary>Says when the pages and notes of the level go out.</summary>
    /// <param name="delivery">When. By calendar needs <see cref="During"/>.</param>
    /// <returns>The same builder.</returns>
    public LevelBuilder Delivers(MessageDelivery delivery) => Change(_level with { Deliver = delivery });

    internal SeverityLevel Build() => _level;

    private LevelBuilder Change(SeverityLevel changed)
    {
        _level = changed;
        return this;
    }
}
