using System.Text.Json;
using IntegrityTests.Json;

namespace IntegrityTests.Running.Reporting.Html;

/// <summary>A cause as the page shows it.</summary>
/// <param name="line">Its line in <c>findings.jsonl</c>.</param>
/// <param name="findings">What it caused, as far as the lines of the findings name it.</param>
internal sealed class ReportedCause(JsonElement line, FindingGroup? findings)
{
    /// <summary>The check that is nearest to the rows, then the others that see it.</summary>
    public IReadOnlyList<(string Code, long Count)> Codes { get; } =
    [
        .. line.GetProperty("codes").EnumerateObject().Select(code => (code.Name, code.Value.GetInt64()))
            .OrderByDescending(code => code.Name == line.GetProperty("code").GetString()),
    ];

    public string Text => line.Text("cause") ?? "";

    public string Severity => line.Text("severity") ?? "";

    public string? Project => line.Text("project");

    public string? ProjectName => line.Text("projectName");

    public long Count => line.GetProperty("findings").GetInt64();

    public IReadOnlyList<string> Subjects => ((JsonElement?)line).Texts("subjects") ?? [];

    public bool HasMoreSubjects => ((JsonElement?)line).Flag("moreSubjects") == true;

    /// <summary>What the check proves; null where nothing explains it.</summary>
    public string? Title => line.Text("title");

    public string? Meaning => line.Text("meaning");

    public string? Sql => line.Text("sql");

    public IReadOnlyList<ReportedFinding> Shown => findings?.Shown ?? [];

    /// <summary>How many of its findings the earlier run had not reported; null: there is no earlier run.</summary>
    public long? New => findings?.New;
}
