using System.Globalization;
using System.Text.Json;
using IntegrityTests.Json;

namespace IntegrityTests.Running.Parts;

/// <summary>What the lines of one part add up to, compared with what its last line says: none may be lost or told twice.</summary>
internal sealed class PartTotals
{
    // The members of the totals that lines account for, each with what these are called.
    private static readonly (string Member, string Lines)[] Counted =
    [
        ("verified", "verified rows"), ("findings", "findings"), ("infos", "info findings"), ("known", "known findings"),
        ("notVerified", "rows that were not verified"), ("casesNotVerified", "cases that were not verified"),
        ("casesLeft", "unfinished cases"),
    ];

    private static readonly string[] Proven = ["verified", "failed", "notVerified"];

    private readonly Dictionary<(string Code, string Member), long> _lines = [];
    private readonly Dictionary<(string Code, string Member), long> _cases = [];

    /// <summary>Counts a line.</summary>
    public void Count(JsonElement line)
    {
        if (line.Text("kind") == "case")
        {
            foreach (var proven in Proven) Add(_cases, line, proven, Number(line, proven));
            return;
        }

        var isInfo = line.Text("severity") == "info";
        var member = line.Text("kind") switch
        {
            "page" => "verified",
            "finding" when line.Member("known") is not null => "known",
            "finding" => isInfo ? "infos" : "findings",
            "not-verified" => line.Text("subject") is null ? "casesNotVerified" : "notVerified",
            "left" => "casesLeft",
            _ => null,
        };
        if (member is null) return;
        Add(_lines, line, member, member == "verified" ? Number(line, "rows") : isInfo ? Number(line, "count") : 1);
    }

    /// <summary>What does not add up; null: all does.</summary>
    /// <param name="end">The last line.</param>
    /// <param name="withoutPages">Codes whose rows no line tells.</param>
    public string? WhyNotWhole(JsonElement end, IReadOnlySet<string> withoutPages)
    {
        if (end.Member("checks") is not { ValueKind: JsonValueKind.Array } checks) return "has a last line without totals: it was changed";
        foreach (var check in checks.EnumerateArray())
        {
            if (check.Text("code") is not { } code) return "has totals without a code: it was changed";
            foreach (var (member, lines) in Counted)
            {
                var (there, said) = (_lines.GetValueOrDefault((code, member)), Number(check, member));
                if (there == said || (member == "verified" && withoutPages.Contains(code))) continue;
                return string.Create(CultureInfo.InvariantCulture,
                    $"has lines of {there:N0} {lines} of {code}, and its last line says {said:N0}: lines were lost or added");
            }

            if (withoutPages.Contains(code)) continue;
            if (Proven.Any(member => _cases.GetValueOrDefault((code, member)) != Number(check, member)))
                return $"has cases of {code} that do not add up to what its last line says: lines were lost or added";
        }

        return null;
    }

    private static void Add(Dictionary<(string Code, string Member), long> sums, JsonElement line, string member, long number)
    {
        var key = (line.Text("code") ?? "", member);
        sums[key] = sums.GetValueOrDefault(key) + number;
    }

    /// <summary>A number of a line; 0 where it has none.</summary>
    public static long Number(JsonElement line, string name) =>
        line.Member(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) ? number : 0;
}
