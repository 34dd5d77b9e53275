using System.Collections.Immutable;
using System.Text;
using NodaTime;

namespace MediMate.Incidents.Testing;

/// <summary>A script: people, steps in virtual time, and what must come of them.</summary>
/// <remarks>Immutable and safe for any number of threads.</remarks>
public sealed class IncidentScript
{
    internal IncidentScript(ImmutableArray<ScriptStep> steps, ImmutableArray<Expectation> expectations, ImmutableArray<NameUse> uses)
    {
        Steps = steps;
        Expectations = expectations;
        Uses = uses;
    }

    /// <summary>Gets when the script starts.</summary>
    public required OffsetDateTime Start { get; init; }

    /// <summary>Gets until when it runs; what is due then is still done.</summary>
    public required Instant Until { get; init; }

    /// <summary>Gets the people.</summary>
    public required ImmutableArray<HarnessPerson> People { get; init; }

    /// <summary>Gets the steps in the order in which they are taken.</summary>
    internal ImmutableArray<ScriptStep> Steps { get; }

    internal ImmutableArray<Expectation> Expectations { get; }

    /// <summary>Gets the names whose meaning depends on the playbook.</summary>
    internal ImmutableArray<NameUse> Uses { get; }

    internal LineFormat Format => new(Start.ToInstant(), Start.Offset);

    /// <summary>Reads a script.</summary>
    /// <param name="json">The script; its form is published as <c>incident-script.schema.json</c>.</param>
    /// <param name="folder">The folder from which paths in the script count; <see langword="null"/> for the current one.</param>
    /// <returns>The script, or everything that is wrong with it.</returns>
    public static ScriptReading Read(string json, string? folder = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        return ScriptReader.Read(Encoding.UTF8.GetBytes(json), folder ?? ".");
    }

    /// <summary>Reads a script from a file in UTF-8.</summary>
    /// <param name="path">The path; a relative one counts from the current directory.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The script, or everything that is wrong with it. A file that cannot be read is an error in the result, not an exception.</returns>
    public static async Task<ScriptReading> ReadFileAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            var bytes = await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
            return ScriptReader.Read(bytes, Path.GetDirectoryName(path) is { Length: > 0 } folder ? folder : ".");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new ScriptReading { Errors = [new ScriptError { Path = path, Message = $"The file cannot be read: {exception.Message}" }] };
        }
    }

    /// <summary>Reads an instant as scripts write it: a duration from the start, such as <c>PT40M</c>, or an instant with its offset.</summary>
    /// <param name="text">The text.</param>
    /// <param name="instant">The instant.</param>
    /// <returns><see langword="false"/> when the text is neither, or finer than a microsecond, or before the start.</returns>
    public bool TryReadInstant(string text, out Instant instant)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Format.TryReadInstant(text, out instant) && EngineClock.Cut(instant) == instant && instant >= Format.Start;
    }
}
