using System.Globalization;
using SampleDeployment.Api;
using SampleDeployment.Data;

namespace SampleDeployment.Faults;

/// <summary>The faults by the names that the command line takes. A new fault is a line here, and at most a small method.</summary>
internal static class FaultCatalogue
{
    /// <summary>The user that a fault of one user is about if none is named: an ordinary one, with a permission.</summary>
    public static Guid Subject { get; } = Plans.Ordinary.UserId(4);

    private static readonly IReadOnlyList<Entry> All =
    [
        new("user-missing", "[:USER]", "a user is not in the list", text => AnswerFaults.UserMissing(User(text))),
        new("user-twice", "[:USER]", "a user is in the list twice", text => AnswerFaults.UserTwice(User(text))),
        new("user-changed", "[:USER]", "reading a user gives another name", text => AnswerFaults.UserChanged(User(text))),
        new("list-changed", "[:USER]", "the list gives another name for a user", text => AnswerFaults.ListChanged(User(text))),
        new("half-character", "[:USER]", "the name of a user is half a character (a lone surrogate), alone and in the list",
            text => AnswerFaults.HalfCharacter(User(text))),
        new("user-status", "[:USER]", "reading a user gives 404", text => AnswerFaults.UserStatus(User(text))),
        new("grant-extra", "[:USER]", "a user has one permission too many", text => AnswerFaults.GrantExtra(User(text))),
        new("grant-missing", "[:USER]", "the permissions of a user are missing", text => AnswerFaults.GrantMissing(User(text))),
        new("balance-off", "[:USER]", "a user has one more of each item", text => AnswerFaults.BalanceOff(User(text))),
        new("product-missing", "[:USER]", "the first product of a user is missing", text => AnswerFaults.ProductMissing(User(text))),
        new("transaction-missing", "a paid transaction is not in the list", AnswerFaults.TransactionMissing),
        new("transaction-foreign", "the list has a transaction that no row stands for", AnswerFaults.TransactionForeign),
        new("transaction-cent", "a transaction is one cent too high", AnswerFaults.TransactionCent),
        new("transaction-repeated", "a transaction is in the list twice, which the platform does too: no damage",
            AnswerFaults.TransactionRepeated),
        new("transactions-endless", "the last page of transactions is followed by the first", AnswerFaults.TransactionsEndless),
        new("stripe-cent", "a charge in Stripe's list is one cent too high", AnswerFaults.StripeCent),
        new("stripe-ends-early", "Stripe's list has only its first page", () => AnswerFaults.StripeHasMore(false)),
        new("stripe-endless", "Stripe's list never ends", () => AnswerFaults.StripeHasMore(true)),
        new("stripe-throttle", "[:SECONDS]", "Stripe answers every URL with 429 and Retry-After (1) the first time",
            text => ServerFaults.StripeThrottlesOnce(Number(text, 1))),
        new("stripe-error", "Stripe always answers 500", ServerFaults.StripeCrashes),
        new("cursor-stale", "the next page of users begins at a user that does not exist", AnswerFaults.CursorStale),
        new("cursor-endless", "the next page of users is always the same page", AnswerFaults.CursorEndless),
        new("list-ends-early", "the list of users never has a next page", AnswerFaults.ListEndsEarly),
        new("body-cut", "the JSON ends in the middle", ServerFaults.BodyCut),
        new("connection-lost", "the connection breaks in the middle of the body", ServerFaults.ConnectionLost),
        new("no-json", "the body is not JSON", ServerFaults.NoJson),
        new("html", "every answer is an HTML page", ServerFaults.Html),
        new("proxy", "[:STATUS]", "every answer is a proxy's page with a status (403), or its redirect (3xx)",
            text => ServerFaults.OfProxy(Number(text, 403))),
        new("proxy-once", "[:STATUS]", "every URL answers a proxy's page with a status (403), or its redirect (3xx), the first time",
            text => ServerFaults.OfProxyOnce(Number(text, 403))),
        new("text-plain", "JSON is sent as text/plain", ServerFaults.TextPlain),
        new("other-user-once", "[:USER]", "reading a user gives another user the first time",
            text => AnswerFaults.OtherUserOnce(User(text))),
        new("other-grants-once", "[:USER]", "the permissions of a user are those of another the first time",
            text => AnswerFaults.OtherGrantsOnce(User(text))),
        new("not-found-once", "[:USER]", "reading a user gives 404 the first time", text => AnswerFaults.UserStatusOnce(User(text))),
        new("balance-off-once", "[:USER]", "a user has one more of each item the first time",
            text => AnswerFaults.BalanceOffOnce(User(text))),
        new("error", "every answer is 500", ServerFaults.Crashes),
        new("flaky", "every URL answers 500 the first time", ServerFaults.CrashesOnce),
        new("throttle", "[:SECONDS]", "every URL answers 429 with Retry-After (1) the first time",
            text => ServerFaults.ThrottlesOnce(Number(text, 1))),
        new("hang", "[:N]", "after N (100) answers no more come", text => ServerFaults.Hangs(Number(text, 100))),
        new("reset", "[:N]", "after N (100) answers every connection is reset", text => ServerFaults.Resets(Number(text, 100))),
        new("slow", "[:MS]", "every answer takes MS (1000) milliseconds longer", text => ServerFaults.Slow(Number(text, 1000))),
        new("moving-user", "[:WHEN[:USER]]", "a user takes another name, around an answer that reads the user", MovementFaults.User),
        new("moving-list", "[:WHEN[:USER]]", "a user takes another name, around an answer of the list of users", MovementFaults.List),
        new("moving-end", "[:WHEN]", "the last user of the list is deleted, around an answer of the list of users", MovementFaults.ListEnd),
        new("moving-permissions", "[:WHEN[:USER]]", "a user gets or loses a permission, around an answer of the user's permissions",
            MovementFaults.Permissions),
        new("moving-membership", "[:WHEN[:USER]]", "a user joins or leaves a team, around an answer of the user's teams",
            MovementFaults.Membership),
        new("moving-team", "[:WHEN[:TEAM]]",
            "a team (the first) and a grant in it change, around an answer of the teams or of its permissions",
            MovementFaults.Team),
        new("moving-balance", "[:WHEN[:CUSTOMER]]", "a user or team gets some of an item, around an answer of its balance",
            MovementFaults.Balance),
        new("moving-transactions", "[:WHEN]", "a purchase is added and an item change changed, around a page of transactions",
            MovementFaults.Transactions),
        new("moving-stripe", "[:WHEN]", "a user pays for something, around the first page of Stripe's list", MovementFaults.Stripe),
        new("moving-deployment", "[:K[:N]]",
            "after every K-th (10) answer about a project one of N (50) users, teams and purchases is added or deleted",
            MovementFaults.Deployment),
    ];

