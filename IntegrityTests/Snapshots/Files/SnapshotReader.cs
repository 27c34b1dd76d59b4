using System.Text.Json;
using IntegrityTests.Json;

namespace IntegrityTests.Snapshots.Files;

/// <summary>Reads a file of a snapshot line by line, and makes sure that it is whole.</summary>
internal sealed class SnapshotReader : IDisposable
{
    private const int LongestLine = 512 * 1024 * 1024;
    private readonly Stream _stream;
    private readonly string _name;
    private readonly ByteLines _read;
    private long _lines;

    /// <param name="stream">The file.</param>
    /// <param name="name">How messages name it.</param>
    /// <exception cref="SnapshotUnusableException">It is not a snapshot, or one of another version.</exception>
    public SnapshotReader(Stream stream, string name)
    {
        _stream = stream;
        _name = name;
        _read = new ByteLines(stream, LongestLine, "has a line that is longer than any answer");
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
        if (lines != _lines) throw new FormatException($"has {_lines} instead of {lines} lines: it was cut or edited");
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
        var line = _read.Next();
        if (_read.EndsWithinLine) throw new FormatException("ends within a line: it was cut off");
        if (line is { Length: > 0 } text && text.Span[^1] == '\r')
            throw new FormatException("has lines that end in \\r\\n: an editor or git changed it (see .gitattributes)");
        return line;
    }
}
