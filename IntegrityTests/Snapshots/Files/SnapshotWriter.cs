using System.Globalization;
using System.Text;

namespace IntegrityTests.Snapshots.Files;

/// <summary>Writes a file of a snapshot: a first line, lines, and a last line that counts them, without which it is not complete.</summary>
internal sealed class SnapshotWriter : IDisposable
{
    private readonly Stream _stream;
    private readonly byte[] _header;

    public SnapshotWriter(Stream stream, SnapshotHeader header)
    {
        _stream = stream;
        _header = header.ToLine();
        WriteLine(_header);
    }

    /// <summary>Lines so far, first and last not counted.</summary>
    public long Lines { get; private set; }

    public static SnapshotWriter Create(string path, SnapshotHeader header)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return new SnapshotWriter(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 1 << 16), header);
    }

    public void Write(ReadOnlySpan<byte> line)
    {
        WriteLine(line);
        Lines++;
    }

    /// <summary>Forgets all lines: the list is read from its beginning again.</summary>
    public void Restart()
    {
        if (Lines == 0) return;
        Flush();
        _stream.SetLength(0);
        _stream.Position = 0;
        WriteLine(_header);
        Lines = 0;
    }

    /// <summary>Writes the last line.</summary>
    /// <param name="isPartial">Whether nothing is known of what would come after the last line.</param>
    public void Complete(bool isPartial)
    {
        WriteLine(Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"{{\"end\":true,\"lines\":{Lines}{(isPartial ? ",\"partial\":true" : "")}}}")));
        Flush();
        if (_stream is FileStream file) file.Flush(flushToDisk: false);
    }

    /// <summary>Does what writes to a file.</summary>
    /// <exception cref="IOException">It cannot be written, also where the system allows no longer file.</exception>
    public static void Guarded(Action write)
    {
        try
        {
            write();
        }
        catch (ArgumentOutOfRangeException exception)
        {
            throw TooLong(exception);
        }
    }

    // What could not be written is tried once more here.
    public void Dispose() => Guarded(_stream.Dispose);

    private void WriteLine(ReadOnlySpan<byte> line)
    {
        try
        {
            _stream.Write(line);
            _stream.WriteByte((byte)'\n');
        }
        catch (ArgumentOutOfRangeException exception)
        {
            throw TooLong(exception);
        }
    }

    private void Flush() => Guarded(_stream.Flush);

    // The runtime takes a file that the system allows no longer for a wrong argument.
    private static IOException TooLong(Exception exception) =>
        new("The file is longer than the file system, or a limit of the process, allows.", exception);
}
