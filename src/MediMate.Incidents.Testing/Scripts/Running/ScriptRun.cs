using NodaTime;

namespace MediMate.Incidents.Testing;

/// <summary>One run of a script.</summary>
internal sealed class ScriptRun(IncidentHarness harness, IncidentScript script, CancellationToken cancellation)
{
    private readonly ScriptStage _stage = new(harness, cancellation);
    private readonly ScriptErrors _errors = new();
    private readonly List<FailedExpectation> _failed = [];

    public async ValueTask<ScriptResult> RunAsync(Instant until)
    {
        foreach (var step in script.Steps.TakeWhile(step => step.At <= until))
        {
            await harness.ArriveAtAsync(step.At, cancellation).ConfigureAwait(false);
            await TakeAsync(step).ConfigureAwait(false);
            if (!_errors.IsEmpty)
            {
                // What comes after a step that went wrong tells nothing any more.
                return new ScriptResult { Lines = harness.Recorder.Lines, Errors = _errors.All };
            }
        }

        await harness.AdvanceToAsync(until, cancellation).ConfigureAwait(false);
        var lines = harness.Recorder.Lines;
        var check = new ExpectationCheck(lines, harness.Recorder.Format);
        return new ScriptResult
        {
            Lines = lines,
            FailedExpectations = [.. _failed, .. script.Expectations.Select(check.Check).OfType<FailedExpectation>()],
        };
    }

    private async ValueTask TakeAsync(ScriptStep step)
    {
        harness.Recorder.Word = step.Command.Name;
        var isSilence = step.Command.Name == SilenceWords.Silence;
        harness.Recorder.NextName = isSilence ? null : step.As;
        harness.Recorder.NextSilenceName = isSilence ? step.As : null;
        try
        {
            Check(step, await step.Command.Act(_stage, step.Values).ConfigureAwait(false));
        }
        catch (ScriptStepException exception)
        {
            _errors.Add(step.Path, exception.Message);
        }
        finally
        {
            harness.Recorder.Word = null;
            harness.Recorder.NextName = null;
            harness.Recorder.NextSilenceName = null;
        }
    }

    private void Check(ScriptStep step, IncidentOutcome? outcome)
    {
        if (outcome?.Rejection is { } rejection)
        {
            if (!step.IsRefused)
            {
                _errors.Add(step.Path, $"{step.Command.Name} was refused: {rejection}");
            }
            else if (step.RefusalCode is { } code && code != rejection.Code)
            {
                Fail(step, $"{step.Command.Name} was refused with {rejection.Code}, not {code}: {rejection}");
            }
        }
        else if (step.IsRefused)
        {
            Fail(step, $"{step.Command.Name} was accepted; it must be refused.");
        }
    }

    private void Fail(ScriptStep step, string message) => _failed.Add(new FailedExpectation { Path = step.Path, Message = message });
}
