using System.Buffers;
using System.IO.Compression;
using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Text.Json;

namespace MediMate.Incidents;

/// <summary>Reads an archive line by line, compressed or not, and sees that it is whole.</summary>
internal sealed class ArchiveReader : IAsyncDisposable
{
    /// <summary>The longest line that is read: a file without lines is no archive, and shall not fill the memory.</summary>
    private const int LongestLine = 64 * 1024 * 1024;

    private readonly PipeReader _source;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ArchiveTally _tally = new();
    private PipeReader _lines;
    private bool _isOpened;

    public ArchiveReader(Stream source) => _lines = _source = PipeReader.Create(source, new StreamPipeReaderOptions(leaveOpen: true));

    /// <summary>Gets the number of the line that was read last.</summary>
    public long Line { get; private set; }

    public ArchiveCounts Counts => _tally.Counts;

    /// <summary>Reads the next line.</summary>
    /// <returns>The line; <see langword="null"/> after the last one, when counts and hash were right.</returns>
    /// <exception cref="IncidentStoreException">It is no line of an archive, or the archive is not whole.</exception>
    public async ValueTask<ArchiveLine?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (!_isOpened)
            {
                await OpenAsync(cancellationToken).ConfigureAwait(false);
                _isOpened = true;
            }

            var (line, hash) = await ReadLineAsync(cancellationToken).ConfigureAwait(false);
            if (line.End is not { } end)
            {
                _tally.Count(line);
                return line;
            }

            await EndAsync(end, hash, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidDataException or InvalidOperationException or IOException)
        {
            throw Unreadable(exception.Message.TrimEnd('.'), exception);
        }
    }

    /// <summary>Says what is wrong with the line that was read last.</summary>
    public IncidentStoreException Unreadable(string what, Exception? cause = null) => StoreFailures.ArchiveUnreadable(Math.Max(Line, 1), what, cause);

    public async ValueTask DisposeAsync()
    {
        _hash.Dispose();
        await _lines.CompleteAsync().ConfigureAwait(false);
        await _source.CompleteAsync().ConfigureAwait(false);
    }

    /// <summary>Looks at the first two bytes: gzip begins with a mark of its own, and a line with a brace.</summary>
    private async ValueTask OpenAsync(CancellationToken cancellationToken)
    {
        var start = await _source.ReadAtLeastAsync(2, cancellationToken).ConfigureAwait(false);
        var isCompressed = IsCompressed(start.Buffer);
        _source.AdvanceTo(start.Buffer.Start);
        if (isCompressed)
        {
            _lines = PipeReader.Create(new GZipStream(_source.AsStream(), CompressionMode.Decompress));
        }
    }

    private static bool IsCompressed(ReadOnlySequence<byte> start)
    {
        Span<byte> mark = stackalloc byte[2];
        if (start.Length < mark.Length)
        {
            return false;
        }

        start.Slice(0, mark.Length).CopyTo(mark);
        return mark is [0x1F, 0x8B];
    }

    private async ValueTask<(ArchiveLine Line, string? Hash)> ReadLineAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await _lines.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (read.Buffer.PositionOf((byte)'\n') is { } end)
            {
                Line++;
                var bytes = read.Buffer.Slice(0, end);
                var line = Parse(bytes);
                var hash = line.End is null ? null : Convert.ToHexStringLower(_hash.GetCurrentHash());
                AppendToHash(read.Buffer.Slice(0, read.Buffer.GetPosition(1, end)));
                _lines.AdvanceTo(read.Buffer.GetPosition(1, end));
                return (line, hash);
            }

            if (read.IsCompleted)
            {
                throw new InvalidDataException(read.Buffer.IsEmpty && Line == 0 ? "it is empty" : $"it ends after line {Line}, and that is not its end");
            }

            if (read.Buffer.Length > LongestLine)
            {
                throw new InvalidDataException($"line {Line + 1} is longer than {LongestLine} bytes");
            }

            _lines.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static ArchiveLine Parse(ReadOnlySequence<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes);
        var line = JsonSerializer.Deserialize(ref reader, ArchiveJsonContext.Archive.ArchiveLine) ?? throw new InvalidDataException("the line is null");
        if (reader.Read())
        {
            throw new InvalidDataException("something follows the object");
        }

        object?[] members =
        [
            line.Archive, line.Numbers, line.Playbook, line.Incident, line.Event, line.OutboxRow, line.Key, line.Subject, line.Receipt, line.Checkpoint, line.Tombstone, line.End,
        ];
        return members.Count(member => member is not null) == 1 ? line : throw new InvalidDataException("a line says one thing");
    }

    private void AppendToHash(ReadOnlySequence<byte> bytes)
    {
        foreach (var part in bytes)
        {
            _hash.AppendData(part.Span);
        }
    }

    private async ValueTask EndAsync(ArchiveEnd end, string? hash, CancellationToken cancellationToken)
    {
        if (end != ArchiveEnd.Of(Counts, end.Sha256))
        {
            throw new InvalidDataException("there are lines too many or too few: the counts of the last line are others");
        }

        if (end.Sha256 != hash)
        {
            throw new InvalidDataException("some line above was changed: the hash of the last line is another");
        }

        var rest = await _lines.ReadAtLeastAsync(1, cancellationToken).ConfigureAwait(false);
        var isMore = !rest.Buffer.IsEmpty;
        _lines.AdvanceTo(rest.Buffer.Start);
        if (isMore)
        {
            throw new InvalidDataException("something follows the last line");
        }
    }
}
