using System.Text.Json;
using IntegrityTests.Snapshots.Files;

namespace IntegrityTests.Snapshots.Verify;

/// <summary>
/// Compares answers that depend on the moment, such as balances, with what was foreseen when they were saved: the passing of time is not a
/// difference. The answer was given at some moment since the run began, so it must agree with one that was foreseen for that time.
/// </summary>
/// <param name="began">When the run began, in milliseconds since 1970-01-01T00:00:00Z.</param>
/// <param name="now">The moment now, in the same unit.</param>
internal sealed class ForeseenAnswers(long began, Func<long> now)
{
    /// <summary>Whether the answer is one that was foreseen; null when it was not foreseen so far ahead.</summary>
    public bool? Agrees(SavedLine saved, SavedLine answer)
    {
        var end = now();
        var valid = saved.Json;
        var candidates = new List<JsonElement>();
        foreach (var later in saved.Json.TryGetProperty("later", out var list) ? list.EnumerateArray() : default)
        {
            var from = later.GetProperty("from").GetInt64();
            if (from > end) break;
            if (from > began) candidates.Add(valid);
            valid = later;
        }

        candidates.Add(valid);
        if (candidates.Exists(IsUnknown)) return null;
        return candidates.Exists(candidate => SameAnswer(candidate, answer.Json));
    }

    private static bool IsUnknown(JsonElement answer) => !answer.TryGetProperty("body", out _) && !answer.TryGetProperty("digest", out _);

    private static bool SameAnswer(JsonElement left, JsonElement right) =>
        left.TryGetProperty("digest", out var digest)
            ? right.TryGetProperty("digest", out var other) && digest.GetString() == other.GetString()
            : right.TryGetProperty("body", out var body) && JsonElement.DeepEquals(left.GetProperty("body"), body);
}
