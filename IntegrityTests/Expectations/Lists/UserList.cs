using System.Text.Json;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Json;

namespace IntegrityTests.Expectations.Lists;

/// <summary>Reads the parts of a users' list answer.</summary>
internal static class UserList
{
    /// <summary>The id of a listed user; null when the item has none.</summary>
    public static Guid? IdOf(JsonElement item) => Guid.TryParse(item.Text("id"), out var id) ? id : null;

    /// <summary>The cursor of the next page: the id of its first user; null on the last page.</summary>
    public static Guid? NextCursor(JsonElement body) =>
        body.TryGetProperty("pagination", out var pagination) && Guid.TryParse(pagination.Text("next_cursor"), out var id) ? id : null;

    /// <summary>The place of a listed user in the list's order.</summary>
    public static (long SignedUp, Guid Id) KeyOf(JsonElement item, Guid id) =>
        (item.TryGetProperty("signed_up_at_millis", out var time)
            && time.ValueKind == JsonValueKind.Number
            && time.TryGetInt64(out var value)
            ? value
            : long.MaxValue, id);

    /// <summary>The place of a stored user in the list's order.</summary>
    public static (long SignedUp, Guid Id) KeyOf(StoredUser user) => (user.SignedUpAt.UnixMilliseconds, user.Id);
}
