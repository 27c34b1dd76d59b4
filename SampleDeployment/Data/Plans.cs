namespace SampleDeployment.Data;

/// <summary>The data sets: the default one has everything that a verifier must cope with, the uniform one has size.</summary>
internal static class Plans
{
    /// <summary>The first project of the default data set, ordinary in every way: damages and faults choose their subjects in it.</summary>
    public static ProjectPlan Ordinary { get; } = new(1, "First steps", "An ordinary project")
    {
        Users = 60,
        Teams = 8,
        HasPayments = true,
        // More transactions than one page of the API's list.
        BuyersWithEngine = 64,
        StripeAccount = "acct_sample0001",
    };

    private static ProjectPlan Internal { get; } = new(0, "Stack Dashboard", "Stack's admin dashboard")
    {
        Id = ProjectPlan.InternalId,
        Users = 4,
        Teams = 2,
    };

    private static ProjectPlan Odd { get; } = new(14, "What the platform gets wrong", "Answers that follow its code and not what it means")
    {
        Users = 2,
        Teams = 1,
        HasPayments = true,
        HasOddities = true,
    };

    /// <summary>The projects that both versions have.</summary>
    public static IReadOnlyList<ProjectPlan> Default { get; } =
    [
        Ordinary,
        new(2, "Exactly one page", "1000 users") { Users = 1000, Teams = 20 },
        new(3, "One page and one user", "1001 users") { Users = 1001, Teams = 20 },
        new(4, "Three pages", "2500 users") { Users = 2500, Teams = 50 },
        new(5, "Nobody here", ""),
        new(6, "Verified e-mails only", "Unverified users are restricted")
        {
            Users = 120,
            Teams = 5,
            WithRestricted = true,
            RequiresVerifiedEmail = true,
            HasPayments = true,
            BuyersWithEngine = 4,
            StripeAccount = "acct_sample0006",
        },
        new(7, "Made elsewhere", "Created through Neon") { Users = 20, Teams = 2 },
        new(8, "Names \"in\"\nevery 文字 \U0001f389", "Quotes ' \", a backslash \\, a tab\t, עברית and العربية")
        {
            Users = 80,
            Teams = 12,
            Peculiar = true,
            HasPayments = true,
            BuyersWithEngine = 9,
        },
        new(9, "Many teams", "One user is in thirty of them") { Users = 90, Teams = 40, TeamsOfFirstUser = 30 },
        new(10, "Guests", "Anonymous and restricted users")
        {
            Users = 60,
            Teams = 3,
            WithRestricted = true,
            HasPayments = true,
            BuyersWithEngine = 4,
        },
        new(11, "A database of its own", "The users are somewhere else") { Users = 70, Teams = 6, External = true },
        new(12, "Much to count", "Three pages of transactions, which repeat themselves")
        {
            Users = 32,
            Teams = 16,
            HasPayments = true,
            BuyersWithEngine = 8,
            OldChanges = 460,
            StripeAccount = "acct_sample0012",
        },
        new(13, "Dummy Project", "The platform's own example")
        {
            Id = ProjectPlan.DummyId,
            Users = 16,
            Teams = 4,
            HasPayments = true,
            StripeAccount = "sample-stripe-account-id",
        },
        Internal,
    ];

    /// <summary>The default data set of a version.</summary>
    public static IReadOnlyList<ProjectPlan> Of(Platform platform) => platform.HasEngine ? [.. Default, Odd] : Default;

    /// <summary>The given number of ordinary projects, and the platform's own.</summary>
    public static IReadOnlyList<ProjectPlan> Uniform(int projects, int users, int transactions) =>
    [
        .. Enumerable.Range(1, projects).Select(number => new ProjectPlan(number, $"Project {number}", "One of many")
        {
            Users = users,
            Teams = Math.Max(1, users / 50),
            HasPayments = true,
            Transactions = transactions,
            StripeAccount = number % 2 == 1 ? $"acct_sample{number:0000}" : null,
        }),
        Internal,
    ];
}
