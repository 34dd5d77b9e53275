using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace MediMate.Incidents;

/// <summary>Writes the lines of an archive, and at last their counts and their hash.</summary>
internal sealed class ArchiveWriter : IAsyncDisposable
{
    private const int BufferSize = 64 * 1024;

    private readonly Stream _destination;
    private readonly Stream? _compressor;
    private readonly ArrayBufferWriter<byte> _buffer = new(BufferSize);
    private readonly Utf8JsonWriter _json;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ArchiveTally _tally = new();

    public ArchiveWriter(Stream destination, bool compress)
    {
        _destination = destination;
        _compressor = compress ? new GZipStream(destination, CompressionLevel.Optimal, leaveOpen: true) : null;
        _json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = ArchiveJsonContext.Archive.Options.Encoder, SkipValidation = true });
    }

    /// <summary>Gets why the destination took no more: a failure that is not the database's.</summary>
    public Exception? Failure { get; private set; }

    public async ValueTask WriteAsync(ArchiveLine line, CancellationToken cancellationToken)
    {
        _tally.Count(line);
        var start = _buffer.WrittenCount;
        Append(line);
        _hash.AppendData(_buffer.WrittenSpan[start..]);
        if (_buffer.WrittenCount >= BufferSize)
        {
            await FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Writes the last line.</summary>
    public async ValueTask<ArchiveCounts> EndAsync(CancellationToken cancellationToken)
    {
        var counts = _tally.Counts;
        Append(new ArchiveLine { End = ArchiveEnd.Of(counts, Convert.ToHexStringLower(_hash.GetHashAndReset())) });
        await FlushAsync(cancellationToken).ConfigureAwait(false);
        await GuardAsync(async () =>
        {
            if (_compressor is not null)
            {
                await _compressor.DisposeAsync().ConfigureAwait(false);
            }

            await _destination.FlushAsync(cancellationToken).ConfigureAwait(false);
        }).ConfigureAwait(false);
        return counts;
    }

    public async ValueTask DisposeAsync()
    {
        _hash.Dispose();
        await _json.DisposeAsync().ConfigureAwait(false);
        try
        {
            if (_compressor is not null)
            {
                await _compressor.DisposeAsync().ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or NotSupportedException)
        {
            // The destination is gone already, and the caller knows it.
        }
    }

    private void Append(ArchiveLine line)
    {
        _json.Reset();
        JsonSerializer.Serialize(_json, line, ArchiveJsonContext.Archive.ArchiveLine);
        _json.Flush();
        _buffer.Write("\n"u8);
    }

    private ValueTask FlushAsync(CancellationToken cancellationToken) => GuardAsync(async () =>
    {
        await (_compressor ?? _destination).WriteAsync(_buffer.WrittenMemory, cancellationToken).ConfigureAwait(false);
        _buffer.ResetWrittenCount();
    });

    private async ValueTask GuardAsync(Func<ValueTask> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Failure = exception;
            throw;
        }
    }
}
