using System.Buffers.Binary;
using System.Security.Cryptography;
using IntegrityTests.Snapshots.Files;

namespace IntegrityTests.Snapshots.Tables;

/// <summary>
/// Writes the file of a table: ranges of rows in the order of their keys, each row with its key (without what it shares with the one
/// before) and its fingerprint, each range with a digest of every column; in the end the number of rows, and a hash of all.
/// </summary>
internal sealed class TableWriter : IDisposable
{
    /// <summary>How many rows a range has, save the last.</summary>
    public const int RangeRows = 128;

    /// <summary>How many bytes of each hash are kept.</summary>
    public const int HashBytes = 6;

    private readonly FileStream _file;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly MemoryStream _range = new();
    private readonly bool _hasFixedKeys;
    private readonly ulong[] _digests;
    private byte[] _last = [];
    private int _lastLength;
    private int _rows;
    private long _total;

    public TableWriter(string path, TableHeader header)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        _file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 1 << 16);
        _hasFixedKeys = TableQuery.BytesOf(header.Key) is not null;
        _digests = new ulong[header.Columns.Count];
        Write(header.ToLine());
        Write("\n"u8);
    }

    /// <summary>Adds a row.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="fingerprint">Its fingerprint.</param>
    /// <param name="cells">The hash of each column.</param>
    public void Add(ReadOnlySpan<byte> key, ulong fingerprint, ReadOnlySpan<ulong> cells)
    {
        var shared = Math.Min(byte.MaxValue, key.CommonPrefixLength(_last.AsSpan(0, _lastLength)));
        _range.WriteByte((byte)shared);
        if (!_hasFixedKeys)
        {
            var length = key.Length - shared;
            for (; length >= 0x80; length >>= 7) _range.WriteByte((byte)(length | 0x80));
            _range.WriteByte((byte)length);
        }

        _range.Write(key[shared..]);
        WriteHash(fingerprint);
        for (var i = 0; i < cells.Length; i++) _digests[i] ^= cells[i];
        if (_last.Length < key.Length) _last = new byte[Math.Max(64, 2 * key.Length)];
        key.CopyTo(_last);
        _lastLength = key.Length;
        _total++;
        if (++_rows == RangeRows) EndRange();
    }

    /// <summary>Ends the file. One that was not ended is refused.</summary>
    public void Complete()
    {
        if (_rows > 0) EndRange();
        Span<byte> end = stackalloc byte[9];
        BinaryPrimitives.WriteInt64LittleEndian(end[1..], _total);
        Write(end);
        SnapshotWriter.Guarded(() => _file.Write(_hash.GetHashAndReset()));
        SnapshotWriter.Guarded(_file.Flush);
    }

    public void Dispose()
    {
        _hash.Dispose();
        _range.Dispose();
        SnapshotWriter.Guarded(_file.Dispose);
    }

    private void EndRange()
    {
        foreach (ref var digest in _digests.AsSpan())
        {
            WriteHash(digest);
            digest = 0;
        }

        Write([(byte)_rows]);
        Write(_range.GetBuffer().AsSpan(0, (int)_range.Length));
        _range.SetLength(0);
        _rows = 0;
    }

    private void WriteHash(ulong hash)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, hash);
        _range.Write(bytes[..HashBytes]);
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        _hash.AppendData(bytes);
        try
        {
            _file.Write(bytes);
        }
        catch (ArgumentOutOfRangeException exception)
        {
            throw new IOException("The file is longer than the file system, or a limit of the process, allows.", exception);
        }
    }
}
