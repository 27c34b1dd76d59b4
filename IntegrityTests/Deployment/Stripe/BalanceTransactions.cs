using IntegrityTests.Running;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Json;

namespace IntegrityTests.Deployment.Stripe;

/// <summary>What moved on a project's connected account, as Stripe lists it (source: stack-auth/payments.md, Money).</summary>
public sealed class BalanceTransactions(StripeApi stripe, Project project, CheckRow row)
{
    private const int PageSize = 100;
    private readonly CycleGuard _cursors = new();

    /// <summary>All pages, until Stripe has no more or a page is no page.</summary>
    public async IAsyncEnumerable<BalancePage> PagesAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        for (string? after = null; ;)
        {
            var endpoint = $"/v1/balance_transactions?limit={PageSize}" + (after is null ? "" : $"&starting_after={Uri.EscapeDataString(after)}");
            var page = Read(await stripe.GetAsync(project, endpoint, row, cancel));
            if (page.Problem is null && page.HasMore && (page.Last is null || page.Last == after || _cursors.IsRepeated(page.Last)))
                page = page with { Problem = "says that there is more, but does not go on" };
            yield return page;
            if (page.Problem is not null || !page.HasMore) yield break;
            after = page.Last;
        }
    }

    private static BalancePage Read(ApiResponse response)
    {
        if (!response.IsOk) return new BalancePage(response, [], false, null) { Problem = $"should answer 200, but answers {response.Summary}" };
        if (response.Body.Member("data") is not { ValueKind: JsonValueKind.Array } data)
            return new BalancePage(response, [], false, null) { Problem = "is no list: it has no data" };
        if (response.Body.Member("has_more") is not { ValueKind: JsonValueKind.True or JsonValueKind.False } hasMore)
            return new BalancePage(response, [], false, null) { Problem = "does not say whether there is more" };

        var entries = new List<BalanceTransaction>(PageSize);
        string? last = null;
        foreach (var item in data.EnumerateArray())
        {
            last = item.Text("id");
            if (last is null || Read(item) is not { } entry)
                return new BalancePage(response, [], false, null) { Problem = $"has an item that is no balance transaction: $.data[{entries.Count}]" };
            entries.Add(entry);
        }

        return new BalancePage(response, entries, hasMore.GetBoolean(), last);
    }

    private static BalanceTransaction? Read(JsonElement item) =>
        item.Text("currency") is { } currency && item.Text("reporting_category") is { } category
            && item.Member("amount") is { ValueKind: JsonValueKind.Number } number
            && BigInteger.TryParse(number.GetRawText(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount)
            ? new BalanceTransaction(currency, category, amount)
            : null;
}
