using System.Text.Json;
using IntegrityTests.Json;

namespace IntegrityTests.Running.Parts;

/// <summary>Reads the findings of a part line by line, in memory that does not grow with them.</summary>
internal sealed class PartLines : IDisposable
{
    // A finding shows two values of at most some thousand characters.
    private const int LongestLine = 4 << 20;

    private readonly FileStream _file;
    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;

    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be read.</exception>
    public PartLines(string path) =>
        _file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);

    /// <summary>The number of the line that was read last, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>Whether the file ends within a line, as one does that was cut off.</summary>
    public bool EndsWithinLine { get; private set; }

    /// <summary>The next line; null at the end.</summary>
    /// <exception cref="FormatException">It is no event; the message goes on after the name of the file.</exception>
    public JsonElement? Next()
    {
        if (NextText() is not { } text) return null;
        Number++;
        try
        {
            if (JsonElement.Parse(text.Span, JsonDepth.Own) is { ValueKind: JsonValueKind.Object } line && line.Text("kind") is not null)
                return line;
        }
        catch (JsonException)
        {
            // Said below.
        }

        throw new FormatException($"has no event in line {Number}: it was changed");
    }

    public void Dispose() => _file.Dispose();

    private ReadOnlyMemory<byte>? NextText()
    {
        var searched = 0;
        while (true)
        {
            var length = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (length >= 0)
            {
                var line = _buffer.AsMemory(_start, searched + length);
                _start += line.Length + 1;
                return line;
            }

            searched = _end - _start;
            if (!Fill())
            {
                EndsWithinLine = searched > 0;
                return null;
            }
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
            if (_buffer.Length >= LongestLine) throw new FormatException($"has a line of more than {LongestLine >> 20} MB: it was changed");
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = _file.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        return read > 0;
    }
}
