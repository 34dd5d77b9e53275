namespace MediMate.Incidents.Testing;

/// <summary>The words of scripts for the engine's commands.</summary>
internal static class CommandNames
{
    /// <summary>Translates the name of a command.</summary>
    public static string Word(string command) => command switch
    {
        "TakeSignal" => "signal",
        "BeginSilence" => "silence",
        "ConfirmSeverity" => "changeSeverity",
        "CorrectEntry" => "correct",
        "RuleOutUserImpact" => "noUserImpact",
        _ => char.ToLowerInvariant(command[0]) + command[1..],
    };
}
