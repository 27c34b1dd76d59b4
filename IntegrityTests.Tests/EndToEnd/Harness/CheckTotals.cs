using System.Text.Json.Nodes;

namespace IntegrityTests.Tests.EndToEnd.Harness;

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
