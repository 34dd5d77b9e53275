using System.CommandLine;

namespace MediMate.Incidents.Cli;

/// <summary><c>lint FILE…</c>: prints everything that is wrong with playbooks.</summary>
internal static class LintCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("FILE") { Description = "The playbooks, Markdown files.", Arity = ArgumentArity.OneOrMore };
        var format = new Option<LintFormat>("--format")
        {
            Description = "How to print the findings: lines for people, JSON for programs, or commands for GitHub Actions.",
            DefaultValueFactory = _ => LintFormat.Text,
            HelpName = "text|json|github",
        };
        format.AcceptOnlyFromAmong("text", "json", "github");
        var command = new Command("lint", "Checks playbooks, and says what to write instead. Exit code 1 says that one has an error, 2 that one cannot be read.")
        {
            files,
            format,
        };
        command.SetAction((parsed, cancellationToken) => new Linting(parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error)
            .RunAsync(parsed.GetRequiredValue(files), parsed.GetValue(format), cancellationToken));
        return command;
    }
}
