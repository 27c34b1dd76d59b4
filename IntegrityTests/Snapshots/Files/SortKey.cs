using System.Buffers;
using System.Globalization;
using System.Text.Json;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Json;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Rows;

namespace IntegrityTests.Snapshots.Files;

/// <summary>
/// The keys by which the lines of a file are sorted (<c>at</c>): the places of rows and items. They compare ordinally as the rows are
/// ordered: users by sign-up and id, transactions from the newest, customers by what they are, all else by id, so that two
/// files are compared while both stream.
/// </summary>
internal static class SortKey
{
    /// <summary>The place of a user.</summary>
    public static string OfUser(long time, string id) =>
        string.Create(CultureInfo.InvariantCulture, $"{unchecked((ulong)time ^ 0x8000_0000_0000_0000):x16}:{id}");

    /// <summary>After all users of a file of customers, and before all other customers.</summary>
    public const string BehindUsers = "0;";

    private const string CustomCustomers = "2:";
    private const string HashMark = "~";
    private const int Digits = 16;
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>The place of a customer with an id of the project's own.</summary>
    public static string OfCustom(string id) => CustomCustomers + id;

    /// <summary>What stands for an id in digests.</summary>
    public static string Hashed(string hash) => HashMark + hash;

    /// <summary>Whether the order of two places is unknown, because they hold hashes and are in the order of what was hashed.</summary>
    public static bool IsHidden(string place, string other) => IsHidden(place) && IsHidden(other);

    private static bool IsHidden(string place) => place.StartsWith(CustomCustomers + HashMark, StringComparison.Ordinal);

    /// <summary>Whether the place is one of a user in a file of customers.</summary>
    public static bool IsUserAmongCustomers(string place) => place.StartsWith("0:", StringComparison.Ordinal);

    /// <summary>The id of the user whose row stands at a place; null: another row does, or an item of a list.</summary>
    public static string? UserOf(string place)
    {
        var user = IsUserAmongCustomers(place) ? place[2..] : place;
        return user.Length > Digits + 1 && user[Digits] == ':' && user.AsSpan(0, Digits).IndexOfAnyExcept(HexDigits) < 0
            ? user[(Digits + 1)..]
            : null;
    }

    /// <summary>The place of a row, by its last value; empty where a row stands for a whole project.</summary>
    public static string OfRow(IReadOnlyList<object?> row) => row[^1] switch
    {
        Project => "",
        User user => OfUser(user.SignedUpAtMillis ?? 0, user.Id.ToString()),
        Customer { Type: CustomerType.User } customer => $"0:{OfUser(customer.SignedUpAtMillis ?? 0, customer.Id)}",
        Customer { Type: CustomerType.Team } customer => $"1:{customer.Id}",
        Customer customer => OfCustom(customer.Id),
        Team team => team.Id.ToString(),
        var other => other?.ToString() ?? "",
    };

    /// <summary>The subject of a row.</summary>
    public static string SubjectOf(IReadOnlyList<object?> row) => row[^1]?.ToString() ?? "";

    /// <summary>The place of an item of a list that streams; null when it is not in the item.</summary>
    public static string? OfItem(JsonElement item, ApiEndpoint list) =>
        item.Text("id") is not { } id ? null
        : list == ApiEndpoint.Transactions ? OfUser(-Number(item, "created_at_millis"), Reversed(id))
        : OfUser(Number(item, "signed_up_at_millis"), id);

    // The list has the highest id of one millisecond first.
    private static string Reversed(string id) =>
        string.Create(id.Length, id, (reversed, text) =>
        {
            for (var i = 0; i < text.Length; i++)
                reversed[i] = char.IsAsciiHexDigit(text[i]) ? "fedcba9876543210"[Convert.ToInt32(text[i].ToString(), 16)] : text[i];
        });

    private static long Number(JsonElement item, string name) =>
        item.Member(name) is { ValueKind: JsonValueKind.Number } member && member.TryGetInt64(out var number) ? number : 0;
}
