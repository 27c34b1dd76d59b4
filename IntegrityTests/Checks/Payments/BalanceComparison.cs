using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Expectations.Assertions;
using IntegrityTests.Expectations.Views;
using IntegrityTests.Json;
using IntegrityTests.Payments.Balances;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Rows;

namespace IntegrityTests.Checks.Payments;

/// <summary>
/// Compares one balance, whatever the moment: time and rows may pass a boundary between the two witnesses. What differs from the rows of
/// the page is asked again with the rows read before and after the answer, and is wrong only when neither explains it.
/// </summary>
internal sealed class BalanceComparison(CustomerLook look, CustomerType type, string item, Func<Task<ApiResponse>> askAsync)
{
    private const int MaxLooks = 3;
    private const string Comparison = "a balance against the ledger";

    /// <summary>Asks, compares, and reports what is wrong.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        var asked = look.Now();
        var response = await askAsync();
        if (look.WhyNotCompared is { } reason)
        {
            if (IsServed(response)) look.Row.Skip(Comparison, reason);
            return;
        }

        if (Explains(look.Rows!, asked, response) && Misnamed(response).Count == 0) return;
        await LookAgainAsync(cancel);
    }

    private async Task LookAgainAsync(CancellationToken cancel)
    {
        for (var looks = 0; looks < MaxLooks; looks++)
        {
            var before = await look.ReadAgainAsync(cancel);
            var asked = look.Now();
            var response = await askAsync();
            if (Explains(before, asked, response))
            {
                var misnamed = Misnamed(response);
                foreach (var difference in misnamed) Findings.Report(response, difference);
                if (misnamed.Count > 0) return;
                look.Row.Skip("one look", "differed at first and agreed when read again: it changed meanwhile, or the answer is unstable");
                return;
            }

            if (!response.IsOk)
            {
                IsServed(response);
                return;
            }

            var after = await look.ReadAgainAsync(cancel);
            var stored = Of(after, look.Now());
            if (Explains(after, look.Now(), response)) return;
            if (stored == Of(before, asked))
            {
                Report(response, stored);
                return;
            }
        }

        look.Row.Skip(Comparison, "its rows changed each time it was asked for");
    }

    // A balance that stays the same for longer than clocks differ needs no second computation.
    private bool Explains(CustomerRows rows, long asked, ApiResponse response)
    {
        if (!response.IsOk) return false;
        var tolerance = look.ClockTolerance;
        var balance = Of(rows, asked - tolerance);
        if (balance.Problem is { } problem)
        {
            look.Row.Skip(Comparison, Reason(problem));
            return Quantity(response) is not null;
        }

        var answered = Quantity(response);
        var latest = look.Now() + tolerance;
        while (answered != balance.Quantity && balance.ValidUntil is { } next && next <= latest) balance = Of(rows, next);
        if (answered is null || answered != balance.Quantity) return false;
        ForeseenBalances.Tell(look.Row, response, balance, moment => Of(rows, moment));
        return true;
    }

    private List<Difference> Misnamed(ApiResponse response)
    {
        var view = new View().Value("id", item);
        if (look.Config.Items.GetValueOrDefault(item)?.DisplayName is { } name) view.Value("display_name", name);
        var differences = new List<Difference>();
        view.Compare(response.Body, "$", differences);
        return differences;
    }

    private Balance Of(CustomerRows rows, long now) => Ledger.BalanceOf(rows, type, item, look.Config, now);

    private static void Report(ApiResponse response, Balance expected)
    {
        if (expected.Quantity is not { } quantity) return;
        var answered = response.Body.Member("quantity");
        Findings.Report(
            response,
            answered is null ? "has no quantity" : "has another balance than the ledger",
            "$.quantity",
            JsonValue.Create((long)quantity),
            answered is { } value ? JsonNode.Parse(value.GetRawText()) : null);
    }

    private static bool IsServed(ApiResponse response)
    {
        if (response.IsOk) return true;
        Findings.Report(response, $"should answer 200, but answers {response.Summary}");
        return false;
    }

    private static BigInteger? Quantity(ApiResponse response) =>
        response.Body.Member("quantity") is { ValueKind: JsonValueKind.Number } number
        && decimal.TryParse(number.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var quantity)
        && decimal.Truncate(quantity) == quantity
            ? new BigInteger(quantity)
            : null;

    // Ids would keep equal reasons from adding up.
    private static string Reason(string problem)
    {
        string[] beginnings = ["its ", "has a time"];
        var start = beginnings.Max(beginning => problem.LastIndexOf(beginning, StringComparison.Ordinal));
        return start < 0 ? problem : problem[start..];
    }
}