    public static IEnumerable<string> Names => All.Select(fault => fault.Name);

    /// <summary>A line for each fault, and what their arguments mean.</summary>
    public static string Help
    {
        get
        {
            var width = All.Max(fault => fault.Syntax.Length);
            return $"""
                {string.Join('\n', All.Select(fault => $"  {fault.Syntax.PadRight(width)}  {fault.Help}"))}

                The faults named moving change rows while the deployment serves. Nothing is wrong at any moment: each answer is
                what the rows say. WHEN is before, after (the default) or around: rows change before the answer is made, after it is made
                and before it is sent, or both; with *N after it, around the first N answers about the same thing (default: 1).
                USER, TEAM and CUSTOMER are ids, by default of the first project; each is every one that is asked about.
                """;
        }
    }

    /// <summary>
    /// Makes the fault that <c>NAME</c> or <c>NAME:ARGUMENT</c> describes; with <c>@PROJECT</c> or <c>@PROJECT/PATH</c> after it, only
    /// there.
    /// </summary>
    /// <exception cref="FormatException">There is no such fault, or its argument or place is not as it should be.</exception>
    public static Fault Parse(string text)
    {
        var parts = text.Split('@', 2);
        var fault = Everywhere(parts[0]);
        if (parts.Length == 1) return fault;

        var place = parts[1].Split('/', 2);
        return place[0].Length == 0
            ? throw new FormatException($"'{text}' should name a project's id or its Stripe account after the @")
            : Only(place[0], place.ElementAtOrDefault(1) ?? "", fault);
    }

    private static Fault Everywhere(string text)
    {
        var parts = text.Split(':', 2);
        var found = All.FirstOrDefault(fault => fault.Name == parts[0])
            ?? throw new FormatException($"there is no fault '{parts[0]}'; there are: {string.Join(", ", Names)}");
        return found.Create(parts.ElementAtOrDefault(1));
    }

    // A path such as 'users?' is the list alone; an empty one is every URL.
    private static Fault Only(string owner, string path, Fault fault) => (call, next) =>
        call.Owner == owner && (path.Length == 0 || call.Url.StartsWith(Routes.Api + path, StringComparison.Ordinal))
            ? fault(call, next)
            : next();

    private static Guid User(string? text) =>
        text is null ? Subject
        : Guid.TryParseExact(text, "D", out var user) ? user
        : throw new FormatException($"'{text}' should be the id (a UUID) of a user");

    private static int Number(string? text, int usual) =>
        text is null ? usual
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new FormatException($"'{text}' should be a whole number, 0 or more");

    private sealed record Entry(string Name, string Argument, string Help, Func<string?, Fault> Create)
    {
        public Entry(string name, string help, Func<Fault> create)
            : this(name, "", help, text => text is null
                ? create()
                : throw new FormatException($"{name} takes no argument, but has '{text}'"))
        {
        }

        public string Syntax => Name + Argument;
    }
}
