using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Expectations.Assertions;
using IntegrityTests.Expectations.Views;
using IntegrityTests.Json;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Rows;
using IntegrityTests.Running;

namespace IntegrityTests.Checks.Payments;

/// <summary>
/// Compares one balance, whatever the moment: time and rows may pass a boundary between the two witnesses. What differs from the rows of
/// the page is asked again with the rows read before and after the answer, and is wrong only when neither explains it.
/// </summary>
internal sealed class BalanceComparison(CustomerLook look, string item, Func<Task<ApiResponse>> askAsync)
{
    private const int MaxLooks = 3;
    private const string Comparison = "a balance against the ledger";

    /// <summary>Asks, compares, and reports what is wrong.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        var asked = await look.Payments.EarliestAsync(cancel);
        var response = await askAsync();
        if (look.WhyNotCompared is { } gap)
        {
            if (response.IsOk) look.Row.Leave(Comparison, gap);
            else ReportNotServed(response);
            return;
        }

        if (IsSound(response))
        {
            var verdict = await JudgeAsync(look.Rows!, asked, response, cancel);
            if (verdict.Balance is not null)
            {
                Accept(look.Rows!, verdict, response);
                return;
            }
        }

        await LookAgainAsync(new First(response, asked, Of(look.Rows!, asked), look.Config.Items.ContainsKey(item)), cancel);
    }

    private async Task LookAgainAsync(First first, CancellationToken cancel)
    {
        for (var looks = 0; looks < MaxLooks; looks++)
        {
            var before = await look.ReadAgainAsync(cancel);
            if (first.IsConfigured && !look.Config.Items.ContainsKey(item))
            {
                look.Row.Skip(Comparison, "the item was removed from the config meanwhile");
                return;
            }

            var asked = await look.Payments.EarliestAsync(cancel);
            var response = await askAsync();
            if (!IsSound(response))
            {
                // The customer may have been deleted before the answer, or the item have got another name.
                var now = await look.ReadAgainAsync(cancel);
                if (IsSound(response)) continue;
                ReportUnsound(response, Of(now, asked));
                return;
            }

            var verdict = await JudgeAsync(before, asked, response, cancel);
            if (verdict.Balance is not null)
            {
                Accept(before, verdict, response);
                if (!await WasWrongOnceAsync(first, before, cancel))
                    look.Row.Skip(SecondLook.Changed, SecondLook.AgreedAgain);
                return;
            }

            var after = await look.ReadAgainAsync(cancel);
            if ((await JudgeAsync(after, asked, response, cancel)).Balance is not null) return;
            var stored = Of(after, asked);
            if (stored != Of(before, asked)) continue;
            ReportQuantity(response, "has a different balance than the ledger", stored);
            return;
        }

        look.Row.Skip(Comparison, "its rows changed each time it was asked for");
    }

    // No change of rows explains it: it is about something else, or the rows say what they said before.
    private async Task<bool> WasWrongOnceAsync(First first, CustomerRows now, CancellationToken cancel)
    {
        const string Once = " (it was so once; asked again, the answer was another)";
        var response = first.Response;
        if (!response.IsOk)
        {
            Findings.ReportStatus(response, $"should answer 200, but answers {response.Summary}{Once}");
            return true;
        }

        if (Misnamed(response).FirstOrDefault(difference => difference.Holds == Holds.Always) is { } another)
        {
            Findings.Report(response, another with { Message = another.Message + Once });
            return true;
        }

        var expected = Of(now, first.Asked);
        if (Misnamed(response).Count > 0 || expected != first.Expected) return false;
        if (Quantity(response) is not null && (await JudgeAsync(now, first.Asked, response, cancel)).Balance is not null) return false;
        ReportQuantity(response, "has a different balance than the ledger" + Once, expected);
        return true;
    }

    /// <summary>
    /// The ledger's balance that explains an answer, at any moment at which the server may have made it; without one, none does. One that
    /// cannot be computed explains every answer.
    /// </summary>
    private async Task<Verdict> JudgeAsync(CustomerRows rows, long earliest, ApiResponse response, CancellationToken cancel)
    {
        var answered = Quantity(response);
        var balance = Of(rows, earliest);
        long? latest = null;
        while (!balance.Explains(answered) && balance.ValidUntil is { } next)
        {
            latest ??= await look.Payments.LatestAsync(cancel);
            if (next > latest) break;
            balance = Of(rows, next);
        }

        return new Verdict(balance.Explains(answered) ? balance : null);
    }

    private void Accept(CustomerRows rows, Verdict verdict, ApiResponse response)
    {
        if (verdict.Balance!.Problem is { } problem) look.Row.Skip(Comparison, problem);
        else ForeseenBalances.Tell(look.Row, response, verdict.Balance, moment => Of(rows, moment));
    }

    // What no moment and no row explains: another status, no quantity, another item's name.
    private bool IsSound(ApiResponse response) => response.IsOk && Quantity(response) is not null && Misnamed(response).Count == 0;

    private void ReportUnsound(ApiResponse response, Balance expected)
    {
        if (!response.IsOk)
        {
            ReportNotServed(response);
            return;
        }

        foreach (var difference in Misnamed(response)) Findings.Report(response, difference);
        if (Quantity(response) is null) ReportQuantity(response, "has no quantity", expected);
    }

    private List<Difference> Misnamed(ApiResponse response)
    {
        var view = new View().Identity("id", item);
        if (look.Config.Items.GetValueOrDefault(item)?.DisplayName is { } name) view.Value("display_name", name);
        var differences = new List<Difference>();
        view.Compare(response.Body, "$", differences);
        return differences;
    }

    private Balance Of(CustomerRows rows, long now) => look.At(rows, now).BalanceOf(item);

    private static void ReportQuantity(ApiResponse response, string message, Balance expected) => Findings.Report(
        response,
        message,
        "$.quantity",
        expected.Quantity is { } quantity ? JsonNode.Parse(quantity.ToString(CultureInfo.InvariantCulture)) : null,
        response.Body.Member("quantity") is { } answered ? JsonNode.Parse(answered.GetRawText()) : null);

    private static void ReportNotServed(ApiResponse response) =>
        Findings.ReportStatus(response, $"should answer 200, but answers {response.Summary}");

    private static decimal? Quantity(ApiResponse response) =>
        response.Body.Member("quantity") is { ValueKind: JsonValueKind.Number } number
        && decimal.TryParse(number.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var quantity)
            ? quantity
            : null;

    private readonly record struct Verdict(Balance? Balance);

    private sealed record First(ApiResponse Response, long Asked, Balance Expected, bool IsConfigured);
}
