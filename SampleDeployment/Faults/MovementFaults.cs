using System.Collections.Concurrent;
using System.Globalization;
using SampleDeployment.Api;
using SampleDeployment.Data;

namespace SampleDeployment.Faults;

/// <summary>
/// The faults of a deployment that goes on working while it is verified: rows change around answers. Nothing is wrong at any moment, so
/// a verifier must find nothing, but it sees rows and answers of different moments.
/// </summary>
internal static class MovementFaults
{
    private const int UsualInterval = 10;
    private const int UsualChanges = 50;

    // In this order, again and again: users and teams that can be deleted are added first.
    private static readonly Func<Movement, Task>[] Changes =
    [
        MovingRows.AddUserAsync, MovingRows.AddTeamAsync, MovingRows.BuyAsync, MovingRows.AddUserAsync, MovingRows.DeleteUserAsync,
        MovingRows.DeleteTeamAsync,
    ];

    private static string FirstUser => FaultCatalogue.Subject.ToString();

    private static string FirstTeam => Plans.Ordinary.TeamId(1).ToString();

    public static Fault User(string? text) =>
        OfSubject("moving-user", text, FirstUser, call => Behind(Routes.Users, call), MovingRows.RenameUserAsync);

    public static Fault List(string? text)
    {
        var (moments, user) = Parse(text, FirstUser);
        return Movement.Around("moving-list", moments, call => call.IsUserList ? user ?? FirstUser : null, MovingRows.RenameUserAsync);
    }

    public static Fault ListEnd(string? text) => OfProject("moving-end", text, call => call.IsUserList, MovingRows.DeleteLastUserAsync);

    public static Fault Permissions(string? text) => OfSubject(
        "moving-permissions",
        text,
        FirstUser,
        call => call.Path == Routes.ProjectPermissions ? call.Query("user_id") : null,
        MovingRows.ToggleGrantAsync);

    public static Fault Membership(string? text) => OfSubject(
        "moving-membership",
        text,
        FirstUser,
        call => call.Path == Routes.Teams ? call.Query("user_id") : null,
        MovingRows.ToggleMembershipAsync);

    public static Fault Team(string? text)
    {
        var (moments, team) = Parse(text, FirstTeam);
        return Movement.Around(
            "moving-team",
            moments,
            call => call.Path == Routes.TeamPermissions ? Chosen(call.Query("team_id"), team)
                : call.Path == Routes.Teams && call.Query("user_id") is null ? team ?? FirstTeam
                : null,
            MovingRows.ChangeTeamAsync);
    }

    public static Fault Balance(string? text)
    {
        var (moments, customer) = Parse(text, FirstUser);
        return Movement.Around(
            "moving-balance",
            moments,
            call => Behind(Routes.Items, call) is { } item && item.Split('/') is [_, var id, _] && Chosen(id, customer) is not null
                ? item
                : null,
            MovingRows.GiveItemAsync);
    }

    public static Fault Transactions(string? text) => OfProject(
        "moving-transactions", text, call => call.IsTransactions, MovingRows.ChangeTransactionsAsync);

    public static Fault Stripe(string? text) => OfProject(
        "moving-stripe", text, call => call.IsStripe && call.IsFirstPage, MovingRows.BuyAsync);

    /// <summary>After every K-th answer of a project something is added, bought or deleted, until N things have changed.</summary>
    public static Fault Deployment(string? text)
    {
        var parts = text?.Split(':', 2) ?? [];
        var interval = Count(parts.ElementAtOrDefault(0), UsualInterval);
        var most = Count(parts.ElementAtOrDefault(1), UsualChanges);
        var answers = new ConcurrentDictionary<string, int>();
        // One change after the other: which row a change takes depends on those before it.
        var gate = new SemaphoreSlim(1);
        return async (call, next) =>
        {
            var answer = await next();
            if (!call.IsApi) return answer;

            var (step, rest) = Math.DivRem(answers.AddOrUpdate(call.Owner, 1, (_, count) => count + 1), interval);
            if (rest != 0 || step > most || await call.ProjectAsync() is not { } project) return answer;

            await gate.WaitAsync();
            try
            {
                await Changes[(step - 1) % Changes.Length](new(project, "", "moving-deployment", step));
                return answer;
            }
            finally
            {
                gate.Release();
            }
        };
    }

    private static Fault OfSubject(string kind, string? text, string usual, Func<FaultCall, string?> askedFor, Func<Movement, Task> change)
    {
        var (moments, subject) = Parse(text, usual);
        return Movement.Around(kind, moments, call => Chosen(askedFor(call), subject), change);
    }

    private static Fault OfProject(string kind, string? text, Func<FaultCall, bool> condition, Func<Movement, Task> change) =>
        Movement.Around(kind, Moments.Parse(text), call => condition(call) ? "" : null, change);

    // WHEN, or WHEN:SUBJECT; no subject is each.
    private static (Moments Moments, string? Subject) Parse(string? text, string usual)
    {
        var parts = text?.Split(':', 2) ?? [];
        return (Moments.Parse(parts.ElementAtOrDefault(0)), parts.ElementAtOrDefault(1) switch
        {
            null => usual,
            "each" => null,
            var id when Guid.TryParseExact(id, "D", out _) => id,
            var other => throw new FormatException($"'{other}' should be an id (a UUID), or each"),
        });
    }

    private static string? Chosen(string? id, string? subject) =>
        Guid.TryParseExact(id, "D", out _) && (subject is null || string.Equals(subject, id, StringComparison.OrdinalIgnoreCase))
            ? id
            : null;

    private static string? Behind(string route, FaultCall call) =>
        call.Path.StartsWith(route + "/", StringComparison.Ordinal) ? call.Path[(route.Length + 1)..] : null;

    private static int Count(string? text, int usual) =>
        text is null ? usual
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 100_000 ? number
        : throw new FormatException($"'{text}' should be a whole number from 1 to 100000");
}
