using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrityTests.Json;
using IntegrityTests.Snapshots.Files;

namespace IntegrityTests.Snapshots.Tables;

/// <summary>What the first line of a table's file says.</summary>
/// <param name="Table">The table.</param>
/// <param name="Key">What its rows are ordered by; empty where nothing identifies them.</param>
/// <param name="Columns">The columns that each range has a digest of.</param>
/// <param name="Ignored">Those of them that are not in the fingerprints of rows.</param>
/// <param name="KeyMark">Tells the key of the hashes from others.</param>
internal sealed record TableHeader(
    string Table, IReadOnlyList<KeyColumn> Key, IReadOnlyList<string> Columns, IReadOnlyList<string> Ignored, string KeyMark)
{
    /// <summary>The version of the format that this suite writes and reads.</summary>
    public const int Version = 1;

    public byte[] ToLine() => JsonText.Utf8Of(new JsonObject
    {
        ["table_snapshot"] = Version,
        ["table"] = Table,
        ["key"] = new JsonArray([.. Key.Select(column => new JsonArray(column.Name, column.Form.ToString()))]),
        ["columns"] = new JsonArray([.. Columns.Select(column => JsonValue.Create(column))]),
        ["ignored"] = new JsonArray([.. Ignored.Select(column => JsonValue.Create(column))]),
        ["key_mark"] = KeyMark,
    });

    /// <exception cref="FormatException">It is not such a line.</exception>
    public static TableHeader Read(string line)
    {
        try
        {
            JsonElement? json = JsonElement.Parse(line);
            if (json.Whole("table_snapshot") is not Version)
                throw new FormatException($"is not a table's file of version {Version}: save the snapshot again");
            if (json.Text("table") is not { } table || json.Texts("columns") is not { } columns || json.Texts("ignored") is not { } ignored
                || json.Text("key_mark") is not { } mark || json.Member("key") is not { ValueKind: JsonValueKind.Array } key)
                throw new FormatException("begins with a first line that lacks something: it was edited");
            return new TableHeader(
                table,
                [.. key.EnumerateArray()
                    .Select(column => new KeyColumn(column[0].GetString()!, Enum.Parse<KeyForm>(column[1].GetString()!)))],
                columns,
                ignored,
                mark);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException("does not begin with the first line of a table's file", exception);
        }
    }
}

/// <summary>
/// Writes the file of a table: ranges of rows in the order of their keys, each row with its key (without what it shares with the one before)
/// and its fingerprint, each range with a digest of every column; in the end the number of rows, and a hash of all.
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

/// <summary>Reads the file of a table, range by range.</summary>
internal sealed class TableReader : IDisposable
{
    private readonly BufferedStream _file;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly string _path;
    private readonly int? _keyBytes;
    private byte[] _last = [];
    private long _total;

    private TableReader(string path, Stream file)
    {
        _path = path;
        _file = new BufferedStream(file, 1 << 16);
        try
        {
            Header = TableHeader.Read(Line());
        }
        catch (FormatException exception)
        {
            Dispose();
            throw SnapshotUnusableException.Of(path, exception);
        }

        _keyBytes = TableQuery.BytesOf(Header.Key);
    }

    public TableHeader Header { get; }

    /// <summary>Opens a file.</summary>
    /// <exception cref="SnapshotUnusableException">It is not a table's file.</exception>
    public static TableReader Open(string path)
    {
        try
        {
            return new TableReader(path, File.OpenRead(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SnapshotUnusableException($"The snapshot {path} cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>The next range; null at the end of the file.</summary>
    /// <exception cref="SnapshotUnusableException">The file is cut off or was changed.</exception>
    public SavedRange? Next()
    {
        try
        {
            var rows = Bytes(1)[0];
            if (rows == 0)
            {
                End();
                return null;
            }

            var range = new SavedRange(new byte[rows][], new ulong[rows], new ulong[Header.Columns.Count]);
            for (var i = 0; i < rows; i++)
            {
                var shared = Bytes(1)[0];
                if (shared > _last.Length) throw new FormatException("was changed: a key goes on from none");
                var suffix = Bytes(_keyBytes - shared ?? Length());
                _last = range.Keys[i] = [.. _last.AsSpan(0, shared), .. suffix];
                range.Fingerprints[i] = Hash();
            }

            for (var i = 0; i < range.Digests.Length; i++) range.Digests[i] = Hash();
            _total += rows;
            return range;
        }
        catch (Exception exception) when (exception is FormatException or IOException)
        {
            throw SnapshotUnusableException.Of(_path, exception as FormatException ?? new FormatException("is cut off", exception));
        }
    }

    public void Dispose()
    {
        _hash.Dispose();
        _file.Dispose();
    }

    private void End()
    {
        var total = BinaryPrimitives.ReadInt64LittleEndian(Bytes(8));
        var expected = _hash.GetHashAndReset();
        if (total != _total || !Bytes(expected.Length).AsSpan().SequenceEqual(expected))
            throw new FormatException("was changed since it was saved: its hash is another one");
    }

    private int Length()
    {
        var (length, shift) = (0, 0);
        while (true)
        {
            var part = Bytes(1)[0];
            length |= (part & 0x7f) << shift;
            if (part < 0x80) return length;
            if ((shift += 7) > 21) throw new FormatException("was changed: a key is too long");
        }
    }

    private ulong Hash()
    {
        Span<byte> bytes = stackalloc byte[8];
        bytes.Clear();
        Bytes(TableWriter.HashBytes).CopyTo(bytes);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }

    private string Line()
    {
        var line = new List<byte>();
        for (var next = Bytes(1)[0]; next != '\n'; next = Bytes(1)[0])
        {
            line.Add(next);
            if (line.Count > 1 << 20) throw new FormatException("does not begin with the first line of a table's file");
        }

        return Encoding.UTF8.GetString([.. line]);
    }

    private byte[] Bytes(int count)
    {
        if (count < 0) throw new FormatException("was changed: a key is shorter than what it shares");
        var bytes = new byte[count];
        var read = _file.ReadAtLeast(bytes, count, throwOnEndOfStream: false);
        if (read < count) throw new FormatException("is cut off: it has no last line");
        _hash.AppendData(bytes);
        return bytes;
    }
}

/// <summary>A range of saved rows.</summary>
/// <param name="Keys">Their keys.</param>
/// <param name="Fingerprints">Their fingerprints.</param>
/// <param name="Digests">A digest of each column.</param>
internal sealed record SavedRange(byte[][] Keys, ulong[] Fingerprints, ulong[] Digests);
