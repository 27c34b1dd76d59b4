using System.Globalization;
using SampleDeployment.Api.Http;
using SampleDeployment.Api.Json;
using SampleDeployment.Api.Payments.Customers;

namespace SampleDeployment.Api.Payments.Products;

/// <summary>The products that a customer has: in force by subscription, bought once, or given to everybody.</summary>
internal static class ProductsEndpoint
{
    private const int UsualLimit = 10;
    private const int MaxLimit = 100;

    private static readonly Shape<string?> Pagination = new(("next_cursor", (writer, cursor) => writer.WriteStringValue(cursor)));

    private static readonly Shape<(OwnedProductView View, IEnumerable<OwnedProduct> Items, string? Next)> Page = new(
        ("items", (writer, page) => writer.WriteArray(page.Items, page.View.Write)),
        ("is_paginated", (writer, _) => writer.WriteBooleanValue(true)),
        ("pagination", (writer, page) => Pagination.Write(writer, page.Next)));

    public static async Task<Answer> ListAsync(ApiRequest request)
    {
        var customer = request.Customer(typeSegment: 4);
        var limit = Limit(request.Query("limit"));
        await request.RequireAsync(customer);

        var owned = await OwnedAsync(request, customer);
        var from = request.Query("cursor") is { } cursor ? owned.FindIndex(product => product.Key == cursor) : 0;
        if (from < 0)
            throw new ApiError(Answer.Text(400, "Invalid cursor"));

        var next = owned.ElementAtOrDefault(from + limit)?.Key;
        var view = new OwnedProductView(request.Project.Config.Payments);
        return Answer.Json(writer => Page.Write(writer, (view, owned.Skip(from).Take(limit), next)));
    }

    private static async Task<List<OwnedProduct>> OwnedAsync(ApiRequest request, Customer customer)
    {
        var subscriptions = await PurchaseReader.SubscriptionsAsync(request, customer);
        var purchases = await PurchaseReader.OneTimeAsync(request, customer);
        return
        [
            .. request.Project.Config.Payments.WithDefaults(customer, subscriptions)
                .Where(row => row.IsInForce)
                .Select(OwnedProduct.Of)
                .Concat(purchases.Where(row => !row.IsRefunded).Select(OwnedProduct.Of))
                .OrderBy(product => product.CreatedAt)
                .ThenBy(product => product.Key, StringComparer.Ordinal),
        ];
    }

    /// <summary>Reads how many products a page has.</summary>
    /// <exception cref="InvalidResponseException">The platform crashes over a limit that it does not like.</exception>
    public static int Limit(string? text) =>
        text is null ? UsualLimit
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MaxLimit ? limit
        : throw new InvalidResponseException("The limit is out of range.");
}
