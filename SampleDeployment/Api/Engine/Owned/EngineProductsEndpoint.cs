using System.Text.Json;
using SampleDeployment.Api.Engine.Rows;
using SampleDeployment.Api.Engine.Transactions;
using SampleDeployment.Api.Http;
using SampleDeployment.Api.Json;
using SampleDeployment.Api.Payments.Customers;
using SampleDeployment.Api.Payments.Products;

namespace SampleDeployment.Api.Engine.Owned;

/// <summary>The products that a customer has, as the engine computes them.</summary>
internal static class EngineProductsEndpoint
{
    private static readonly Shape<StoredSubscription> Period = new(
        ("subscription_id", (writer, row) => writer.WriteStringValue(row.Id)),
        ("current_period_end", (writer, row) =>
            writer.WriteStringValue($"{DateTime.UnixEpoch.AddMilliseconds(row.PeriodEnd):yyyy-MM-ddTHH:mm:ss.fffZ}")),
        ("cancel_at_period_end", (writer, row) => writer.WriteBooleanValue(row.CancelAtPeriodEnd)),
        ("is_cancelable", (writer, _) => writer.WriteBooleanValue(true)));

    private static readonly Shape<(string Id, Product Product)> Option = new(
        ("product_id", (writer, option) => writer.WriteStringValue(option.Id)),
        ("product", (writer, option) => SnapshotView.Write(writer, new(option.Product.Json), SnapshotForm.Option)));

    private static readonly (string Name, Action<Utf8JsonWriter, Item> Write)[] Common =
    [
        ("id", (writer, item) => writer.WriteStringValue(item.Owned.Id)),
        ("type", (writer, item) => writer.WriteStringValue(item.Subscription is null ? "one_time" : "subscription")),
        ("quantity", (writer, item) => writer.WriteRawValue(StoredJson.Number((double)item.Owned.Quantity))),
        ("product", (writer, item) => SnapshotView.Write(writer, item.Owned.Product, SnapshotForm.Owned)),
        ("subscription", WritePeriod),
    ];

    private static readonly Shape<Item> Alone = new(Common);

    private static readonly Shape<Item> InLine =
        new([.. Common, ("switch_options", (writer, item) => writer.WriteArray(item.Options, Option.Write))]);

    private static readonly Shape<string?> Pagination = new(("next_cursor", (writer, cursor) => writer.WriteStringValue(cursor)));

    private static readonly Shape<(IEnumerable<Item> Items, string? Next)> Page = new(
        ("items", (writer, page) => writer.WriteArray(page.Items, Write)),
        ("is_paginated", (writer, _) => writer.WriteBooleanValue(true)),
        ("pagination", (writer, page) => Pagination.Write(writer, page.Next)));

    public static async Task<Answer> ListAsync(ApiRequest request)
    {
        var customer = request.Customer(typeSegment: 4);
        var limit = ProductsEndpoint.Limit(request.Query("limit"));
        await request.RequireAsync(customer);

        var rows = await CustomerReader.ReadAsync(request, customer);
        var owned = Ownership.Of([.. History.Of(rows)]);
        var from = request.Query("cursor") is { } cursor ? owned.FindIndex(product => product.Key == cursor) : 0;
        if (from < 0)
            throw new ApiError(Answer.Text(400, "Invalid cursor"));

        var items = owned.Skip(from).Take(limit)
            .Select(product => new Item(
                product, SubscriptionOf(rows.Subscriptions, product), Options(request.Project.Config.Payments, product, customer)))
            .ToList();
        return Answer.Json(writer => Page.Write(writer, (items, owned.ElementAtOrDefault(from + limit)?.Key)));
    }

    // Any that is in force, not the one that gave the product.
    private static StoredSubscription? SubscriptionOf(IEnumerable<StoredSubscription> subscriptions, OwnedProduct product) => subscriptions
        .Where(subscription => subscription.IsInForce && subscription.ProductId == product.Id)
        .MaxBy(subscription => subscription.Id, StringComparer.Ordinal);

    // Of what is sold today.
    private static IEnumerable<(string Id, Product Product)> Options(
        Payments.PaymentsConfig config, OwnedProduct owned, Customer customer) => config.Products
        .Where(other => other.Id != owned.Id
            && other.Product.Line == owned.Product.Line
            && other.Product.CustomerType == customer.Type
            && !(other.Product.Member("isAddOnTo") is { ValueKind: JsonValueKind.Object } bases && bases.EnumerateObject().Any())
            && other.Product.Member("prices") is { ValueKind: JsonValueKind.Object } prices
            && prices.EnumerateObject().Any(price => price.Value.TryGetProperty("interval", out _)));

    private static void Write(Utf8JsonWriter writer, Item item) => (item.Owned.Product.Line is null ? Alone : InLine).Write(writer, item);

    private static void WritePeriod(Utf8JsonWriter writer, Item item)
    {
        if (item.Subscription is { } subscription)
            Period.Write(writer, subscription);
        else
            writer.WriteNullValue();
    }

    private sealed record Item(OwnedProduct Owned, StoredSubscription? Subscription, IEnumerable<(string Id, Product Product)> Options);
}
