using MediMate.Incidents;
using MediMate.Incidents.Documents;
using MediMate.Incidents.Reading;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Lets the engine run the Markdown file that people read.</summary>
public static class IncidentResponseBuilderMarkdownExtensions
{
    /// <summary>Reads the playbook from a Markdown file in UTF-8, once, now.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="path">
    /// The path. A relative one counts from the current directory; where there is no such file, from the directory of the application.
    /// </param>
    /// <returns>The same builder.</returns>
    /// <exception cref="PlaybookException">The file cannot be read, or has errors. The exception carries all of them with line and column.</exception>
    /// <remarks>A later edit of the file has no effect until the host starts again.</remarks>
    public static IncidentResponseBuilder UsePlaybook(this IncidentResponseBuilder builder, string path)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(path);

        var reading = PlaybookReader.Read(PlaybookFile.Load(Find(path)), path);
        var playbook = reading.Playbook ?? throw new PlaybookException(reading.Findings);
        return builder.UsePlaybook(playbook, reading.Findings);
    }

    // A service that a supervisor starts has some other current directory; its playbook lies beside it.
    private static string Find(string path) =>
        !File.Exists(path) && Path.Combine(AppContext.BaseDirectory, path) is var beside && File.Exists(beside) ? beside : path;
}
