namespace MediMate.Incidents.Testing;

/// <summary>What a step acts on.</summary>
internal sealed class ScriptStage(IncidentHarness harness, CancellationToken cancellation)
{
    public IncidentHarness Harness { get; } = harness;

    public CancellationToken Cancellation { get; } = cancellation;

    public IIncidentResponse Incidents => Harness.Incidents;

    /// <summary>Gives a command to the incident that the step names.</summary>
    /// <exception cref="ScriptStepException">There is no such incident yet.</exception>
    public async ValueTask<IncidentOutcome> ExecuteAsync(StepValues values, IncidentCommand command)
    {
        var name = values.Text("incident");
        var id = await FindAsync(name).ConfigureAwait(false)
            ?? throw new ScriptStepException($"No incident has the name \"{name}\" at this instant.");
        return await Incidents.ExecuteAsync(id, command, Cancellation).ConfigureAwait(false);
    }

    /// <summary>Finds an incident by its name in the script, or by its reference.</summary>
    public async ValueTask<IncidentId?> FindAsync(string name) =>
        Harness.Recorder.Find(name) ?? (await Incidents.FindByReferenceAsync(name, Cancellation).ConfigureAwait(false))?.Id;

    /// <summary>Finds a silence by its name in the script.</summary>
    /// <exception cref="ScriptStepException">There is no such silence yet.</exception>
    public Guid FindSilence(string name) =>
        Harness.Recorder.FindSilence(name) ?? throw new ScriptStepException($"No silence has the name \"{name}\" at this instant.");
}
