using System.Text.Json;
using IntegrityTests.Json;

namespace IntegrityTests.Running.Parts;

/// <summary>Reads the findings of a part line by line, in memory that does not grow with them.</summary>
internal sealed class PartLines : IDisposable
{
    // A finding shows two values of at most some thousand characters.
    private const int LongestLine = 4 << 20;

    private readonly FileStream _file;
    private readonly ByteLines _lines;

    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be read.</exception>
    public PartLines(string path)
    {
        _file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        _lines = new ByteLines(_file, LongestLine, $"has a line of more than {LongestLine >> 20} MB: it was changed");
    }

    /// <summary>The number of the line that was read last, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>Whether the file ends within a line, as one does that was cut off.</summary>
    public bool EndsWithinLine => _lines.EndsWithinLine;

    /// <summary>The next line; null at the end.</summary>
    /// <exception cref="FormatException">It is no event; the message goes on after the name of the file.</exception>
    public JsonElement? Next()
    {
        if (_lines.Next() is not { } text) return null;
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
}
