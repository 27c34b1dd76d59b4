using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrityTests.Json;

namespace IntegrityTests.Running.Baseline;

/// <summary>A file of known findings: one JSON object per line, with the members of <see cref="KnownFinding"/>.</summary>
internal static class BaselineFile
{
    /// <summary>The most entries there may be: they are in memory while a run goes on.</summary>
    public const int MaxEntries = 100_000;

    private const long MaxBytes = 64 << 20;
    private const string Example = """{"code":"USR003","project":"PROJECT","subject":"user:ID"}""";
    private static readonly string[] Members = ["code", "project", "subject", "endpoint", "path", "value"];

    /// <summary>The entries with the numbers of their lines, from 1. Blank lines are counted and skipped.</summary>
    /// <exception cref="InvalidOperationException">It cannot be read, or a line has the wrong form.</exception>
    public static IReadOnlyDictionary<KnownFinding, int> Read(string path)
    {
        try
        {
            if (new FileInfo(path).Length > MaxBytes)
                throw Mistake(path, $"is larger than {MaxBytes >> 20} MB, which is the limit. Fix some of the findings first.");
            var entries = new Dictionary<KnownFinding, int>();
            var number = 0;
            foreach (var line in File.ReadLines(path))
            {
                number++;
                if (string.IsNullOrWhiteSpace(line)) continue;
                var entry = Parse(path, number, line);
                if (!entries.TryAdd(entry, number))
                    throw Mistake(path, $"line {number} repeats line {entries[entry]}. Remove one of them.");
                if (entries.Count > MaxEntries) throw Mistake(path, $"has more than {MaxEntries} entries, which is the limit.");
            }

            return entries;
        }
        catch (FileNotFoundException)
        {
            throw Mistake(path, "does not exist. Name the file of an earlier run, or write one: INTEGRITY_BASELINE_WRITE=yes.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Mistake(path, $"cannot be read: {failure.Message}");
        }
    }

    /// <summary>Writes the entries in their order, all or nothing.</summary>
    /// <exception cref="InvalidOperationException">It cannot be written.</exception>
    public static void Write(string path, IEnumerable<KnownFinding> entries)
    {
        var temporary = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            File.WriteAllText(temporary, string.Concat(entries.Select(Line).Order(StringComparer.Ordinal)));
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Mistake(path, $"cannot be written: {failure.Message}");
        }
    }

    private static string Line(KnownFinding entry)
    {
        string?[] values = [entry.Code, entry.Project, entry.Subject, entry.Endpoint, entry.Path, entry.Value];
        var line = new JsonObject();
        foreach (var (name, value) in Members.Zip(values).Where(member => member.Second is not null)) line[name] = value;
        return JsonText.Of(line) + "\n";
    }

    private static KnownFinding Parse(string path, int number, string line)
    {
        JsonObject? members;
        try
        {
            members = JsonNode.Parse(line) as JsonObject;
            // A repeated name shows only when the members are looked at.
            _ = members?.Count;
        }
        catch (Exception failure) when (failure is JsonException or ArgumentException)
        {
            members = null;
        }

        if (members is null) throw Mistake(path, $"line {number} is not a JSON object. Expected: {Example}");
        if (members.FirstOrDefault(member => !Members.Contains(member.Key)).Key is { } unknown)
            throw Mistake(path, $"line {number} has the unknown member \"{unknown}\". Expected: only {string.Join(", ", Members)}.");
        if (members.FirstOrDefault(member => member.Value?.GetValueKind() is not (null or JsonValueKind.String)).Key is { } odd)
            throw Mistake(path, $"line {number} has a member \"{odd}\" that is not a text. Expected: {Example}");
        if (Text("code") is not { } code || Text("subject") is not { } subject)
            throw Mistake(path, $"line {number} lacks code or subject. Expected: {Example}");
        return new KnownFinding(code, Text("project"), subject, Text("endpoint"), Text("path"), Text("value"));

        string? Text(string name) => (string?)members[name];
    }

    private static InvalidOperationException Mistake(string path, string problem) => new($"The file of known findings {path} {problem}");
}
