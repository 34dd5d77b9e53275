using System.Collections.Immutable;

namespace MediMate.Incidents.Testing;

/// <summary>Runs the engine with an escalation rule on virtual time, and shows what the rule wanted done about what.</summary>
/// <remarks>
/// The engine forgives a rule that throws or asks for what no rule may: it records that and goes on. This fixture does not: <see cref="ReadAnswers"/>
/// throws. It asks the rule twice about each event, because a rule gives the same answer to the same event.
/// </remarks>
public sealed class EscalationRuleFixture : IAsyncDisposable
{
    private readonly WatchedRule _rule;

    /// <summary>Initializes a new instance of the <see cref="EscalationRuleFixture"/> class, with its engine running.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="playbook">The playbook.</param>
    /// <param name="configure">Changes the settings of the harness: the start, the people, what else is registered; <see langword="null"/> for nothing.</param>
    /// <exception cref="PlaybookException">The playbook has errors.</exception>
    /// <exception cref="ArgumentException">The settings cannot be.</exception>
    public EscalationRuleFixture(IEscalationRule rule, Playbook playbook, Action<IncidentHarnessOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(rule);
        _rule = new WatchedRule(rule);
        Harness = new IncidentHarness(playbook, options =>
        {
            configure?.Invoke(options);
            var others = options.Configure;
            options.Configure = incidents =>
            {
                others?.Invoke(incidents);
                incidents.AddEscalationRule(_rule);
            };
        });
    }

    /// <summary>Gets the engine on virtual time: give it signals and commands, and advance it.</summary>
    public IncidentHarness Harness { get; }

    /// <summary>Reads what the rule wanted done so far.</summary>
    /// <returns>The answers in the order of the events; events about which it was silent are left out.</returns>
    /// <exception cref="ContractBrokenException">The rule threw, answered otherwise when asked again, or asked for a message that is neither page nor note.</exception>
    public ImmutableArray<RuleAnswer> ReadAnswers() => _rule.Broken is { } broken ? throw new ContractBrokenException(broken.Message, broken.InnerException) : _rule.Answers;

    /// <summary>Ends the engine.</summary>
    /// <returns>A task that ends when it is stopped.</returns>
    public ValueTask DisposeAsync() => Harness.DisposeAsync();
}
