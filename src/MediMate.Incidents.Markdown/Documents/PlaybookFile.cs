using System.Text;
using MediMate.Incidents.FileFindings;

namespace MediMate.Incidents.Documents;

/// <summary>Loads the bytes of a playbook file and decodes them.</summary>
internal static class PlaybookFile
{
    public const int MaximumBytes = 10_000_000;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static LoadedFile Load(string path)
    {
        try
        {
            if (Refuse(path) is { } refused)
            {
                return refused;
            }

            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var buffer = new byte[MaximumBytes + 1];
            return Decode(buffer.AsSpan(0, stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return LoadedFile.Failed(MarkdownFindings.Unreadable(exception.Message));
        }
    }

    public static async Task<LoadedFile> LoadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            if (Refuse(path) is { } refused)
            {
                return refused;
            }

            var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 4096, useAsync: true);
            await using (stream.ConfigureAwait(false))
            {
                var buffer = new byte[MaximumBytes + 1];
                var read = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
                return Decode(buffer.AsSpan(0, read));
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return LoadedFile.Failed(MarkdownFindings.Unreadable(exception.Message));
        }
    }

    private static LoadedFile? Refuse(string path)
    {
        if (Directory.Exists(path))
        {
            return LoadedFile.Failed(MarkdownFindings.Unreadable("It is a directory."));
        }

        return File.Exists(path) ? null : LoadedFile.Failed(MarkdownFindings.Unreadable($"There is no file at \"{Path.GetFullPath(Printable(path))}\"."));
    }

    private static string Printable(string path) => path.Length == 0 ? "." : path.Replace('\0', '?');

    private static LoadedFile Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaximumBytes)
        {
            return LoadedFile.Failed(MarkdownFindings.TooLarge("more than 10 MB", "10 MB"));
        }

        try
        {
            return new LoadedFile { Markdown = Utf8.GetString(bytes) };
        }
        catch (DecoderFallbackException)
        {
            return LoadedFile.Failed(MarkdownFindings.NotText());
        }
    }
}
