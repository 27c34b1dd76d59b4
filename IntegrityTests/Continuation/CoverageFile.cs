using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrityTests.Json;

namespace IntegrityTests.Continuation;

/// <summary>
/// The file that says what was verified: a line is added for each range, and handed to the operating system before the call returns. Half
/// a line at its end, which a run that was killed leaves, is removed. It holds ids, and nothing else of any row. Safe for several threads.
/// </summary>
internal sealed class CoverageFile : IDisposable
{
    /// <summary>Its name.</summary>
    public const string Name = "coverage.jsonl";

    private const int FewLines = 1000;

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Check, string Project, string Kind), CoveredRows> _covered = [];
    private readonly FileStream _lock;
    private readonly string _path;
    private FileStream? _file;
    private long _lines;

    private CoverageFile(string path, FileStream @lock) => (_path, _lock) = (path, @lock);

    /// <summary>Which deployment it is about; null in a new file.</summary>
    public string? Target { get; set; }

    /// <summary>When the first of its runs began; null in a new file.</summary>
    public DateTimeOffset? Began { get; set; }

    /// <summary>Its runs, by number.</summary>
    public Dictionary<int, VerifyingRun> Runs { get; } = [];

    /// <summary>The number of the run that began after one had verified everything.</summary>
    public int Round { get; set; } = 1;

    /// <summary>Everything that is verified.</summary>
    public IReadOnlyList<CoveredRows> All
    {
        get
        {
            lock (_gate) return [.. _covered.Values];
        }
    }

    /// <summary>Reads the file of a folder, which is made if it does not exist.</summary>
    /// <exception cref="InvalidOperationException">It cannot be used; the message says why and what to do.</exception>
    public static CoverageFile Open(string folder)
    {
        var path = Path.Combine(folder, Name);
        FileStream? held = null;
        try
        {
            Directory.CreateDirectory(folder);
            held = Lock(path);
            var file = new CoverageFile(path, held);
            file.Read();
            return file;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            held?.Dispose();
            throw new InvalidOperationException($"INTEGRITY_COVERAGE cannot be used: {path}: {failure.Message}", failure);
        }
        catch
        {
            held?.Dispose();
            throw;
        }
    }

    /// <summary>Begins a run: what it verifies is added from now on. Lines that say nothing any more are removed before.</summary>
    public VerifyingRun Begin(string target, DateTimeOffset started, string suite, string platform)
    {
        var run = new VerifyingRun(Runs.Keys.DefaultIfEmpty(0).Max() + 1, started, suite, platform);
        var live = 1 + Runs.Count + _covered.Values.Sum(covered => covered.Ranges.Count + 1);
        (Target, Began) = (Target ?? target, Began ?? started);
        if (_lines == 0 || _lines > FewLines + (2L * live)) Rewrite();
        _file = new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
        Runs[run.Number] = run;
        Write(CoverageLines.Of(run));
        return run;
    }

    /// <summary>What is verified of a check and project.</summary>
    /// <param name="check">The check's code.</param>
    /// <param name="project">The project's id.</param>
    /// <param name="kind">What its rows are, such as <c>user</c>.</param>
    public CoveredRows Of(string check, string project, string kind)
    {
        lock (_gate)
        {
            var key = (check, project, kind);
            if (!_covered.TryGetValue(key, out var covered)) _covered[key] = covered = new CoveredRows(check, project, kind);
            return covered;
        }
    }

    /// <summary>Notes that a range was verified.</summary>
    public void Add(CoveredRows covered, VerifiedRange range)
    {
        covered.Add(range);
        Write(CoverageLines.Of(covered, range));
    }

    /// <summary>Notes that a run came to every row that was in no range.</summary>
    public void Complete(CoveredRows covered, VerifyingRun run)
    {
        covered.Whole = run;
        Write(CoverageLines.Whole(covered, run));
    }

    /// <summary>Notes that everything was verified: later runs begin again.</summary>
    public void EndRound(VerifyingRun run)
    {
        Round = run.Number + 1;
        Write(CoverageLines.Round(Round));
    }

    /// <summary>Notes that the rows of a range do not follow each other any more.</summary>
    public void Remove(CoveredRows covered, string from)
    {
        covered.Remove(from);
        Write(CoverageLines.Gone(covered, from));
    }

    public void Dispose()
    {
        _file?.Dispose();
        _lock.Dispose();
    }

    private static FileStream Lock(string path)
    {
        try
        {
            return new FileStream(
                Path.ChangeExtension(path, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1,
                FileOptions.DeleteOnClose);
        }
        catch (IOException failure) when (File.Exists(Path.ChangeExtension(path, ".lock")))
        {
            throw new InvalidOperationException(
                $"INTEGRITY_COVERAGE cannot be used: another run is using {Path.GetDirectoryName(path)}. Wait for it to end, or give "
                + "this run another folder.",
                failure);
        }
    }

    private void Read()
    {
        if (!File.Exists(_path)) return;
        using var file = new FileStream(_path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        using var reader = new StreamReader(file, Encoding.UTF8, leaveOpen: true);
        var whole = 0L;
        while (Next(reader) is { } line)
        {
            Read(line);
            _lines++;
            whole += Encoding.UTF8.GetByteCount(line) + 1;
        }

        // What follows them is half a line.
        if (whole < file.Length) file.SetLength(whole);
    }

    // The next line that ends; null: there is none.
    private static string? Next(StreamReader reader)
    {
        var line = new StringBuilder();
        while (reader.Read() is >= 0 and var letter)
        {
            if (letter == '\n') return line.ToString();
            line.Append((char)letter);
        }

        return null;
    }

    private void Read(string text)
    {
        try
        {
            CoverageLines.Read(this, JsonElement.Parse(text, JsonDepth.Own), isFirst: _lines == 0);
        }
        catch (Exception failure) when (failure is JsonException or FormatException or KeyNotFoundException or InvalidOperationException
            or OverflowException)
        {
            throw new InvalidOperationException(
                $"INTEGRITY_COVERAGE cannot be used: line {_lines + 1} of {_path} is none that a run writes. Remove the file to begin "
                + "again: then everything is verified.",
                failure);
        }
    }

    // All or nothing: a run that is killed meanwhile leaves the file as it was.
    private void Rewrite()
    {
        var temporary = _path + ".new";
        using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write))
        {
            var used = _covered.Values.SelectMany(covered => covered.Ranges.Select(range => range.Run).Append(covered.Whole))
                .OfType<VerifyingRun>().Distinct().OrderBy(run => run.Number);
            Add(CoverageLines.First(Target!, Began!.Value));
            foreach (var run in used) Add(CoverageLines.Of(run));
            Add(CoverageLines.Round(Round));
            foreach (var covered in _covered.Values)
            {
                foreach (var range in covered.Ranges) Add(CoverageLines.Of(covered, range));
                if (covered.Whole is { } whole) Add(CoverageLines.Whole(covered, whole));
            }

            file.Flush(flushToDisk: true);

            void Add(JsonObject line) => file.Write(CoverageLines.Bytes(line));
        }

        File.Move(temporary, _path, overwrite: true);
    }

    private void Write(JsonObject line)
    {
        lock (_gate) _file!.Write(CoverageLines.Bytes(line));
    }
}
