using System.Globalization;
using System.Text.Json;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Rows;
using IntegrityTests.Tests.EndToEnd.Recorded;

namespace IntegrityTests.Tests.Payments.Balances;

/// <summary>
/// The recorded states of payments-cases.json (docs/testing.md, Recordings), or of the file that <c>PAYMENTS_CASES</c> names.
/// </summary>
internal static class PaymentsCases
{
    private const string Variable = "PAYMENTS_CASES";
    private static readonly Lazy<JsonElement> File = new(() => JsonElement.Parse(System.IO.File.ReadAllBytes(Path)));

    public static PaymentsConfig Config => PaymentsConfigParser.Parse(File.Value.GetProperty("project").GetProperty("payments"));

    public static IReadOnlyList<PaymentsCase> All =>
        [.. File.Value.GetProperty("cases").EnumerateArray().Select(body => new PaymentsCase(body))];

    private static string Path => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : Recording.PaymentsCases;
}

/// <summary>A recorded state of a customer, with what the backend answered about it (docs/testing.md, Recordings).</summary>
internal sealed record PaymentsCase(JsonElement Body)
{
    private JsonElement Expected => Body.GetProperty("expected");

    public long ReadAt => Expected.GetProperty("read_at").GetDateTimeOffset().ToUnixTimeMilliseconds();

    public IEnumerable<(string Item, long Quantity)> Balances =>
        Expected.GetProperty("items").EnumerateObject().Select(item => (item.Name, item.Value.GetInt64()));

    public IEnumerable<(string? Id, string? Type, long Quantity)> Products =>
        Expected.GetProperty("products").EnumerateArray()
            .Select(product => (Text(product, "id"), Text(product, "type"), product.GetProperty("quantity").GetInt64()));

    public CustomerRows Rows => new(
        [.. List("subscriptions").Select(Subscription)],
        [.. List("one_time_purchases").Select(Purchase)],
        [.. List("item_quantity_changes").Select(Change)]);

    /// <inheritdoc/>
    public override string ToString() => Body.GetProperty("customer_id").GetString()!;

    private JsonElement.ArrayEnumerator List(string name) => Body.GetProperty(name).EnumerateArray();

    private static StoredSubscription Subscription(JsonElement row) => new()
    {
        Id = row.GetProperty("id").GetGuid(),
        ProductId = row.GetProperty("product_id").GetString(),
        Product = Product.Read(row.GetProperty("product")),
        Quantity = row.GetProperty("quantity").GetInt64(),
        Status = row.GetProperty("status").GetString()!,
        CreatedAt = Time(row, "created_at")!.Value,
        PeriodStart = Time(row, "current_period_start")!.Value,
        PeriodEnd = Time(row, "current_period_end"),
    };

    private static StoredOneTimePurchase Purchase(JsonElement row) => new(
        row.GetProperty("id").GetGuid(),
        row.GetProperty("product_id").GetString(),
        Product.Read(row.GetProperty("product")),
        row.GetProperty("quantity").GetInt64(),
        Time(row, "created_at")!.Value,
        Time(row, "refunded_at"));

    private static StoredItemChange Change(JsonElement row) => new(
        row.GetProperty("id").GetGuid(),
        row.GetProperty("item_id").GetString()!,
        "CUSTOM",
        row.GetProperty("quantity").GetInt64(),
        Time(row, "created_at")!.Value,
        Time(row, "expires_at"));

    private static string? Text(JsonElement row, string name) => row.GetProperty(name).GetString();

    private static StoredTime? Time(JsonElement row, string name) => row.GetProperty(name).GetString() is { } text
        ? StoredTime.OfUnixMilliseconds(
            DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUnixTimeMilliseconds())
        : null;
}
