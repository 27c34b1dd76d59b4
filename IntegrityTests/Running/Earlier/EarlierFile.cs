using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrityTests.Json;
using IntegrityTests.Running.Baseline;

namespace IntegrityTests.Running.Earlier;

/// <summary>Reads the <c>findings.jsonl</c> of an earlier run, a line at a time.</summary>
internal static class EarlierFile
{
    /// <summary>The most entries there may be: they are in memory while a run goes on.</summary>
    public const int MaxEntries = 100_000;

    // A finding shows two values of at most some thousand characters.
    private const int MaxLine = 4 << 20;
    private const string WholeRun = "RUN";
    private const string Page = "{\"kind\":\"page\"";

    /// <summary>Its first line, and everything that can be looked at again.</summary>
    /// <exception cref="InvalidOperationException">It cannot be read, or is not such a file.</exception>
    public static (JsonElement Run, EarlierEntries Entries) Read(string path)
    {
        try
        {
            using var reader = new StreamReader(path);
            return Read(path, reader);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Mistake(path, $"cannot be read: {failure.Message}");
        }
    }

    private static (JsonElement Run, EarlierEntries Entries) Read(string path, StreamReader reader)
    {
        var run = default(JsonElement);
        var entries = new EarlierEntries();
        var number = 0;
        foreach (var (line, isWhole) in Lines(path, reader))
        {
            number++;
            // Most lines of a large run are pages, which name no row.
            if (line.StartsWith(Page, StringComparison.Ordinal)) continue;
            var read = Parse(line);
            // A run that was cut off may have written half a line.
            if (read is null && !isWhole && number > 1) break;
            var kind = read is { } members ? Text(members, "kind") : null;
            if (number == 1 ? kind != "run" : kind is null)
            {
                throw Mistake(path, number == 1
                    ? "does not begin as the findings of a run do. Name the findings.jsonl of an earlier run."
                    : $"has no event in line {number}. Name the findings.jsonl of an earlier run, as it was written.");
            }

            if (number == 1) run = read!.Value;
            else Add(entries, read!.Value, kind!);
            if (entries.Count > MaxEntries)
                throw Mistake(path, $"names more than {MaxEntries:N0} findings, which is the limit. Verify the whole deployment again.");
        }

        if (number == 0) throw Mistake(path, "is empty. Name the findings.jsonl of an earlier run.");
        return (run, entries);
    }

    private static void Add(EarlierEntries entries, JsonElement line, string kind)
    {
        switch (kind)
        {
            case "end":
                entries.HasEnd = true;
                break;
            case "finding" when Text(line, "severity") == "info":
                entries.Infos++;
                break;
            case "finding" or "not-verified":
                // What was not verified of the run as a whole names no rows.
                if (Text(line, "code") is not { } code || code == WholeRun) break;
                var subject = Text(line, "subject");
                var row = Text(line, "row") ?? subject;
                var key = new KnownFinding(
                    code, Text(line, "project"), subject ?? "", Text(line, "endpoint"), Text(line, "path"), Text(line, "value"));
                entries.Add(new EarlierEntry(key, row, kind == "not-verified"));
                break;
        }
    }

    private static JsonElement? Parse(string line)
    {
        try
        {
            return JsonElement.Parse(line, JsonDepth.Own) is { ValueKind: JsonValueKind.Object } read ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement line, string name) =>
        line.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    // File.ReadLines keeps a line of any length.
    private static IEnumerable<(string Line, bool IsWhole)> Lines(string path, StreamReader reader)
    {
        var line = new StringBuilder();
        while (reader.Read() is >= 0 and var letter)
        {
            if (letter == '\n')
            {
                yield return (line.ToString(), true);
                line.Clear();
                continue;
            }

            if (line.Length == MaxLine)
                throw Mistake(path, $"has a line of more than {MaxLine >> 20} MB. Name a findings.jsonl of an earlier run.");
            line.Append((char)letter);
        }

        if (line.Length > 0) yield return (line.ToString(), false);
    }

    private static InvalidOperationException Mistake(string path, string problem) =>
        new($"The findings of an earlier run {path} {problem}");
}

/// <summary>Something that an earlier run reported.</summary>
/// <param name="Finding">What identifies it; without a subject where a whole case was not verified.</param>
/// <param name="Row">The row that showed it; null: a whole case.</param>
/// <param name="IsNotVerified">Whether it could not be verified, which is no finding.</param>
internal sealed record EarlierEntry(KnownFinding Finding, string? Row, bool IsNotVerified)
{
    /// <summary>A line of <c>findings.jsonl</c> that says what became of it.</summary>
    /// <param name="kind">The kind of the line.</param>
    /// <param name="outcome">What became of it; null: the kind says it.</param>
    public JsonObject ToJson(string kind, string? outcome)
    {
        var line = new JsonObject { ["kind"] = kind, ["code"] = Finding.Code };
        Add("project", Finding.Project);
        Add("subject", Finding.Subject.Length > 0 ? Finding.Subject : null);
        Add("row", Row == Finding.Subject ? null : Row);
        Add("endpoint", Finding.Endpoint);
        Add("path", Finding.Path);
        Add("value", Finding.Value);
        Add("outcome", outcome);
        if (IsNotVerified) line["wasNotVerified"] = true;
        return line;

        void Add(string name, string? value)
        {
            if (value is not null) line[name] = value;
        }
    }
}

/// <summary>All of it, each finding once.</summary>
internal sealed class EarlierEntries
{
    private readonly HashSet<EarlierEntry> _all = [];

    public int Count => _all.Count;

    /// <summary>Lines that sum up what the platform leaves behind: they do not name each row.</summary>
    public int Infos { get; set; }

    /// <summary>Whether the run came to its end.</summary>
    public bool HasEnd { get; set; }

    public IReadOnlyCollection<EarlierEntry> All => _all;

    public void Add(EarlierEntry entry) => _all.Add(entry);
}
