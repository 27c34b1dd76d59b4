using System.Net.Sockets;
using System.Text.RegularExpressions;
using ClickHouse.Driver;

namespace IntegrityTests.Deployment.ClickHouse;

/// <summary>Says in an operator's words why ClickHouse failed.</summary>
internal static partial class ClickHouseFailure
{
    /// <summary>The error of a user whose profile is read-only when a query brings settings of its own.</summary>
    public const int SettingsRefused = 164;

    private const int UnknownUser = 192;
    private const int WrongPassword = 193;
    private const int AuthenticationFailed = 516;
    private const int AccessDenied = 497;
    private const int TimeoutExceeded = 159;
    private const int MemoryLimitExceeded = 241;
    private const int TooManyQueries = 202;

    /// <summary>The reason and what to do about it, with the URL but no secret.</summary>
    public static string Explain(Exception failure, ClickHouseAddress address) => failure switch
    {
        ClickHouseServerException { ErrorCode: UnknownUser or WrongPassword or AuthenticationFailed } =>
            $"{address} refused the user name or password. Check INTEGRITY_CLICKHOUSE_USER and INTEGRITY_CLICKHOUSE_PASSWORD.",
        ClickHouseServerException { ErrorCode: AccessDenied } =>
            $"{address} refused to show a table of analytics_internal. Expected in INTEGRITY_CLICKHOUSE_USER: a user who may read them "
            + "all, such as the platform's own; the platform's limited_user sees only its views.",
        ClickHouseServerException { ErrorCode: TimeoutExceeded or TooManyQueries or MemoryLimitExceeded } busy =>
            $"{address} gave a query up: {Words(busy)}. Run it when ClickHouse has less to do.",
        ClickHouseServerException { ErrorCode: > 0 } error => $"{address} answered with an error: {Words(error)}.",
        ClickHouseServerException => NoClickHouse(address),
        // What breaks a call off closes its socket, which says so in its own way.
        _ when Find<OperationCanceledException>(failure) is not null || Find<TimeoutException>(failure) is not null =>
            $"{address} did not answer in time. Check host, port and firewall, or try again when it has less to do.",
        _ when Find<SocketException>(failure) is { } socket =>
            $"{address} cannot be reached: {socket.Message}. Check INTEGRITY_CLICKHOUSE_URL, and that the server runs and accepts "
            + "connections from here.",
        // The line that is no HTTP is quoted.
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } => NoClickHouse(address),
        HttpRequestException error => $"{address} cannot be reached: {error.Message}. Check INTEGRITY_CLICKHOUSE_URL.",
        _ => $"What {address} answered cannot be read ({failure.GetType().Name}): the answer broke off, or it is not one of ClickHouse. "
            + "Expected in INTEGRITY_CLICKHOUSE_URL: the URL of its HTTP interface.",
    };

    /// <summary>What is said of an answer that is none of ClickHouse.</summary>
    public static string NoClickHouse(ClickHouseAddress address) =>
        $"What answers at {address.Url} is not ClickHouse. Expected in INTEGRITY_CLICKHOUSE_URL: the URL of its HTTP interface, which is "
        + "on port 8123 or 8443 in general.";

    // The text repeats the query and may quote values of rows.
    private static string Words(ClickHouseServerException error)
    {
        var name = Name().Match(error.Message);
        return FormattableString.Invariant($"code {error.ErrorCode}{(name.Success ? " (" + name.Groups["name"].Value + ")" : "")}");
    }

    private static T? Find<T>(Exception? failure)
        where T : Exception
    {
        for (var current = failure; current is not null; current = current.InnerException)
            if (current is T found) return found;
        return null;
    }

    // The last of them: what comes before may be a value in brackets.
    [GeneratedRegex(@"\((?<name>[A-Z][A-Z_]+)\)", RegexOptions.RightToLeft)]
    private static partial Regex Name();
}
