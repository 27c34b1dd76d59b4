using System.Text.Json;
using IntegrityTests.Json;

namespace IntegrityTests.Snapshots.Files;

/// <summary>Reads a file of a snapshot line by line, and makes sure that it is whole.</summary>
internal sealed class SnapshotReader : IDisposable
{
    private const int LongestLine = 512 * 1024 * 1024;
    private readonly Stream _stream;
    private readonly string _name;
    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;
    private long _lines;

    /// <param name="stream">The file.</param>
    /// <param name="name">How messages name it.</param>
    /// <exception cref="SnapshotUnusableException">It is not a snapshot, or one of another version.</exception>
    public SnapshotReader(Stream stream, string name)
    {
        _stream = stream;
        _name = name;
        Header = Checked(() => SnapshotHeader.Read((Line() ?? throw new FormatException("is empty")).Span));
    }

    public SnapshotHeader Header { get; }

    /// <summary>Whether nothing is known of what would come after the last line; known at the end.</summary>
    public bool IsPartial { get; private set; }

    /// <exception cref="SnapshotUnusableException">It cannot be read.</exception>
    public static SnapshotReader Open(string path)
    {
        FileStream? stream = null;
        try
        {
            stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
            return new SnapshotReader(stream, path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            stream?.Dispose();
            throw new SnapshotUnusableException($"The snapshot {path} cannot be read: {exception.Message}", exception);
        }
        catch (SnapshotUnusableException)
        {
            stream?.Dispose();
            throw;
        }
    }

    /// <summary>The next line, valid until the one after it is read; null at the end.</summary>
    /// <exception cref="SnapshotUnusableException">The file is not whole.</exception>
    public ReadOnlyMemory<byte>? Next() => Checked<ReadOnlyMemory<byte>?>(() =>
    {
        var line = Line() ?? throw new FormatException("ends before its last line: it was cut off");
        if (!line.Span.StartsWith("{\"end\":"u8))
        {
            _lines++;
            return line;
        }

        var end = End(line);
        if (end.Member("lines") is not { ValueKind: JsonValueKind.Number } count || !count.TryGetInt64(out var lines))
            throw new FormatException("has a last line that cannot be read: it was edited");
        if (lines != _lines) throw new FormatException($"has {_lines} lines and should have {lines}: it was cut or edited");
        IsPartial = end.Member("partial") is not null;
        if (Line() is not null) throw new FormatException("goes on after its last line: it was edited");
        return null;
    });

    public void Dispose() => _stream.Dispose();

    private static JsonElement? End(ReadOnlyMemory<byte> line)
    {
        try
        {
            return JsonElement.Parse(line.Span);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private T Checked<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (FormatException exception)
        {
            throw SnapshotUnusableException.Of(_name, exception);
        }
        catch (IOException exception)
        {
            throw new SnapshotUnusableException($"The snapshot {_name} cannot be read: {exception.Message}", exception);
        }
    }

    private ReadOnlyMemory<byte>? Line()
    {
        var searched = 0;
        while (true)
        {
            var length = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (length >= 0)
            {
                var line = _buffer.AsMemory(_start, searched + length);
                _start += line.Length + 1;
                if (line.Length > 0 && line.Span[^1] == '\r')
                    throw new FormatException("has lines that end in \\r\\n: an editor or git changed it (see .gitattributes)");
                return line;
            }

            searched = _end - _start;
            if (!Fill()) return searched == 0 ? null : throw new FormatException("ends within a line: it was cut off");
        }
    }

    private bool Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
        {
            if (_buffer.Length >= LongestLine) throw new FormatException("has a line that is longer than any answer");
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = _stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        return read > 0;
    }
}
