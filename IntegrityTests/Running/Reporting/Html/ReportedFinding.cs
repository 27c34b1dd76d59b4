using System.Globalization;
using System.Text.Json;
using IntegrityTests.Json;

namespace IntegrityTests.Running.Reporting.Html;

/// <summary>A finding as the page shows it below its cause.</summary>
/// <param name="Subject">What it is about.</param>
/// <param name="Code">The check that reported it.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Place">The address that was asked and the path in its answer; empty: none.</param>
/// <param name="Values">What was expected or saved, and what there is; null: it is not about values.</param>
/// <param name="IsNew">Whether the earlier run had not reported it; null: there is no earlier run.</param>
internal sealed record ReportedFinding(
    string Subject, string Code, string Message, string Place, (string Expected, string Actual)? Values, bool? IsNew)
{
    private const int MaxValue = 500;

    /// <summary>How many characters of the page it takes, without what is around it.</summary>
    public int Length => Subject.Length + Message.Length + Place.Length
        + (Values is { } pair ? pair.Expected.Length + pair.Actual.Length : 0);

    /// <summary>Reads a line of <c>findings.jsonl</c>.</summary>
    public static ReportedFinding Of(JsonElement line) => new(
        Shortened(line.Text("subject") ?? ""),
        line.Text("code") ?? "",
        Shortened(line.Text("message") ?? ""),
        Shortened(string.Join(' ', new[] { line.Text("endpoint"), line.Text("path") }.OfType<string>())),
        line.Member("expected") is null && line.Member("actual") is null ? null : (Value(line, "expected"), Value(line, "actual")),
        ((JsonElement?)line).Flag("new"));

    /// <summary>A text that the page can hold, cut where it is too long.</summary>
    public static string Shortened(string text) => text.Length <= MaxValue
        ? text
        : string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, MaxValue)}... ({text.Length} characters)");

    private static string Value(JsonElement line, string name) =>
        line.Member(name) is { } value ? Shortened(value.GetRawText()) : "";
}

/// <summary>Findings of one cause: how many there are, and the first of them.</summary>
/// <param name="room">How much of them the page still takes.</param>
internal sealed class FindingGroup(PageRoom room)
{
    /// <summary>Findings of one cause that are shown.</summary>
    public const int MaxShown = 100;

    private readonly List<ReportedFinding> _shown = [];

    public long Count { get; private set; }

    /// <summary>Those that the earlier run had not reported; null: there is no earlier run.</summary>
    public long? New { get; private set; }

    public IReadOnlyList<ReportedFinding> Shown => _shown;

    public void Add(JsonElement line)
    {
        Count++;
        if (((JsonElement?)line).Flag("new") is { } isNew) New = (New ?? 0) + (isNew ? 1 : 0);
        if (_shown.Count == MaxShown) return;
        var finding = ReportedFinding.Of(line);
        if (_shown.Count == 0 || room.Takes(finding.Length)) _shown.Add(finding);
    }
}

/// <summary>How much of a run's findings a page takes: a browser opens it in a moment, however many there are.</summary>
internal sealed class PageRoom
{
    /// <summary>Characters of findings.</summary>
    public const int MaxCharacters = 1_000_000;

    private int _left = MaxCharacters;

    public bool Takes(int characters) => (_left -= Math.Min(characters, _left + 1)) >= 0;
}
