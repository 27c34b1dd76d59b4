using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using SampleDeployment.Api.Http;
using SampleDeployment.Api.Json;
using SampleDeployment.Api.Payments.Transactions;
using SampleDeployment.Api.Projects;

namespace SampleDeployment.Api.Stripe;

/// <summary>Stripe's list of what moved on a connected account, newest first. It follows from the project's transactions.</summary>
internal sealed class BalanceEndpoint(ProjectContexts projects, string? key)
{
    private const int UsualLimit = 10;
    private const int MaxLimit = 100;
    private const int RowsAtOnce = 200;

    private static readonly Shape<BalanceEntry> Entry = new(
        ("id", (writer, entry) => writer.WriteStringValue(entry.Id)),
        ("object", (writer, _) => writer.WriteStringValue("balance_transaction")),
        ("amount", (writer, entry) => WriteAmount(writer, entry)),
        ("available_on", (writer, entry) => writer.WriteNumberValue(entry.CreatedAt + 172_800)),
        ("created", (writer, entry) => writer.WriteNumberValue(entry.CreatedAt)),
        ("currency", (writer, entry) => writer.WriteStringValue(entry.Currency)),
        ("description", (writer, _) => writer.WriteNullValue()),
        ("exchange_rate", (writer, _) => writer.WriteNullValue()),
        ("fee", (writer, _) => writer.WriteNumberValue(0)),
        ("fee_details", (writer, _) => writer.WriteArray(Array.Empty<string>(), (inner, text) => inner.WriteStringValue(text))),
        ("net", (writer, entry) => WriteAmount(writer, entry)),
        ("reporting_category", (writer, entry) => writer.WriteStringValue(entry.Category)),
        ("source", (writer, entry) => writer.WriteStringValue($"src_{entry.Row.Id:N}")),
        ("status", (writer, _) => writer.WriteStringValue("available")),
        ("type", (writer, entry) => writer.WriteStringValue(entry.Type)));

    private static readonly Shape<(IReadOnlyList<BalanceEntry> Entries, bool HasMore)> List = new(
        ("object", (writer, _) => writer.WriteStringValue("list")),
        ("url", (writer, _) => writer.WriteStringValue(Routes.StripeBalance)),
        ("has_more", (writer, list) => writer.WriteBooleanValue(list.HasMore)),
        ("data", (writer, list) => writer.WriteArray(list.Entries, Entry.Write)));

    public async Task<Answer> ListAsync(HttpContext context)
    {
        CheckKey(context.Request.Headers.Authorization.ToString());
        var account = context.Request.Headers[Routes.StripeAccountHeader].ToString();
        // The seed's example project names an account that Stripe does not know.
        var project = account.StartsWith("acct_", StringComparison.Ordinal)
            ? await projects.FindByStripeAccountAsync(account, context.RequestAborted)
            : null;
        if (project is null)
            throw StripeError.NoAccount(account);

        var limit = Limit(context.Request.Query["limit"]);
        var after = After(context.Request.Query["starting_after"]);

        var entries = await EntriesAsync(project, after, limit + 1, context.RequestAborted);
        return Answer.Json(writer => List.Write(writer, ([.. entries.Take(limit)], entries.Count > limit)))
            with
        { ContentType = "application/json" };
    }

    private void CheckKey(string authorization)
    {
        if (!authorization.StartsWith("Bearer ", StringComparison.Ordinal))
            throw StripeError.NoKey();
        if (key is null || authorization["Bearer ".Length..] != key)
            throw StripeError.WrongKey();
    }

    private static int Limit(string? text) =>
        text is null ? UsualLimit
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MaxLimit ? limit
        : throw StripeError.BadLimit(text);

    private static BalancePosition? After(string? text) =>
        text is null ? null : BalancePosition.Parse(text) ?? throw StripeError.NoEntry(text);

    private static async Task<List<BalanceEntry>> EntriesAsync(
        ProjectContext project, BalancePosition? after, int count, CancellationToken cancel)
    {
        var found = new List<BalanceEntry>();
        while (true)
        {
            (long, Guid)? from = after is { } position ? (position.CreatedAt, position.Row) : null;
            var rows = await TransactionReader.FromAsync(project.Users, project.TenancyId, from, RowsAtOnce, cancel);
            found.AddRange(rows.SelectMany(BalanceEntry.Of).Where(entry => entry.Row.Id != after?.Row || entry.Index > after?.Index));
            if (found.Count >= count || rows.Count < RowsAtOnce) return [.. found.Take(count)];

            after = new(rows[^1].CreatedAt, rows[^1].Id, int.MaxValue);
        }
    }

    private static void WriteAmount(Utf8JsonWriter writer, BalanceEntry entry) =>
        writer.WriteRawValue(entry.Amount.ToString(CultureInfo.InvariantCulture));
}
