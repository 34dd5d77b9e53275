using System.Runtime.CompilerServices;
using BenchmarkDotNet.Attributes;
using NodaTime;

namespace MediMate.Incidents.Benchmarks;

/// <summary>A template of three placeholders, compiled once and rendered, against its pieces appended by hand.</summary>
[MemoryDiagnoser]
public class TemplateBenchmarks
{
    private const string Text = "[reference] is [severity] now: [brief description]. Look at the board and say there what you do next.";

    private readonly string?[] _pieces = [null, " is ", null, " now: ", null, ". Look at the board and say there what you do next."];
    private Incident _incident = null!;
    private CompiledPlaybook _playbook = null!;
    private CompiledTemplate _template = null!;
    private OutboxMessage _page = null!;

    [GlobalSetup]
    public void SetUp()
    {
        var template = new MessageTemplate { Name = "Page", Audience = MessageAudience.Responders, Text = Text };
        _playbook = CompiledPlaybook.Compile(BenchmarkPlaybook.Create() with { Templates = [template] });
        _template = TemplateParser.Parse(template);
        _incident = Incident.Start(new IncidentDeclared
        {
            IncidentId = new IncidentId(Guid.Empty),
            Reference = "INC-42",
            PlaybookHash = _playbook.Hash,
            Source = SignalSource.Monitoring,
            Summary = "Complete app down since the release of this morning",
            Severity = new SeverityAssessment { Level = "P0", IsConfirmed = true, DecidedBy = Actor.System, Reason = "an example" },
            Lifecycle = Lifecycle.Full,
        });
        _page = new OutboxMessage
        {
            Key = "INC-42/1/ben/sms",
            IncidentId = _incident.Id,
            Reference = _incident.Reference,
            Cause = 1,
            QueuedAt = Instant.MinValue,
            NotBefore = Instant.MinValue,
            Kind = MessageKind.Page,
            Audience = MessageAudience.Responders,
            To = "ben",
            Channel = "sms",
        };
        if (Rendered() != AppendedByHand() || Page() != AppendedByHand())
        {
            throw new InvalidOperationException($"The benchmarks do not say the same: {Rendered()}");
        }
    }

    /// <summary>What somebody would write who knew the three values and their order, and cleaned nothing.</summary>
    [Benchmark(Baseline = true)]
    public string AppendedByHand()
    {
        var text = new DefaultInterpolatedStringHandler(0, 0, provider: null, stackalloc char[256]);
        var value = 0;
        foreach (var piece in _pieces)
        {
            text.AppendLiteral(piece ?? value++ switch { 0 => _incident.Reference, 1 => _incident.Severity.Level, _ => _incident.Summary });
        }

        return text.ToStringAndClear();
    }

    /// <summary>The values taken from the incident, cleaned, and put into the template.</summary>
    [Benchmark]
    public string Rendered() => _template.Render(MessageValues.ForResponders(_playbook, _incident, withNextSteps: false));

    /// <summary>The whole body of a page: the template chosen by language, rendered, in the form of the channel.</summary>
    [Benchmark]
    public string Page() => MessageRenderer.Render(_playbook, _playbook, _incident, _page, MessageFormat.PlainText).Body;

    /// <summary>The same in HTML.</summary>
    [Benchmark]
    public string PageInHtml() => MessageRenderer.Render(_playbook, _playbook, _incident, _page, MessageFormat.Html).Body;

    /// <summary>The same in Markdown.</summary>
    [Benchmark]
    public string PageInMarkdown() => MessageRenderer.Render(_playbook, _playbook, _incident, _page, MessageFormat.Markdown).Body;
}
