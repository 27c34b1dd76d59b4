using System.Globalization;

namespace SampleDeployment.Data.Payments;

/// <summary>Writes rows about one customer. Days are counted from the sample's own moment; the past is negative.</summary>
internal sealed class PaymentWriter(PaymentTables tables, Platform platform, ProjectPlan plan, Buyer buyer)
{
    private readonly TimeSpan _offset = TimeSpan.FromMilliseconds(buyer.Index * 7_919L % 86_400_000);
    private int _rows;

    public const string Paid = "PURCHASE_PAGE";
    public const string Test = "TEST_MODE";
    public const string Given = "API_GRANT";

    public DateTime Day(double days) => SampleClock.Default.UtcDateTime.AddDays(days) - _offset;

    /// <summary>A product of the catalogue.</summary>
    public void Subscribe(
        string product,
        string status,
        DateTime created,
        double from,
        double to,
        string source,
        string? price,
        int quantity = 1,
        int renewals = 0,
        double? ended = null) =>
        Subscribe(
            $"{buyer.Type}-{product}",
            Catalogue.Product(buyer.Type, product),
            status,
            created,
            from,
            to,
            source,
            price,
            quantity,
            renewals,
            ended);

    /// <summary>
    /// Any product. The day when it ended is the end of the period unless another is given; it did not end if that is not a number.
    /// </summary>
    public void Subscribe(
        string? id,
        string snapshot,
        string status,
        DateTime created,
        double from,
        double to,
        string source,
        string? price,
        int quantity = 1,
        int renewals = 0,
        double? ended = null)
    {
        var row = NextId();
        var stripe = source == Paid ? $"sub_{row:N}" : null;
        var start = Later(created, Day(from));
        var end = Later(start, Day(to));
        // Without Stripe the newest version ends a subscription at once instead of letting it run to its end.
        var cancels = status == "canceled" || to is > 10 and < 20 && (stripe is not null || !platform.HasEngine);
        DateTime? endedAt = status is not ("canceled" or "unpaid" or "incomplete_expired") || ended is double.NaN ? null
            : ended is { } day ? Day(day)
            : end;
        tables.Subscriptions.Add(
        [
            row, plan.TenancyId, buyer.Id, buyer.Type.ToUpperInvariant(), id, snapshot, quantity, status, start, end,
            cancels, created, created, source, price, stripe, null,
            .. platform.HasEngine ? [endedAt, status == "canceled" ? start : null] : Array.Empty<object?>(),
        ]);
        if (stripe is not null)
            AddInvoices(row, stripe, created, renewals);
    }

    public void Purchase(string product, double day, string source, string? price, int quantity = 1, bool refunded = false) =>
        Purchase($"{buyer.Type}-{product}", Catalogue.Product(buyer.Type, product), day, source, price, quantity, refunded);

    public void Purchase(string? id, string snapshot, double day, string source, string? price, int quantity = 1, bool refunded = false)
    {
        var row = NextId();
        tables.OneTimePurchases.Add(
            row, plan.TenancyId, buyer.Id, buyer.Type.ToUpperInvariant(), id, snapshot, quantity, Day(day), source, price,
            source == Paid ? $"pi_{row:N}" : null, refunded ? Day(day + 1) : null);
    }

    public void Change(string item, int quantity, double day, double? expires = null) => Change(item, quantity, Day(day), expires);

    public void Change(string item, int quantity, DateTime created, double? expires = null) => tables.ItemChanges.Add(
        NextId(), plan.TenancyId, buyer.Id, buyer.Type.ToUpperInvariant(), $"{buyer.Type}_{item}", quantity, created,
        expires is { } day ? Day(day) : null, quantity % 2 == 0 ? null : "By hand");

    private void AddInvoices(Guid subscription, string stripe, DateTime created, int renewals)
    {
        for (var i = 0; i <= renewals; i++)
        {
            var time = created.AddDays(30 * i).AddSeconds(2);
            tables.Invoices.Add(
                NextId(), plan.TenancyId, stripe, string.Create(CultureInfo.InvariantCulture, $"in_{subscription:N}_{i}"), i == 0, time,
                time, "paid", null, null);
        }
    }

    private Guid NextId() => Seeded.Id(plan.Number, $"payment {buyer.Index} of {buyer.Type} {buyer.Id}", _rows++);

    private static DateTime Later(DateTime one, DateTime other) => one > other ? one : other;
}

/// <summary>Whose rows to write.</summary>
/// <param name="Type"><c>user</c>, <c>team</c> or <c>custom</c>.</param>
/// <param name="Id">The customer's id.</param>
/// <param name="Index">From 1; what the customer buys follows from it.</param>
internal sealed record Buyer(string Type, string Id, int Index)
{
    private static readonly string[] PeculiarIds =
    [
        "with space", "a/b", "50%", "q?x=1&y=2#z", "é 文字 \U0001f389", "a%2Fb", "plus+sign", "\"quoted\"", "semi;colon",
    ];

    public static Buyer Custom(ProjectPlan plan, int index) => new(
        "custom", plan.Peculiar && index <= PeculiarIds.Length ? PeculiarIds[index - 1] : $"org-{index}", index);
}
