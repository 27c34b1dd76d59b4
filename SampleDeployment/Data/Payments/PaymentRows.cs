namespace SampleDeployment.Data.Payments;

/// <summary>
/// Writes the payments of a project. What a customer bought follows from the customer's index: one of <see cref="Kinds"/> habits, which
/// together show every repeat, expiry, status and source.
/// </summary>
internal sealed class PaymentRows(PaymentTables tables, Platform platform, ProjectPlan plan)
{
    private const int Kinds = 16;

    // Beyond, customers have what everybody has: the platform's list of transactions need not end when there are very many.
    private const int MostBuyers = 4 * Kinds;

    private const int FurtherBuyers = 100;

    private readonly int _buyers = platform.HasEngine ? plan.BuyersWithEngine : MostBuyers;

    // Ends of months, leap days and an ordinary day, to count intervals from.
    private static readonly DateTime[] Anchors =
    [
        new(2026, 4, 5, 9, 30, 0, 123, DateTimeKind.Utc),
        new(2026, 1, 31, 10, 0, 0, DateTimeKind.Utc),
        new(2024, 2, 29, 23, 59, 59, 999, DateTimeKind.Utc),
        new(2025, 12, 31, 0, 0, 0, DateTimeKind.Utc),
    ];

    // The engine counts all months as thirty days: there it is enough that some lies a month back.
    private static readonly DateTime[] AnchorsOfEngine =
    [
        new(2026, 5, 20, 9, 30, 0, 123, DateTimeKind.Utc),
        new(2026, 3, 31, 23, 59, 59, 999, DateTimeKind.Utc),
    ];

    // Of what repeats every few days.
    private static readonly DateTime RecentOfEngine = new(2026, 6, 25, 10, 0, 0, DateTimeKind.Utc);

    public void AddUser(int index) => Add(new("user", plan.UserId(index).ToString(), index));

    public void AddTeam(int index) => Add(new("team", plan.TeamId(index).ToString(), index));

    /// <summary>Customers that have no rows but these, many item changes, and the versions of the products.</summary>
    public void AddRest()
    {
        if (!plan.HasPayments) return;

        for (var index = 1; index <= Math.Min(_buyers, Kinds + (platform.HasEngine ? 8 : 4)); index++)
            Add(Buyer.Custom(plan, index));
        AddOldChanges();
        if (plan.HasOddities)
            OddPayments.Add(index => new(tables, platform, plan, Buyer.Custom(plan, 1000 + index)));
        foreach (var (id, product) in Catalogue.Everything)
            tables.ProductVersions.Add(plan.TenancyId, ProductVersion.IdOf(id, product), id, product, Anchors[2]);
    }

    /// <summary>
    /// One more transaction of those that only make the list long. Sources take turns, so that every page has rows of each and the
    /// platform's list ends.
    /// </summary>
    public void AddFurther(int number)
    {
        var customer = number / 3 % FurtherBuyers;
        var write = new PaymentWriter(tables, platform, plan, new("custom", $"bulk-{customer}", MostBuyers + 1 + number));
        var time = new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(number * 40L);
        switch (number % 3)
        {
            case 0:
                write.Change("credits", customer % 7 == 0 ? -1 : 3, time);
                break;
            case 1:
                // For the engine, what never repeats: nothing else would be there in such numbers.
                var (product, price) = platform.HasEngine ? ("gift", "free") : ("pack", "once");
                write.Purchase(
                    product, (time - SampleClock.Default.UtcDateTime).TotalDays, PaymentWriter.Paid, price, quantity: 1 + customer % 5);
                break;
            default:
                write.Subscribe(
                    platform.HasEngine ? "seats" : "plus", "canceled", time, -900, -400, PaymentWriter.Paid, "monthly", renewals: 1);
                break;
        }
    }

