using System.Globalization;
using System.Text.Json;
using IntegrityTests.Deployment.Records;

namespace IntegrityTests.Snapshots.Format;

/// <summary>
/// The place of a row or an item in the order of its file. Places compare ordinally as the rows are ordered: users by sign-up and id, all
/// else by id, so that two files are compared while both stream.
/// </summary>
internal static class Place
{
    /// <summary>The place of a user.</summary>
    public static string OfUser(long time, string id) =>
        string.Create(CultureInfo.InvariantCulture, $"{unchecked((ulong)time ^ 0x8000_0000_0000_0000):x16}:{id}");

    /// <summary>The place of a row, by its last value; empty where a row stands for a whole project.</summary>
    public static string OfRow(IReadOnlyList<object?> row) => row[^1] switch
    {
        Project => "",
        User { Stored: { } stored } => OfUser(stored.SignedUpAt.UnixMilliseconds, stored.Id.ToString()),
        User user => user.Id.ToString(),
        Team team => team.Id.ToString(),
        var other => other?.ToString() ?? "",
    };

    /// <summary>The subject of a row.</summary>
    public static string SubjectOf(IReadOnlyList<object?> row) => row[^1]?.ToString() ?? "";

    /// <summary>The place of an item of a list that streams; null when the item does not tell.</summary>
    public static string? OfItem(JsonElement item, string list) =>
        item.ValueKind != JsonValueKind.Object || Text(item, "id") is not { } id ? null
        : list == "transactions" ? OfUser(-Number(item, "created_at_millis"), id)
        : OfUser(Number(item, "signed_up_at_millis"), id);

    /// <summary>A member that is a string; null otherwise.</summary>
    public static string? Text(JsonElement item, string name) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;

    private static long Number(JsonElement item, string name) =>
        item.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.Number && member.TryGetInt64(out var number) ? number : 0;
}
