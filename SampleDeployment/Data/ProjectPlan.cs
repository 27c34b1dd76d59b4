namespace SampleDeployment.Data;

/// <summary>What to generate for one project.</summary>
/// <param name="Number">From 1; ids follow from it, and projects sort by it.</param>
/// <param name="Name">The display name.</param>
/// <param name="Description">The description.</param>
internal sealed record ProjectPlan(int Number, string Name, string Description)
{
    /// <summary>The id of the platform's own project, in which the admin key is kept.</summary>
    public const string InternalId = "internal";

    /// <summary>The id of the example project that the platform's own seed makes; its payouts belong to nobody.</summary>
    public const string DummyId = "6fbbf22e-f4b2-4c6e-95a1-beab6fa41063";

    public string Id { get; init; } = IdOf(Number);

    public int Users { get; init; }

    public int Teams { get; init; }

    /// <summary>Some users are anonymous, some restricted by an administrator.</summary>
    public bool WithRestricted { get; init; }

    /// <summary>Users without a verified primary e-mail are restricted.</summary>
    public bool RequiresVerifiedEmail { get; init; }

    /// <summary>Names and metadata are of the kinds that break careless software.</summary>
    public bool Peculiar { get; init; }

    /// <summary>How many teams the first user is in at least.</summary>
    public int TeamsOfFirstUser { get; init; }

    /// <summary>Users and teams are in a database of the project's own.</summary>
    public bool External { get; init; }

    /// <summary>It sells things: to users, teams and others.</summary>
    public bool HasPayments { get; init; }

    /// <summary>
    /// How many users, teams and others buy something at most in the newest version, whose engine keeps about a hundred rows of each.
    /// </summary>
    public int BuyersWithEngine { get; init; } = 20;

    /// <summary>It has all states in which the newest version's answers are not what the platform means.</summary>
    public bool HasOddities { get; init; }

    /// <summary>How many item changes there are that are older than every purchase.</summary>
    public int OldChanges { get; init; }

    /// <summary>How many further transactions there are, evenly of every source.</summary>
    public int Transactions { get; init; }

    /// <summary>The Stripe account that its money goes to.</summary>
    public string? StripeAccount { get; init; }

    public Guid TenancyId => Seeded.Id(Number, "tenancy", 0);

    public Guid UserId(int index) => Seeded.Id(Number, "user", index);

    public Guid TeamId(int index) => Seeded.Id(Number, "team", index);

    // The number leads, so that ids sort as the projects are listed here and can be told apart at a glance.
    private static string IdOf(int number) => $"{number:x4}{Seeded.Id(number, "project", 0).ToString()[4..]}";
}
