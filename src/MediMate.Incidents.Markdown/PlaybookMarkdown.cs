using MediMate.Incidents.Documents;
using MediMate.Incidents.Reading;
using MediMate.Incidents.Writing;

namespace MediMate.Incidents;

/// <summary>Reads a playbook that people wrote in Markdown, and writes one as Markdown.</summary>
/// <remarks>
/// A playbook that is written out and read again is an equal playbook: <see cref="PlaybookJson.Write"/> gives the same bytes.
/// Safe for any number of threads.
/// </remarks>
public static class PlaybookMarkdown
{
    /// <summary>Reads a playbook.</summary>
    /// <param name="markdown">The document; at most 10 000 000 characters and 50 000 lines.</param>
    /// <param name="file">The name of the file, for the findings; <see langword="null"/> when there is none.</param>
    /// <returns>The playbook and everything that was found in it. Bad content is a finding, never an exception.</returns>
    public static PlaybookReading Read(string markdown, string? file = null)
    {
        ArgumentNullException.ThrowIfNull(markdown);
        return PlaybookReader.Read(markdown, file);
    }

    /// <summary>Reads a playbook from a file in UTF-8.</summary>
    /// <param name="path">The path; a relative one counts from the current directory.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>
    /// The playbook and everything that was found in it. A file that is missing, empty, not text or larger than 10 MB is a finding, never an
    /// exception.
    /// </returns>
    /// <exception cref="OperationCanceledException">The reading was stopped.</exception>
    public static async Task<PlaybookReading> ReadFileAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        return PlaybookReader.Read(await PlaybookFile.LoadAsync(path, cancellationToken).ConfigureAwait(false), path);
    }

    /// <summary>Reads a playbook that must be in order.</summary>
    /// <param name="markdown">The document.</param>
    /// <param name="file">The name of the file, for the findings; <see langword="null"/> when there is none.</param>
    /// <returns>The playbook.</returns>
    /// <exception cref="PlaybookException">The document has errors. The exception carries all findings.</exception>
    public static Playbook Parse(string markdown, string? file = null)
    {
        var reading = Read(markdown, file);
        return reading.Playbook ?? throw new PlaybookException(reading.Findings);
    }

    /// <summary>Writes a playbook as Markdown that people can read and <see cref="Read"/> understands.</summary>
    /// <param name="playbook">The playbook.</param>
    /// <returns>The document; lines end in a line feed.</returns>
    /// <remarks>A blank text is written as an absent one. The characters NUL and lone surrogates cannot be written.</remarks>
    public static string Write(Playbook playbook)
    {
        ArgumentNullException.ThrowIfNull(playbook);
        return PlaybookWriter.Write(playbook);
    }
}
