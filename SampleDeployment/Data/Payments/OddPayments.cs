namespace SampleDeployment.Data.Payments;

/// <summary>
/// States in which the newest version's answers follow its code and not what it means: nothing is wrong with the rows. Each has a custom
/// customer of its own.
/// </summary>
internal static class OddPayments
{
    private static readonly string Fractions = Product(
        """{"custom_credits": {"quantity": 0.5, "repeat": "never", "expires": "when-purchase-expires"}, """
        + """ "custom_minutes": {"quantity": -5, "repeat": "never", "expires": "never"}}""");

    private static readonly string Fixed = Product(
        """{"custom_credits": {"quantity": 7, "repeat": "never", "expires": "when-purchase-expires"}}""");

    private static readonly DateTime Created = new(2026, 6, 1, 9, 0, 0, DateTimeKind.Utc);

    /// <summary>Writes them.</summary>
    /// <param name="customer">Gives what writes the rows of the customer with a number.</param>
    public static void Add(Func<int, PaymentWriter> customer)
    {
        // A grant that expires later counts no more at once.
        customer(1).Change("credits", 10, -3, expires: 30);
        // The first repeat does not expire what the purchase gave, since it was given without a price.
        customer(2).Purchase("pack", -6, PaymentWriter.Given, null, quantity: 2);
        // A refund takes the product and leaves the items.
        customer(3).Purchase("pack", -7, PaymentWriter.Paid, "once", quantity: 2, refunded: true);
        // An end that lies ahead takes effect at once, since nothing repeats.
        customer(4).Subscribe(null, Fixed, "canceled", Created, -29, 30, PaymentWriter.Given, null, ended: 5);
        // A cancelled subscription without an end gives for ever.
        customer(5).Subscribe("plus", "canceled", Created, -60, -10, PaymentWriter.Paid, "monthly", ended: double.NaN);
        customer(6).Subscribe("weekly", "unpaid", Created, -60, -10, PaymentWriter.Paid, "weekly", ended: double.NaN);
        // One that runs to its end is listed as if it were bought once, and nothing else of its line can be bought.
        customer(7).Subscribe("plus", "canceled", Created, -29, 30, PaymentWriter.Given, null);
        // Quantities may be fractions and negative.
        customer(8).Purchase(null, Fractions, -8, PaymentWriter.Given, null, quantity: 3);
    }

    private static string Product(string items) =>
        $$"""
        {"displayName": "Odd", "customerType": "custom", "serverOnly": true, "stackable": false, "isAddOnTo": false, "prices": {},
         "includedItems": {{items}}}
        """;
}