    private void Add(Buyer buyer)
    {
        if (!plan.HasPayments || buyer.Index > _buyers) return;

        var write = new PaymentWriter(tables, platform, plan, buyer);
        var anchors = platform.HasEngine ? AnchorsOfEngine : Anchors;
        var anchor = anchors[buyer.Index / Kinds % anchors.Length];
        var recent = platform.HasEngine ? RecentOfEngine : anchor;
        switch (buyer.Index % Kinds)
        {
            case 1:
                write.Subscribe("plus", "active", anchor, -10, 20, PaymentWriter.Paid, "monthly", renewals: 1);
                write.Change("credits", -30, -5);
                break;
            case 2:
                write.Subscribe("pro", "trialing", recent, -9, 5, PaymentWriter.Paid, "monthly");
                write.Change("credits", -3, -2);
                write.Change("minutes", 25, -3, expires: Later(5));
                break;
            case 3:
                write.Subscribe("plus", "canceled", anchor, -40, -10, PaymentWriter.Paid, "monthly", renewals: 1);
                break;
            case 4:
                write.Subscribe("solo", "past_due", anchor, -35, 330, PaymentWriter.Paid, "yearly", quantity: 2);
                write.Change("credits", -1000, -1);
                break;
            case 5:
                write.Subscribe("weekly", "paused", anchor, -45, 15, PaymentWriter.Test, "weekly", quantity: 3);
                break;
            case 6:
                write.Subscribe("daily", "unpaid", recent, -20, -1, PaymentWriter.Given, null);
                write.Subscribe("monthly", "incomplete", anchor, -40, 1, PaymentWriter.Test, "monthly");
                break;
            case 7:
                write.Subscribe("plus", "incomplete_expired", anchor, -50, -20, PaymentWriter.Given, null);
                write.Subscribe("pro", "incomplete", recent, -8, 22, PaymentWriter.Given, null);
                break;
            case 8:
                write.Purchase("pack", Days(-30, -4), PaymentWriter.Paid, "once", quantity: 3);
                // What the platform shows of a refund does not change what was charged, which Stripe's list would contradict. A refund that
                // leaves the items is an oddity of the newest version.
                write.Purchase(
                    "pack",
                    Days(-25, -3),
                    plan.StripeAccount is null ? PaymentWriter.Paid : PaymentWriter.Test,
                    "once",
                    refunded: !platform.HasEngine);
                break;
            case 9:
                write.Subscribe(null, Inline(buyer.Type), "active", anchor, -12, 18, PaymentWriter.Given, null, quantity: 2);
                write.Purchase(null, Inline(buyer.Type), -6, PaymentWriter.Given, null);
                break;
            case 10:
                write.Subscribe($"{buyer.Type}-removed", Removed(buyer.Type), "active", anchor, -12, 18, PaymentWriter.Paid, "old");
                write.Purchase($"{buyer.Type}-removed", Removed(buyer.Type), -400, PaymentWriter.Paid, "old", quantity: 2);
                break;
            case 11:
                write.Subscribe("plus", "active", anchor, -3, 27, PaymentWriter.Test, "monthly");
                write.Purchase("pack", -2, PaymentWriter.Test, "once", quantity: 5);
                break;
            case 12:
                AddChanges(write);
                break;
            case 13:
                write.Subscribe(
                    "pro", "active", anchor, -15, 15, PaymentWriter.Paid, "monthly", quantity: 2, renewals: platform.HasEngine ? 1 : 2);
                break;
            case 14:
                write.Purchase("abroad", -14, PaymentWriter.Paid, "once", quantity: 2);
                write.Purchase("gift", -13, PaymentWriter.Given, "free");
                break;
            case 15:
                write.Subscribe("plus", "active", anchor, -15, 15, PaymentWriter.Given, null);
                write.Subscribe("seats", "active", anchor, -15, 15, PaymentWriter.Paid, "monthly", quantity: 4);
                write.Subscribe("monthly", "active", anchor, -45, 45, PaymentWriter.Given, null, quantity: 2);
                break;
        }
    }

    private double Days(double days, double ofEngine) => platform.HasEngine ? ofEngine : days;

    // In the newest version, what expires later counts no more at once: an oddity.
    private double Later(double day) => platform.HasEngine ? -1 : day;

    private void AddChanges(PaymentWriter write)
    {
        write.Change("credits", 100, -60, expires: -10);
        write.Change("credits", -60, -20);
        write.Change("credits", 11, -15, expires: Later(300));
        write.Change("credits", -11, -15);
        write.Change("minutes", -7, -40, expires: -30);
        write.Change("minutes", -21, -5);
    }

    // All are older than every subscription: the platform's list then needs several pages, and repeats what was on the first one.
    private void AddOldChanges()
    {
        var write = new PaymentWriter(tables, platform, plan, new("user", plan.UserId(1).ToString(), MostBuyers + 1));
        for (var i = 0; i < plan.OldChanges; i++)
            write.Change("credits", i % 5 == 0 ? -1 : 1, new DateTime(2023, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(i));
    }

    private static string Inline(string type) =>
        $$$$"""{"displayName": "Made for you", "customerType": "{{{{type}}}}", "serverOnly": true, "stackable": false,"""
        + """ "isAddOnTo": false, "prices": {"only": {"USD": "33.10", "serverOnly": false}}, "includedItems": """
        + $$$$"""{"{{{{type}}}}_credits": {"quantity": 3, "repeat": [2, "week"], "expires": "when-purchase-expires"}}}""";

    private static string Removed(string type) =>
        $$$$"""{"displayName": "No longer sold", "customerType": "{{{{type}}}}", "stackable": true,"""
        + """ "prices": {"old": {"USD": "1.01", "serverOnly": false}}, "includedItems": {}}""";
}
