using System.Text.Json;
using IntegrityTests.Snapshots.Format;

namespace IntegrityTests.Snapshots.Comparing;

/// <summary>
/// The smallest differences between two canonical bodies. What is a thing of its own within an answer, such as the teams of a user, is
/// named as such, so that one changed team is one difference in however many answers it stands.
/// </summary>
internal sealed class BodyComparison(string endpoint)
{
    private static readonly string[][] Keys = [["id"], ["id", "user_id"], ["id", "type"], ["id", "account_id"]];
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
            else _found.Add(new BodyDifference(subject, place, "was saved and is not there any more", member.Value, default));
        }

        foreach (var member in now.EnumerateObject())
            if (!saved.TryGetProperty(member.Name, out _))
                _found.Add(new BodyDifference(subject, path + Step(member.Name), "was not there when the snapshot was saved", default, member.Value));
    }

    private void CompareItems(string subject, string path, JsonElement saved, JsonElement now)
    {
        foreach (var names in Keys)
        {
            if (ByKey(saved, names) is not { } left || ByKey(now, names) is not { } right) continue;
            foreach (var (key, item) in left)
            {
                if (right.TryGetValue(key, out var other)) Compare(subject, $"{path}[{key}]", item, other);
                else _found.Add(new BodyDifference(subject, $"{path}[{key}]", "was saved and is not there any more", item, default));
            }

            foreach (var (key, item) in right)
                if (!left.ContainsKey(key)) _found.Add(new BodyDifference(subject, $"{path}[{key}]", "was not there when the snapshot was saved", default, item));
            if (!left.Keys.Where(right.ContainsKey).SequenceEqual(right.Keys.Where(left.ContainsKey)))
                _found.Add(new BodyDifference(subject, path, "has its items in another order", saved, now));
            return;
        }

        CompareByPosition(subject, path, saved, now);
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
        var isTeam = path == "$.selected_team" || endpoint.StartsWith("/api/v1/teams?", StringComparison.Ordinal)
            && path.StartsWith("$.items[", StringComparison.Ordinal) && path.IndexOf(']', StringComparison.Ordinal) == path.Length - 1;
        return isTeam && Place.Text(saved, "id") is { } id && id == Place.Text(now, "id") ? ($"team:{id}", "$") : (subject, path);
    }

    private static OrderedDictionary<string, JsonElement>? ByKey(JsonElement items, string[] names)
    {
        var byKey = new OrderedDictionary<string, JsonElement>();
        foreach (var item in items.EnumerateArray())
        {
            var parts = names.Select(name => Place.Text(item, name)).ToList();
            if (parts.Contains(null) || !byKey.TryAdd(string.Join(", ", names.Zip(parts, (name, part) => $"{name}={part}")), item)) return null;
        }

        return byKey;
    }

    private static string Step(string name) =>
        name.Length > 0 && name.All(letter => char.IsLetterOrDigit(letter) || letter is '_' or '-' or '$') ? $".{name}" : $"[\"{name}\"]";
}
