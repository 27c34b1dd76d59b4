using System.Text.Json.Nodes;

namespace IntegrityTests.Tests.EndToEnd.Harness;

/// <summary>The lines of <c>findings.jsonl</c>.</summary>
internal sealed class FindingsLog
{
    public FindingsLog(string text)
    {
        Text = text;
        Lines = [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.AsObject())];
        Findings = [.. OfKind("finding").Select(FoundFinding.Of)];
    }

    /// <summary>The file itself.</summary>
    public string Text { get; }

    public IReadOnlyList<JsonObject> Lines { get; }

    public IReadOnlyList<FoundFinding> Findings { get; }

    /// <summary>The totals of each check; empty when the run did not end by itself.</summary>
    public IReadOnlyDictionary<string, CheckTotals> Totals =>
        OfKind("end").SelectMany(end => end["checks"]!.AsArray()).Select(check => CheckTotals.Of(check!)).ToDictionary(check => check.Code);

    public IEnumerable<JsonObject> OfKind(string kind) => Lines.Where(line => (string?)line["kind"] == kind);
}

/// <summary>What a check did in a run.</summary>
internal sealed record CheckTotals(string Code, int Verified, int Failed, int NotVerified, int CasesNotVerified, int Findings)
{
    public static CheckTotals Of(JsonNode check) => new(
        (string)check["code"]!,
        (int)check["verified"]!,
        (int)check["failed"]!,
        (int)check["notVerified"]!,
        (int)check["casesNotVerified"]!,
        (int)check["findings"]!);
}
