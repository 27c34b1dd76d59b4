using System.Text.Json.Nodes;
using IntegrityTests.Json;
using IntegrityTests.Running.Reporting.Html;

namespace IntegrityTests.Running.Reporting;

/// <summary>The file <c>findings.jsonl</c> of a run. A line is handed to the operating system before the call returns.</summary>
internal sealed class FindingsFile : IEventLog, IDisposable
{
    public const string Name = "findings.jsonl";

    private readonly Lock _gate = new();
    private readonly FileStream _lock;
    private readonly FileStream _file;
    private readonly List<byte[]> _waiting = [];

    private FindingsFile(string location, FileStream @lock, FileStream file)
    {
        Location = location;
        _lock = @lock;
        _file = file;
    }

    public string Location { get; }

    /// <summary>The first write that failed, after which nothing more is written.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Makes the line that comes before all others; null: there is none.</summary>
    public Func<JsonObject>? FirstLine { get; set; }

    /// <summary>Called once, when writing fails.</summary>
    public Action<string> OnFailure { get; set; } = static _ => { };

    /// <summary>Makes the folder ready, with an empty file and without the report of an earlier run.</summary>
    /// <exception cref="InvalidOperationException">The folder cannot be written, or another run is using it.</exception>
    public static FindingsFile Open(string directory)
    {
        var location = Path.GetFullPath(Path.Combine(directory, Name));
        FileStream? held = null;
        try
        {
            Directory.CreateDirectory(directory);
            // A file of its own is locked: the findings can be read while the run goes on.
            held = Lock(Path.ChangeExtension(location, ".lock"));
            // Of a run that is cut off, nothing must look like the report of the run before it.
            File.Delete(Path.Combine(directory, HtmlReport.Name));
            var file = new FileStream(location, FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            return new FindingsFile(location, held, file);
        }
        catch (Exception thrown) when (thrown is IOException or UnauthorizedAccessException)
        {
            held?.Dispose();
            throw new InvalidOperationException(
                $"The results folder cannot be written: {Path.GetDirectoryName(location)}: {thrown.Message} Choose a folder that can be.",
                thrown);
        }
    }

    public void Write(JsonObject line) => WriteLines(Bytes(line));

    public void WriteBehind(JsonObject line)
    {
        lock (_gate)
        {
            if (FirstLine is not null)
            {
                _waiting.Add(Bytes(line));
                return;
            }
        }

        Write(line);
    }

    /// <summary>Writes the first line, if nothing was written yet.</summary>
    public void Begin() => WriteLines([]);

    private static byte[] Bytes(JsonObject line) => [.. JsonText.Utf8Of(line), (byte)'\n'];

    private void WriteLines(byte[] bytes)
    {
        lock (_gate)
        {
            if (Failure is not null) return;
            try
            {
                if (FirstLine is { } first)
                {
                    FirstLine = null;
                    _file.Write(Bytes(first()));
                    _waiting.ForEach(line => _file.Write(line));
                    _waiting.Clear();
                }

                _file.Write(bytes);
                return;
            }

            // A file at its largest size throws ArgumentOutOfRangeException, one that was closed ObjectDisposedException: whatever it is,
            // a run that cannot say what it finds is given up.
            catch (Exception thrown)
            {
                Failure = thrown;
            }
        }

        OnFailure($"The findings could not be written to {Location}: {Failure.Message}");
    }

    public void Dispose()
    {
        _file.Dispose();
        _lock.Dispose();
    }

    private static FileStream Lock(string path)
    {
        try
        {
            return new FileStream(
                path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (IOException thrown) when (File.Exists(path))
        {
            throw new InvalidOperationException(
                $"Another run is writing to {Path.GetDirectoryName(path)}. Wait for it to end, or give this run another results folder.",
                thrown);
        }
    }
}

/// <summary>Takes the events of a run, ready to be shown, and writes one line for each.</summary>
internal interface IEventLog
{
    /// <summary>Where a reader finds them.</summary>
    string Location { get; }

    void Write(JsonObject line);

    /// <summary>Writes a line that may wait for the first line, which says what the run found out about its target.</summary>
    void WriteBehind(JsonObject line) => Write(line);
}

/// <summary>The log of a run that could not start.</summary>
internal sealed class NoLog : IEventLog
{
    public string Location => "no file: the run could not start";

    public void Write(JsonObject line)
    {
    }
}
