namespace IntegrityTests.Json;

/// <summary>Reads a stream line by line, in memory that is as large as the longest line.</summary>
/// <param name="stream">The stream; it is not disposed.</param>
/// <param name="longest">From how many bytes on a line is too long.</param>
/// <param name="tooLong">What the error says of such a line; it goes on after the name of the file.</param>
internal sealed class ByteLines(Stream stream, int longest, string tooLong)
{
    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;

    /// <summary>Whether the stream ends within a line, as one does that was cut off; known at its end.</summary>
    public bool EndsWithinLine { get; private set; }

    /// <summary>The next line without its end, valid until the one after it is read; null at the end.</summary>
    /// <exception cref="FormatException">A line is too long.</exception>
    public ReadOnlyMemory<byte>? Next()
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
            if (Fill()) continue;
            EndsWithinLine = searched > 0;
            return null;
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
            if (_buffer.Length >= longest) throw new FormatException(tooLong);
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        return read > 0;
    }
}
