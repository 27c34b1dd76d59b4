namespace IntegrityTests.Tests.EndToEnd.Recorded;

/// <summary>The recorded project with payments of every kind of customer.</summary>
internal static class Paying
{
    public const string Id = "06000000-1111-4222-8333-000000000006";
    public const string Tenancy = "b096c023-447e-4743-b24a-266d0d53336f";
    public const string TransactionPages = "/api/v1/internal/payments/transactions?";
    public const string Transactions = TransactionPages + "limit=200";

    /// <summary>Stored users.</summary>
    public const int Users = 18;

    /// <summary>Stored users, teams and custom customers.</summary>
    public const int Customers = 23;

    /// <summary>A user with an active subscription of <c>pro</c>, in the line whose default product is <c>free</c>.</summary>
    public const string Subscriber = "c5159585-1deb-4758-8479-f378c2edfdf1";

    /// <summary>The subscription of <see cref="Subscriber"/>.</summary>
    public const string Subscription = "03dccec2-1b22-4565-bea3-74d7331717ec";

    /// <summary>A user with an item change of 20 credits used.</summary>
    public const string Spender = "08a80fb9-533a-4eeb-82a7-ea3bcd20912c";

    /// <summary>The item change of <see cref="Spender"/>.</summary>
    public const string ItemChange = "795e33f8-ef00-493b-98cf-529c68fd20f6";

    /// <summary>A user without purchases, who has the default product.</summary>
    public const string FreeUser = "07f4f569-23df-45e4-885d-039fe137e71e";

    public static string Credits(string user) => $"/api/v1/payments/items/user/{user}/credits";

    public static string Products(string user) => $"/api/v1/payments/products/user/{user}?limit=100";
}
