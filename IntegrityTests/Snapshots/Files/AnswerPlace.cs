using System.Text.Json;
using IntegrityTests.Json;
using IntegrityTests.Redaction;

namespace IntegrityTests.Snapshots.Files;

/// <summary>
/// A place within an answer that is saved: secrets are replaced there, ignored places left out, and a <c>config_string</c> is written as
/// the JSON that it holds, because its key order means nothing.
/// </summary>
/// <param name="secrets">What stands for secrets.</param>
/// <param name="redact">Removes the run's own secrets from a text.</param>
/// <param name="trail">The ignored paths that lead further from here.</param>
/// <param name="isSecret">Whether texts here stand under a secret's key.</param>
/// <param name="quantity">What to write as the answer's <c>quantity</c>; undefined: what the answer says.</param>
internal readonly struct AnswerPlace(
    SecretHashes secrets, Func<string, string> redact, IgnoredPlaces.Trail trail, bool isSecret = false, JsonElement quantity = default)
    : IWrittenPlace<AnswerPlace>
{
    public bool TryGo(string? name, ref JsonElement value, out AnswerPlace further)
    {
        var next = trail.To(name, out var isIgnored);
        if (name == "quantity" && quantity.ValueKind != JsonValueKind.Undefined) value = quantity;
        var isConfig = name == "config_string" && TryRead(ref value);
        further = new AnswerPlace(secrets, redact, next, !isConfig && (isSecret || (name is not null && SecretHashes.IsSecret(name))));
        return !isIgnored;
    }

    public string Name(string name) => redact(name);

    public string Text(string text) => isSecret ? secrets.Replace(text) : redact(text);

    private static bool TryRead(ref JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String) return false;
        try
        {
            value = JsonElement.Parse(value.GetString()!, JsonDepth.Given);
            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
