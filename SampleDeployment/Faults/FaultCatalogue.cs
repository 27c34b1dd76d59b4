using System.Globalization;
using SampleDeployment.Data;

namespace SampleDeployment.Faults;

/// <summary>The faults by the names that the command line takes.</summary>
internal static class FaultCatalogue
{
    /// <summary>The user whom faults of one user hit if none is named: an ordinary one, with a permission.</summary>
    public static Guid Subject { get; } = Plans.Ordinary.UserId(4);

    private static readonly IReadOnlyList<(string Name, string Help, Func<string?, Fault> Create)> All =
    [
        ("user-missing", "[:USER]    a user is not in the list", text => new UserMissing(User(text))),
        ("user-twice", "[:USER]      a user is in the list twice", text => new UserTwice(User(text))),
        ("user-changed", "[:USER]    reading a user gives another name", text => new UserChanged(User(text))),
        ("list-changed", "[:USER]    the list gives another name for a user", text => new ListChanged(User(text))),
        ("user-status", "[:USER]     reading a user gives 404", text => new UserStatus(User(text))),
        ("grant-extra", "[:USER]     a user has a permission too many", text => new GrantExtra(User(text))),
        ("grant-missing", "[:USER]   a user's permissions are missing", text => new GrantMissing(User(text))),
        ("balance-off", "[:USER]     a user has one more of each item", text => new BalanceOff(User(text))),
        ("product-missing", "[:USER] a user's first product is missing", text => new ProductMissing(User(text))),
        ("transaction-missing", "    a paid transaction is not in the list", _ => new TransactionMissing()),
        ("transaction-foreign", "    the list has a transaction that is nobody's", _ => new TransactionForeign()),
        ("transaction-cent", "       a transaction says one cent too much", _ => new TransactionCent()),
        ("transaction-repeated", "   a transaction is in the list twice (which is no damage)", _ => new TransactionRepeated()),
        ("transactions-endless", "   after the last page of transactions comes the first", _ => new TransactionsEndless()),
        ("stripe-cent", "            Stripe says one cent too much", _ => new StripeCent()),
        ("stripe-ends-early", "      Stripe's list has only its first page", _ => new StripeEndsEarly()),
        ("stripe-endless", "         Stripe's list never ends", _ => new StripeEndless()),
        ("stripe-throttle", "[:SECONDS] Stripe answers 429 with Retry-After (1) the first time", text => new StripeThrottlesOnce(Number(text, 1))),
        ("stripe-error", "           Stripe always answers 500", _ => new StripeCrashes()),
        ("cursor-stale", "           the next page begins at a user that does not exist", _ => new CursorStale()),
        ("cursor-endless", "         the next page is always the same page", _ => new CursorEndless()),
        ("list-ends-early", "        there is never a next page", _ => new ListEndsEarly()),
        ("body-cut", "               the JSON ends in the middle", _ => new BodyCut()),
        ("connection-lost", "        the connection breaks in the middle of the body", _ => new ConnectionLost()),
        ("no-json", "                the body is no JSON", _ => new NoJson()),
        ("html", "                   everything is a page of HTML", _ => new Html()),
        ("error", "                  everything is 500", _ => new AlwaysCrashes()),
        ("flaky", "                  every URL is 500 the first time", _ => new CrashesOnce()),
        ("throttle", "[:SECONDS]     every URL is 429 with Retry-After (1) the first time", text => new ThrottlesOnce(Number(text, 1))),
        ("hang", "[:N]               no answer any more after N (100)", text => new Hangs(Number(text, 100))),
        ("reset", "[:N]              every connection is reset after N (100) answers", text => new Resets(Number(text, 100))),
        ("slow", "[:MS]              every answer takes MS (1000) longer", text => new Slow(Number(text, 1000))),
    ];

    /// <summary>A line for each fault.</summary>
    public static string Help => string.Join('\n', All.Select(fault => $"      {fault.Name}{fault.Help}"));

    /// <summary>Makes the fault that <c>NAME</c> or <c>NAME:ARGUMENT</c> describes; with <c>@PROJECT</c> or <c>@PROJECT/PATH</c> behind it, only there.</summary>
    /// <exception cref="FormatException">There is no such fault, or its argument or place is not as it should be.</exception>
    public static Fault Parse(string text)
    {
        var parts = text.Split('@', 2);
        var fault = Everywhere(parts[0]);
        if (parts.Length == 1) return fault;
        var place = parts[1].Split('/', 2);
        return place[0].Length == 0
            ? throw new FormatException($"'{text}' should name a project's id or its Stripe account behind the @")
            : new FaultOf(place[0], place.ElementAtOrDefault(1) ?? "", fault);
    }

    private static Fault Everywhere(string text)
    {
        var parts = text.Split(':', 2);
        var (name, _, create) = All.FirstOrDefault(fault => fault.Name == parts[0]);
        return name is null
            ? throw new FormatException($"there is no fault '{parts[0]}'; there are: {string.Join(", ", All.Select(fault => fault.Name))}")
            : create(parts.ElementAtOrDefault(1));
    }

    private static Guid User(string? text) =>
        text is null ? Subject
        : Guid.TryParseExact(text, "D", out var user) ? user
        : throw new FormatException($"'{text}' should be the id (a UUID) of a user");

    private static int Number(string? text, int usual) =>
        text is null ? usual
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new FormatException($"'{text}' should be a whole number, 0 or more");
}
