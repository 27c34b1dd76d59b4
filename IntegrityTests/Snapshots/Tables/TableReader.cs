using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using IntegrityTests.Snapshots.Files;

namespace IntegrityTests.Snapshots.Tables;

/// <summary>Reads the file of a table, range by range.</summary>
internal sealed class TableReader : IDisposable
{
    private readonly Stream _file;
    private readonly byte[] _buffer = new byte[1 << 16];
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly string _path;
    private readonly int? _keyBytes;
    private readonly SavedRange _range;
    private byte[] _last = [];
    private int _lastLength;
    private long _total;
    private int _start;
    private int _end;
    private int _hashed;

    private TableReader(string path, Stream file)
    {
        _path = path;
        _file = file;
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
        _range = new SavedRange(Header.Columns.Count);
    }

    public TableHeader Header { get; }

    /// <summary>Opens a file.</summary>
    /// <exception cref="SnapshotUnusableException">It is not a table's file.</exception>
    public static TableReader Open(string path)
    {
        try
        {
            return new TableReader(path, new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SnapshotUnusableException($"The snapshot {path} cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>The next range, which stands in the place of the one before; null at the end of the file.</summary>
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

            if (rows > TableWriter.RangeRows) throw new FormatException("was changed: a range has too many rows");
            _range.Count = rows;
            for (var i = 0; i < rows; i++)
            {
                var shared = Bytes(1)[0];
                if (shared > _lastLength) throw new FormatException("was changed: a key goes on from none");
                var suffix = Bytes(_keyBytes - shared ?? Length());
                if (_last.Length < shared + suffix.Length) Array.Resize(ref _last, 2 * (shared + suffix.Length));
                suffix.CopyTo(_last.AsSpan(shared));
                _lastLength = shared + suffix.Length;
                _range.SetKey(i, _last.AsSpan(0, _lastLength));
                _range.Fingerprints[i] = Hash();
            }

            for (var i = 0; i < _range.Digests.Length; i++) _range.Digests[i] = Hash();
            _total += rows;
            return _range;
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
        Hash(upTo: _start);
        var expected = _hash.GetHashAndReset();
        if (total != _total || !Bytes(expected.Length).SequenceEqual(expected))
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

    // The next bytes; they are there until more are asked for.
    private ReadOnlySpan<byte> Bytes(int count)
    {
        if (count < 0) throw new FormatException("was changed: a key is shorter than what it shares");
        if (count > _buffer.Length) throw new FormatException("was changed: a key is too long");
        if (_end - _start < count) Fill(count);
        _start += count;
        return _buffer.AsSpan(_start - count, count);
    }

    private void Fill(int count)
    {
        Hash(upTo: _start);
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end, _hashed) = (0, _end - _start, 0);
        _end += _file.ReadAtLeast(_buffer.AsSpan(_end), count - _end, throwOnEndOfStream: false);
        if (_end < count) throw new FormatException("is cut off: it has no last line");
    }

    private void Hash(int upTo)
    {
        _hash.AppendData(_buffer.AsSpan(_hashed, upTo - _hashed));
        _hashed = upTo;
    }
}

/// <summary>A range of saved rows. There is one instance per file, which each range takes the place of.</summary>
/// <param name="columns">How many columns have a digest.</param>
internal sealed class SavedRange(int columns)
{
    private readonly byte[][] _keys = [.. Enumerable.Repeat(Array.Empty<byte>(), TableWriter.RangeRows)];
    private readonly int[] _lengths = new int[TableWriter.RangeRows];

    /// <summary>How many rows it has.</summary>
    public int Count { get; set; }

    /// <summary>Their fingerprints.</summary>
    public ulong[] Fingerprints { get; } = new ulong[TableWriter.RangeRows];

    /// <summary>A digest of each column.</summary>
    public ulong[] Digests { get; } = new ulong[columns];

    /// <summary>The key of a row.</summary>
    public ReadOnlySpan<byte> Key(int row) => _keys[row].AsSpan(0, _lengths[row]);

    /// <summary>Sets the key of a row.</summary>
    public void SetKey(int row, ReadOnlySpan<byte> key)
    {
        if (_keys[row].Length < key.Length) _keys[row] = new byte[key.Length];
        key.CopyTo(_keys[row]);
        _lengths[row] = key.Length;
    }
}
