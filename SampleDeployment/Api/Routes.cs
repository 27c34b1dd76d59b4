namespace SampleDeployment.Api;

/// <summary>
/// The paths and headers of the endpoints that more than one place names: where they are served, and where faults recognize them.
/// </summary>
internal static class Routes
{
    /// <summary>What every path of the admin API begins with.</summary>
    public const string Api = "/api/v1/";

    public const string Users = Api + "users";

    public const string Teams = Api + "teams";

    public const string ProjectPermissions = Api + "project-permissions";

    public const string TeamPermissions = Api + "team-permissions";

    public const string Items = Api + "payments/items";

    public const string Products = Api + "payments/products";

    public const string Transactions = Api + "internal/payments/transactions";

    /// <summary>The header that names the project.</summary>
    public const string ProjectHeader = "x-stack-project-id";

    /// <summary>The header that names the account in a call of Stripe's list.</summary>
    public const string StripeAccountHeader = "Stripe-Account";

    /// <summary>Stripe's list of what moved on an account; it is not part of the admin API.</summary>
    public const string StripeBalance = "/v1/balance_transactions";
}
