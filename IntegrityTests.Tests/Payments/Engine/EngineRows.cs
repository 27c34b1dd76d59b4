using System.Security.Cryptography;
using System.Text;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Payments.Engine;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Rows;

namespace IntegrityTests.Tests.Payments.Engine;

/// <summary>Rows of one customer whose time begins at 1970, in days, and what the engine makes of them.</summary>
internal static class EngineRows
{
    public const long DayMillis = 86_400_000;

    /// <summary>A product that includes items, given as members of a JSON object, for a monthly price of 19.90 USD.</summary>
    public static Product Including(string items) => Product.Parse($$"""
        {
            "customerType": "user", "includedItems": { {{items}} },
            "prices": { "m": { "USD": "19.90", "interval": [1, "month"], "serverOnly": false }, "free": { "serverOnly": false } }
        }
        """);

    /// <summary>An item of <see cref="Including"/>.</summary>
    public static string Item(string id, string quantity, string? repeat = null, string? expires = null)
    {
        var repeats = repeat is null ? "" : $", \"repeat\": {repeat}";
        var ends = expires is null ? "" : $", \"expires\": \"{expires}\"";
        return $$"""
            "{{id}}": { "quantity": {{quantity}}{{repeats}}{{ends}} }
            """;
    }

    public static StoredSubscription Subscription(
        Product product, int quantity = 1, double start = 0, double? ended = null, double periodEnd = 30, string name = "s1") => new()
        {
            Id = Id(name),
            ProductId = "pro",
            Product = product,
            Quantity = quantity,
            Status = "active",
            CreatedAt = Day(start),
            PeriodStart = Day(start),
            PeriodEnd = Day(periodEnd),
            EndedAt = ended is { } end ? Day(end) : null,
            PriceId = "m",
        };

    /// <summary>A purchase that nobody paid, as the API grants it.</summary>
    public static StoredOneTimePurchase Grant(Product product, int quantity = 1, double at = 0, string name = "p1") =>
        new(Id(name), "pack", product, quantity, Day(at), RefundedAt: null);

    /// <summary>A purchase that somebody paid.</summary>
    public static StoredOneTimePurchase Paid(Product product, int quantity = 1, double at = 0, string name = "p1") =>
        Grant(product, quantity, at, name) with { PriceId = "m" };

    public static StoredItemChange Change(string item, long quantity, double at, double? expires = null, string name = "c1") =>
        new(Id(name), item, "USER", quantity, Day(at), expires is { } end ? Day(end) : null);

    public static StoredRefund RefundOfSubscription(long quantity, double at, string name = "s1") => new(
        $"refund:subscription:{Id(name)}", Millis(at), [new RefundedProduct(0, "pro", quantity, $"sub-start:{Id(name)}", 0)]);

    public static CustomerRows CustomerOf(params object[] rows) =>
        new([.. rows.OfType<StoredSubscription>()], [.. rows.OfType<StoredOneTimePurchase>()], [.. rows.OfType<StoredItemChange>()])
        {
            Refunds = [.. rows.OfType<StoredRefund>()],
            EngineCopies = [.. rows.OfType<EngineCopy>()],
        };

    /// <summary>The engine's customer, when its clock stands at a day.</summary>
    public static EngineCustomer At(double day, params object[] rows) =>
        EngineCustomer.Of(CustomerOf(rows), CustomerType.User, Millis(day));

    /// <summary>The listed products, as <c>quantity x id</c>.</summary>
    public static IEnumerable<string> Listed(this IEnumerable<EngineProduct> products) =>
        products.Select(product => $"{product.Quantity} x {product.ProductId ?? "inline"}");

    public static StoredTime Day(double day) => StoredTime.OfUnixMilliseconds(Millis(day));

    public static long Millis(double day) => (long)(day * DayMillis);

    /// <summary>The id of a name, the same in every run.</summary>
    public static Guid Id(string name) => new(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));
}
