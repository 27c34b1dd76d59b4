using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Json;
using IntegrityTests.Running;

namespace IntegrityTests.Deployment.Stripe;

/// <summary>What moved on a project's connected account, as Stripe lists it (source: docs/platform.md, Money).</summary>
public sealed class BalanceTransactions(StripeApi stripe, Project project, CheckRow row)
{
    private const int PageSize = 100;
    private readonly CycleGuard _cursors = new();

    /// <summary>
    /// All pages, until Stripe has no more, or a page that cannot be read on: its <see cref="BalancePage.Problem"/> says why.
    /// </summary>
    public async IAsyncEnumerable<BalancePage> PagesAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        for (string? after = null; ;)
        {
            var endpoint = $"/v1/balance_transactions?limit={PageSize}";
            if (after is not null) endpoint += $"&starting_after={Uri.EscapeDataString(after)}";
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
        if (!response.IsOk) return Unreadable($"should answer 200, but answers {response.Summary}");
        if (response.Body.Member("data") is not { ValueKind: JsonValueKind.Array } data) return Unreadable("is not a list: it has no data");
        if (response.Body.Member("has_more") is not { ValueKind: JsonValueKind.True or JsonValueKind.False } hasMore)
            return Unreadable("does not say whether there is more");

        var entries = new List<BalanceTransaction>(PageSize);
        string? last = null;
        foreach (var item in data.EnumerateArray())
        {
            last = item.Text("id");
            if (last is null || Read(item) is not { } entry)
                return Unreadable($"has an item that is not a balance transaction: $.data[{entries.Count}]");
            entries.Add(entry);
        }

        return new BalancePage(response, entries, hasMore.GetBoolean(), last);

        BalancePage Unreadable(string problem) => new(response, [], HasMore: false, Last: null) { Problem = problem };
    }

    private static BalanceTransaction? Read(JsonElement item) =>
        item.Text("currency") is { } currency && item.Text("reporting_category") is { } category
            && item.Member("amount") is { ValueKind: JsonValueKind.Number } number
            && BigInteger.TryParse(number.GetRawText(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount)
            ? new BalanceTransaction(currency, category, amount)
            : null;
}
