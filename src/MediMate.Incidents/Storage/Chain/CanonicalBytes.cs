using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>The bytes over which a hash is taken. Numbers are big-endian, and what varies in length is preceded by its length.</summary>
internal sealed class CanonicalBytes(int capacity)
{
    private readonly ArrayBufferWriter<byte> _bytes = new(capacity);

    /// <summary>Gets what stands for the hash before the first.</summary>
    public static ReadOnlySpan<byte> NoHash => [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>Adds 32 bytes.</summary>
    /// <exception cref="ArgumentException">They are not 32.</exception>
    public CanonicalBytes AddHash(ReadOnlySpan<byte> hash)
    {
        if (hash.Length != SHA256.HashSizeInBytes)
        {
            throw new ArgumentException($"A hash has {SHA256.HashSizeInBytes} bytes, not {hash.Length}.", nameof(hash));
        }

        _bytes.Write(hash);
        return this;
    }

    /// <summary>Adds the words that begin what is hashed: they tell one kind from another.</summary>
    public CanonicalBytes AddTag(ReadOnlySpan<byte> tag)
    {
        _bytes.Write(tag);
        return this;
    }

    public CanonicalBytes Add(IncidentId id)
    {
        id.Value.TryWriteBytes(_bytes.GetSpan(16), bigEndian: true, out _);
        _bytes.Advance(16);
        return this;
    }

    public CanonicalBytes Add(long number)
    {
        BinaryPrimitives.WriteInt64BigEndian(_bytes.GetSpan(sizeof(long)), number);
        _bytes.Advance(sizeof(long));
        return this;
    }

    public CanonicalBytes Add(int number)
    {
        BinaryPrimitives.WriteInt32BigEndian(_bytes.GetSpan(sizeof(int)), number);
        _bytes.Advance(sizeof(int));
        return this;
    }

    /// <summary>Adds the microseconds since 1970, what is finer cut off as the engine cuts it.</summary>
    public CanonicalBytes Add(Instant instant) => Add(EngineClock.Cut(instant).ToUnixTimeTicks() / 10);

    public CanonicalBytes Add(ReadOnlySpan<byte> bytes)
    {
        Add(bytes.Length);
        _bytes.Write(bytes);
        return this;
    }

    public CanonicalBytes Add(string text)
    {
        Add(Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, _bytes);
        return this;
    }

    public byte[] Hash() => SHA256.HashData(_bytes.WrittenSpan);
}
