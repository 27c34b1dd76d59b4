using System.Globalization;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Payments.Balances;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Rows;
using IntegrityTests.Tests.Fakes;

namespace IntegrityTests.Tests.Payments.Balances;

/// <summary>Rows of one customer, and what the ledger makes of them.</summary>
internal static class LedgerRows
{
    public const string Credits = "credits";

    public static CustomerRows Monthly(string expires, string start) =>
        Included($$"""{ "quantity": 10, "repeat": [1, "month"], "expires": "{{expires}}" }""", start);

    public static CustomerRows Included(string? item, string start, string end = "2100-01-01")
    {
        var subscription = new StoredSubscription
        {
            Id = Guid.Empty,
            ProductId = "pro",
            Product = ProductWith(item),
            Quantity = 1,
            Status = "active",
            CreatedAt = Time(start),
            PeriodStart = Time(start),
            PeriodEnd = Time(end),
        };
        return new CustomerRows([subscription], [], []);
    }

    public static Product ProductWith(string? item) => Product.Parse(item is null
        ? """{ "customerType": "user", "prices": {} }"""
        : $$"""{ "customerType": "user", "prices": {}, "includedItems": { "credits": {{item}} } }""");

    public static StoredOneTimePurchase Purchase(string item, int quantity) =>
        new(Guid.Empty, "pack", ProductWith(item), quantity, Time("2026-01-01"), RefundedAt: null);

    public static CustomerRows Changes(params StoredItemChange[] changes) => new([], [], changes);

    public static StoredItemChange Change(long quantity, string at, string? expires = null) =>
        new(Guid.NewGuid(), Credits, "USER", quantity, Time(at), expires is null ? null : Time(expires));

    public static PaymentsConfig Config(string products) =>
        IntegrityTests.Payments.Model.PaymentsConfigParser.Parse(Example.Json($$"""{ "products": {{products}} }"""));

    public static decimal? Quantity(CustomerRows rows, string now) => Balance(rows, now).Quantity;

    public static Balance Balance(CustomerRows rows, string now) =>
        Ledger.BalanceOf(rows, CustomerType.User, Credits, PaymentsConfig.None, Millis(now));

    public static StoredTime Time(string text) => StoredTime.OfUnixMilliseconds(Millis(text));

    public static long Millis(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUnixTimeMilliseconds();
}
