using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace IntegrityTests.Snapshots.Tables;

/// <summary>
/// The keyed hashes of one table. The server hashes each value with a secret seed of its column; what it returns is hashed here again,
/// with a key of the row: equal values of two rows, or of two columns, have different hashes, and only the key of the snapshot relates a
/// hash to a value.
/// </summary>
internal sealed class TableHashes
{
    /// <summary>What is kept of a hash: 47 bits.</summary>
    public const ulong Kept = (1UL << 47) - 1;

    /// <summary>The bit beside them in a row's fingerprint: the sequencer was about to give the row its next number.</summary>
    public const ulong Due = 1UL << 47;

    private readonly byte[] _secret;
    private byte[] _input = new byte[256];

    /// <param name="key">The key of the snapshot.</param>
    /// <param name="table">The name of the table.</param>
    public TableHashes(ReadOnlySpan<byte> key, string table)
    {
        _secret = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"table {table}"));
        _secret.CopyTo(_input, 0);
    }

    /// <summary>The seed with which the server hashes the values of a column.</summary>
    public long SeedOf(string column) => BinaryPrimitives.ReadInt64LittleEndian(Of(column));

    /// <summary>What tells the hashes of a column from those of others.</summary>
    public ulong MarkOf(string column) => BinaryPrimitives.ReadUInt64LittleEndian(Of(column).AsSpan(8));

    /// <summary>The key of a row.</summary>
    public (ulong First, ulong Second) RowKey(ReadOnlySpan<byte> key)
    {
        if (_input.Length < _secret.Length + key.Length) Array.Resize(ref _input, 2 * (_secret.Length + key.Length));
        key.CopyTo(_input.AsSpan(_secret.Length));
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_input.AsSpan(0, _secret.Length + key.Length), hash);
        return (BinaryPrimitives.ReadUInt64LittleEndian(hash), BinaryPrimitives.ReadUInt64LittleEndian(hash[8..]));
    }

    /// <summary>The hash of a value.</summary>
    /// <param name="row">The key of its row.</param>
    /// <param name="mark">The mark of its column.</param>
    /// <param name="hash">What the server returned; null for NULL.</param>
    public static ulong Cell((ulong First, ulong Second) row, ulong mark, long? hash) =>
        (hash is { } known ? SipHash(row, unchecked((ulong)known), mark) : SipHash(row, 0, ~mark)) & Kept;

    /// <summary>SipHash-2-4 of 16 bytes.</summary>
    internal static ulong SipHash((ulong First, ulong Second) key, ulong first, ulong second)
    {
        const ulong Length = 16UL << 56;
        var v0 = key.First ^ 0x736f6d6570736575;
        var v1 = key.Second ^ 0x646f72616e646f6d;
        var v2 = key.First ^ 0x6c7967656e657261;
        var v3 = key.Second ^ 0x7465646279746573;
        Add(first);
        Add(second);
        Add(Length);
        v2 ^= 0xff;
        for (var round = 0; round < 4; round++) Round();
        return v0 ^ v1 ^ v2 ^ v3;

        void Add(ulong word)
        {
            v3 ^= word;
            Round();
            Round();
            v0 ^= word;
        }

        void Round()
        {
            unchecked
            {
                v0 += v1;
                v2 += v3;
                v1 = BitOperations.RotateLeft(v1, 13) ^ v0;
                v3 = BitOperations.RotateLeft(v3, 16) ^ v2;
                v0 = BitOperations.RotateLeft(v0, 32);
                v2 += v1;
                v0 += v3;
                v1 = BitOperations.RotateLeft(v1, 17) ^ v2;
                v3 = BitOperations.RotateLeft(v3, 21) ^ v0;
                v2 = BitOperations.RotateLeft(v2, 32);
            }
        }
    }

    private byte[] Of(string column) => HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes($"column {column}"));
}
