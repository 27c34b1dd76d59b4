using System.Text.Json;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Json;
using IntegrityTests.Snapshots.Files;

namespace IntegrityTests.Snapshots.Verify;

/// <summary>
/// The smallest differences between two canonical bodies. What is a thing of its own within an answer, such as the teams of a user, is
/// named as such, so that one changed team is one difference in however many answers it stands.
/// </summary>
internal sealed class BodyComparison(string endpoint)
{
    private static readonly string[][] Keys = [["id"], ["id", "user_id"], ["id", "type"], ["id", "account_id"]];
    private const string Gone = "was saved and is not there any more";
    private const string New = "was not there when the snapshot was saved";
    private readonly ApiEndpoint? _asked = ApiEndpoint.Find(endpoint);
    private readonly List<BodyDifference> _found = [];

    public static IReadOnlyList<BodyDifference> Of(SavedLine saved, SavedLine now)
    {
        var comparison = new BodyComparison(saved.Endpoint);
        comparison.Compare(saved.Subject, "$", saved.Body, now.Body);
        return comparison._found;
    }

    private void Compare(string subject, string path, JsonElement saved, JsonElement now)
    {
        if (saved.ValueKind != now.ValueKind || saved.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
        {
            if (!JsonElement.DeepEquals(saved, now)) _found.Add(new BodyDifference(subject, path, "is not as it was saved", saved, now));
        }
        else if (saved.ValueKind == JsonValueKind.Array)
        {
            CompareItems(subject, path, saved, now);
        }
        else
        {
            (subject, path) = Named(subject, path, saved, now);
            CompareMembers(subject, path, saved, now);
        }
    }

    private void CompareMembers(string subject, string path, JsonElement saved, JsonElement now)
    {
        foreach (var member in saved.EnumerateObject())
        {
            var place = path + Step(member.Name);
            if (now.TryGetProperty(member.Name, out var other)) Compare(subject, place, member.Value, other);
            else _found.Add(new BodyDifference(subject, place, Gone, member.Value, default));
        }

        foreach (var member in now.EnumerateObject())
            if (!saved.TryGetProperty(member.Name, out _))
                _found.Add(new BodyDifference(subject, path + Step(member.Name), New, default, member.Value));
    }

    private void CompareItems(string subject, string path, JsonElement saved, JsonElement now)
    {
        foreach (var names in Keys)
        {
            if (ByKey(saved, names) is not { } left || ByKey(now, names) is not { } right) continue;
            foreach (var (key, item) in left)
            {
                if (right.TryGetValue(key, out var other)) Compare(subject, $"{path}[{key}]", item, other);
                else _found.Add(new BodyDifference(subject, $"{path}[{key}]", Gone, item, default, OwnerOf(item, path)));
            }

            foreach (var (key, item) in right.Where(pair => !left.ContainsKey(pair.Key)))
                _found.Add(new BodyDifference(subject, $"{path}[{key}]", New, default, item, OwnerOf(item, path)));
            if (!left.Keys.Where(right.ContainsKey).SequenceEqual(right.Keys.Where(left.ContainsKey)))
                _found.Add(new BodyDifference(subject, path, "has its items in another order", saved, now));
            return;
        }

        if (ByRepeatedKey(saved) is { } before && ByRepeatedKey(now) is { } after) CompareRepeated(subject, path, before, after);
        else CompareByPosition(subject, path, saved, now);
    }

    // What may be owned more than once, such as a product: equal items are pairs, whatever their number.
    private void CompareRepeated(string subject, string path, ILookup<string, JsonElement> saved, ILookup<string, JsonElement> now)
    {
        foreach (var key in saved.Concat(now).Select(items => items.Key).Distinct())
        {
            var left = saved[key].ToList();
            var right = now[key].ToList();
            left.RemoveAll(item => Take(right, item));
            foreach (var (item, other) in left.Zip(right)) Compare(subject, $"{path}[{key}]", item, other);
            foreach (var item in left.Skip(right.Count)) _found.Add(new BodyDifference(subject, $"{path}[{key}]", Gone, item, default));
            foreach (var item in right.Skip(left.Count)) _found.Add(new BodyDifference(subject, $"{path}[{key}]", New, default, item));
        }
    }

    private static bool Take(List<JsonElement> items, JsonElement equal)
    {
        var index = items.FindIndex(item => JsonElement.DeepEquals(item, equal));
        if (index >= 0) items.RemoveAt(index);
        return index >= 0;
    }

    private void CompareByPosition(string subject, string path, JsonElement saved, JsonElement now)
    {
        var (before, after) = (saved.GetArrayLength(), now.GetArrayLength());
        for (var i = 0; i < Math.Min(before, after); i++) Compare(subject, $"{path}[{i}]", saved[i], now[i]);
        if (before != after) _found.Add(new BodyDifference(subject, path, $"has {after} items, and had {before}", saved, now));
    }

    // A platform's id is the same thing wherever it stands.
    private (string Subject, string Path) Named(string subject, string path, JsonElement saved, JsonElement now)
    {
        const string Permissions = "$.config_string.rbac.permissions.";
        if (path.StartsWith(Permissions, StringComparison.Ordinal) && path.AsSpan(Permissions.Length).IndexOfAny(".[") < 0)
            return ($"permission:{path[Permissions.Length..]}", "$");
        var isTeam = path == "$.selected_team" || _asked == ApiEndpoint.TeamsOf
            && path.StartsWith("$.items[", StringComparison.Ordinal) && path.IndexOf(']', StringComparison.Ordinal) == path.Length - 1;
        return isTeam && saved.Text("id") is { } id && id == now.Text("id") ? ($"team:{id}", "$") : (subject, path);
    }

    private string? OwnerOf(JsonElement item, string path)
    {
        if (path != "$.items") return null;
        if (_asked == ApiEndpoint.TeamPermissionsOf && item.Text("user_id") is { } user) return $"user:{user}";
        return _asked == ApiEndpoint.TeamsOf && item.Text("id") is { } team ? $"team:{team}" : null;
    }

    private static OrderedDictionary<string, JsonElement>? ByKey(JsonElement items, string[] names)
    {
        var byKey = new OrderedDictionary<string, JsonElement>();
        foreach (var item in items.EnumerateArray())
            if (KeyOf(item, names) is not { } key || !byKey.TryAdd(key, item)) return null;
        return byKey;
    }

    private static ILookup<string, JsonElement>? ByRepeatedKey(JsonElement items)
    {
        string[] names = ["id", "type"];
        var keys = items.EnumerateArray().Select(item => (Item: item, Key: KeyOf(item, names))).ToList();
        return keys.TrueForAll(pair => pair.Key is not null) ? keys.ToLookup(pair => pair.Key!, pair => pair.Item) : null;
    }

    private static string? KeyOf(JsonElement item, string[] names)
    {
        var parts = names.Select(name => item.Text(name) ?? (IsNull(item, name) ? "null" : null)).ToList();
        return parts.Contains(null) ? null : string.Join(", ", names.Zip(parts, (name, part) => $"{name}={part}"));
    }

    private static bool IsNull(JsonElement item, string name) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.Null;

    private static string Step(string name) =>
        name.Length > 0 && name.All(letter => char.IsLetterOrDigit(letter) || letter is '_' or '-' or '$') ? $".{name}" : $"[\"{name}\"]";
}

/// <summary>One value that is not as it was saved.</summary>
/// <param name="Subject">Whom or what it is about.</param>
/// <param name="Path">Where, as a JSON path from the subject's root.</param>
/// <param name="Message">What differs, as the rest of a sentence that begins with the path.</param>
/// <param name="Saved">The saved value; undefined where there was none.</param>
/// <param name="Now">The value now; undefined where there is none.</param>
/// <param name="Owner">The subject with which an item came or went, if that did as a whole; null: none.</param>
internal readonly record struct BodyDifference(
    string Subject, string Path, string Message, JsonElement Saved, JsonElement Now, string? Owner = null);
