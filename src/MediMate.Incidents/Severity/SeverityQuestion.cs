using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>What the policies are asked about, for the commands that bring facts along.</summary>
internal static class SeverityQuestion
{
    public static SeverityContext? Of(IncidentCommand command, ImmutableArray<string> levels) => command switch
    {
        Declare { Declaration: var declaration } => About(declaration.Summary, declaration.Labels, SignalSource.User, levels),
        SignalCommand { Signal: { IsFiring: true } signal } => Of(signal, levels),
        AttachSignal c => About(c.Summary, c.Labels, c.Source, levels),
        DescribeImpact c => About(c.Text, [], SignalSource.User, levels) with { Impact = ImpactOf(c) },
        _ => null,
    };

    public static SeverityContext Of(Signal signal, ImmutableArray<string> levels) => About(signal.Summary, signal.Labels, signal.Source, levels);

    public static Impact ImpactOf(DescribeImpact command) =>
        new() { Text = command.Text, Users = command.Users, Data = command.Data, Workaround = command.Workaround };

    private static SeverityContext About(string? summary, ImmutableArray<Label> labels, SignalSource source, ImmutableArray<string> levels) => new()
    {
        Summary = TextBounds.Cut(summary, SignalDoor.MostOfSummaryRead),
        Labels = labels.OrEmpty(),
        Source = source,
        Levels = levels,
    };
}
