using System.Text.Json;
using System.Text.Json.Nodes;
using SampleDeployment.Api.Http;
using SampleDeployment.Api.Json;
using SampleDeployment.Api.Payments.Customers;

namespace SampleDeployment.Api.Payments.Balances;

/// <summary>How much of an item a customer has.</summary>
internal static class ItemEndpoint
{
    private static readonly Shape<(string Id, JsonElement Item, double Quantity)> Shape = new(
        ("id", (writer, answer) => writer.WriteStringValue(answer.Id)),
        ("display_name", (writer, answer) => answer.Item.GetProperty("displayName").WriteTo(writer)),
        ("quantity", (writer, answer) => writer.WriteRawValue(StoredJson.Number(answer.Quantity))));

    /// <summary>As the reference version computes it: of purchases and changes, whenever it is asked.</summary>
    public static Task<Answer> GetAsync(ApiRequest request) => AnswerAsync(request, async (customer, item) =>
    {
        var now = request.Now;
        var subscriptions = request.Project.Config.Payments.WithDefaults(
            customer, await PurchaseReader.SubscriptionsAsync(request, customer));
        var purchases = await PurchaseReader.OneTimeAsync(request, customer);
        var changes = await PurchaseReader.ChangesAsync(request, customer, item);
        var ledger = changes.SelectMany(Entries.Of)
            .Concat(purchases.SelectMany(purchase => Entries.Of(purchase, item)))
            .Concat(subscriptions.SelectMany(subscription => Entries.Of(subscription, item, now)));
        return Balance.At(now, ledger);
    });

    /// <summary>Answers for an item that is configured and a customer that exists.</summary>
    /// <param name="request">The request.</param>
    /// <param name="balance">Computes the balance of a customer's item.</param>
    public static async Task<Answer> AnswerAsync(ApiRequest request, Func<Customer, string, Task<double>> balance)
    {
        var customer = request.Customer(typeSegment: 4);
        var item = request.Segment(6);
        var definition = Definition(request.Project.Config.Payments, item, customer);
        await request.RequireAsync(customer);

        var quantity = await balance(customer, item);
        return Answer.Json(writer => Shape.Write(writer, (item, definition, quantity)));
    }

    private static JsonElement Definition(PaymentsConfig config, string item, Customer customer)
    {
        if (!config.Items.TryGetValue(item, out var definition))
            throw ApiError.Known(404, "ITEM_NOT_FOUND", $"Item with ID \"{item}\" not found.", new() { ["item_id"] = item });

        var type = definition.GetProperty("customerType").GetString();
        return type == customer.Type ? definition : throw ApiError.Known(
            400,
            "ITEM_CUSTOMER_TYPE_DOES_NOT_MATCH",
            $"The {customer.Type} with ID \"{customer.Id}\" is not a valid customer for the item with ID \"{item}\". "
            + $"The item is configured to only be available for {type} customers, but the customer is a {customer.Type}.",
            new JsonObject
            {
                ["item_id"] = item,
                ["customer_id"] = customer.Id,
                ["item_customer_type"] = type,
                ["actual_customer_type"] = customer.Type,
            });
    }
}
