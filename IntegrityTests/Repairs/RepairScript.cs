using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using IntegrityTests.Deployment.Database;

namespace IntegrityTests.Repairs;

/// <summary>
/// The file that INTEGRITY_REPAIR names: a script for a person to read and run. The suite never runs it. Planned rows go to a file beside
/// it as they are found, so that memory stays the same however many there are; the script takes its place when it is complete.
/// </summary>
public sealed class RepairScript : IDisposable
{
    private readonly string _path;
    private readonly ConcurrentDictionary<string, Part> _parts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _found = new(StringComparer.Ordinal);
    private readonly string _folder;
    private string _searchPath = "public";

    /// <param name="path">The file.</param>
    public RepairScript(string path)
    {
        _path = path;
        _folder = $"{path}.{Plan[..8]}.parts";
    }

    /// <summary>By what the script knows whether it was applied.</summary>
    internal string Plan { get; } = Guid.NewGuid().ToString();

    /// <summary>Rows that repairs are planned for.</summary>
    public int Rows => _parts.Values.Sum(part => part.Rows);

    /// <summary>Counts what the run found, so that the script can say who decides about what it does not repair.</summary>
    /// <param name="code">The code of the check.</param>
    public void Found(string code) => _found.AddOrUpdate(code, 1, (_, count) => count + 1);

    /// <summary>The subjects of a code that something is planned for.</summary>
    internal IReadOnlyCollection<string> PlannedSubjects(string code) => _parts.TryGetValue(code, out var part) ? part.Subjects : [];

    internal async Task UseSearchPathAsync(ReplicaDatabase database, CancellationToken cancel)
    {
        var schemas = await database.QueryAsync("SELECT unnest(current_schemas(false))::text", row => row.GetString(0), cancel);
        _searchPath = string.Join(", ", schemas.Append("pg_temp").Select(SqlText.Name));
    }

    internal void Say(string code, string text) => PartOf(code).Remarks.Enqueue(text);

    internal void Add(string code, PlannedRows planned) => PartOf(code).Add(_folder, code, planned);

    /// <summary>Puts the script together and in its place.</summary>
    /// <param name="decide">Who has to decide what about the findings of a code.</param>
    /// <param name="whyIncomplete">Why the run is not complete; null: it is.</param>
    /// <returns>What the end of the run says about it.</returns>
    /// <exception cref="IOException">It cannot be written.</exception>
    public string Finish(Func<string, string> decide, string? whyIncomplete)
    {
        ArgumentNullException.ThrowIfNull(decide);
        var unfinished = $"{_path}.{Plan[..8]}.unfinished";
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        using (var writer = Writer(unfinished))
        {
            foreach (var line in Lines(decide, whyIncomplete)) writer.WriteLine(line);
        }

        File.Move(unfinished, _path, overwrite: true);
        return string.Create(
            CultureInfo.InvariantCulture, $"Repairs are planned for {Rows} row(s): read {_path}, which changes nothing until you let it.");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    private static StreamWriter Writer(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        // It names rows of the deployment: nobody else's business.
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new StreamWriter(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), options) { NewLine = "\n" };
    }

    private Part PartOf(string code) => _parts.GetOrAdd(code, _ => new Part());

    private IEnumerable<string> Lines(Func<string, string> decide, string? whyIncomplete)
    {
        var parts = _parts.OrderBy(part => part.Key, StringComparer.Ordinal).ToList();
        var steps = parts.SelectMany(part => part.Value.Steps).ToList();
        foreach (var line in Head(whyIncomplete)) yield return line;
        foreach (var code in _found.Keys.Order(StringComparer.Ordinal))
        {
            yield return "--";
            var planned = _parts.TryGetValue(code, out var part) ? part.Rows : 0;
            var count = string.Create(CultureInfo.InvariantCulture, $"{code}: {_found[code]} finding(s)");
            yield return $"-- {count}, {(planned == 0 ? "nothing planned" : $"{planned} row(s) planned")}.";
            foreach (var line in (part?.Remarks ?? []).Prepend(decide(code)).SelectMany(SqlText.Comment)) yield return line;
        }

        if (steps.Count == 0)
        {
            yield return "";
            yield return _found.IsEmpty ? "-- Nothing was found." : "-- Nothing can be repaired from the rows alone.";
            yield break;
        }

        yield return "";
        yield return ScriptText.Begin(Plan, _searchPath);
        yield return "";
        yield return "-- First: is everything as it was when it was read?";
        yield return "";
        foreach (var (_, part) in parts)
        {
            if (part.File is not { } file) continue;
            foreach (var line in File.ReadLines(file)) yield return line;
        }

        yield return "-- Then: what is removed, and what is changed.";
        yield return "";
        foreach (var line in steps.OrderBy(step => !step.Removes).SelectMany(step => step.Act)) yield return line;
        yield return "-- Last: is everything right now?";
        yield return "";
        foreach (var line in steps.SelectMany(step => step.Prove)) yield return line;
        yield return "";
        yield return ScriptText.End;
    }

    private static IEnumerable<string> Head(string? whyIncomplete)
    {
        yield return "-- How to repair what a run of the integrity tests found, as far as it follows from the rows alone.";
        yield return "-- Read it, run it with psql on the primary, and read what it says: nothing changes while it ends with ROLLBACK.";
        yield return "-- It stops at any row that is not as it was when the suite read it. docs/repair.md explains it.";
        if (whyIncomplete is null) yield break;
        foreach (var line in SqlText.Comment($"The run is not complete, and neither is this script: {whyIncomplete}")) yield return line;
    }

    /// <summary>What is planned for the findings of one code.</summary>
    private sealed class Part
    {
        private readonly Lock _gate = new();

        public List<(bool Removes, IReadOnlyList<string> Act, IReadOnlyList<string> Prove)> Steps { get; } = [];

        public ConcurrentQueue<string> Remarks { get; } = [];

        // At most so many as rows of a step, for each step.
        public HashSet<string> Subjects { get; } = [];

        public string? File { get; private set; }

        public int Rows { get; private set; }

        public void Add(string folder, string code, PlannedRows planned)
        {
            lock (_gate)
            {
                if (File is null)
                {
                    if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
                    else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
                    File = Path.Combine(folder, code);
                }

                using (var writer = new StreamWriter(File, append: true) { NewLine = "\n" })
                {
                    foreach (var line in planned.Guard()) writer.WriteLine(line);
                }

                Steps.Add((planned.Removes, [.. planned.Act()], [.. planned.Prove()]));
                Rows += planned.Rows.Count;
                Subjects.UnionWith(planned.Rows.Select(row => row.Subject));
            }
        }
    }
}
