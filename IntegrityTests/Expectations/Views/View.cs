using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrityTests.Json;
using IntegrityTests.Running;

namespace IntegrityTests.Expectations.Views;

/// <summary>
/// What an object of an answer must say. Members that it does not name are ignored: a newer deployment may answer more.
/// </summary>
public sealed class View
{
    private readonly List<Member> _members = [];
    private readonly List<string> _absent = [];
    private readonly List<(string Comparison, Gap Gap)> _skipped = [];

    /// <summary>Comparisons that could not be made, each with its reason.</summary>
    public IReadOnlyList<(string Comparison, Gap Gap)> Skipped => _skipped;

    /// <summary>Expects a value, exactly.</summary>
    public View Value(string name, JsonNode? value, bool isPersonal = false) =>
        Add(new Member(name, (actual, path, found) => Compare(value, actual, path, isPersonal, found)));

    /// <summary>Expects the id of what was asked for: an object with another one is about somebody or something else.</summary>
    public View Identity(string name, string id) => Add(new Member(name, (actual, path, found) =>
    {
        if (JsonEquivalence.FirstDifference(id, actual, path) is null) return;
        var isId = actual.ValueKind == JsonValueKind.String && Guid.TryParse(actual.GetString(), out _);
        found.Add(new Difference(path, "is not what was asked for: the answer is about another", id, Node(actual), !isId)
        {
            Holds = Holds.Always,
        });
    }));

    /// <summary>Expects that the object does not have a member.</summary>
    public View Absent(string name)
    {
        _absent.Add(name);
        return this;
    }

    /// <summary>Expects one of several values.</summary>
    public View AnyOf(string name, params JsonNode?[] values) => Add(new Member(name, (actual, path, found) =>
    {
        if (values.Any(value => JsonEquivalence.FirstDifference(value, actual, path) is null)) return;
        Compare(values[0], actual, path, isPersonal: false, found);
    }));

    /// <summary>Expects an object that another view describes, or null.</summary>
    public View Nested(string name, View? view)
    {
        if (view is null) return Value(name, null);
        foreach (var (comparison, gap) in view.Skipped) Skip($"{name}.{comparison}", gap);
        return Add(new Member(name, (actual, path, found) => view.Compare(actual, path, found)));
    }

    /// <summary>Expects a list with exactly these items, in any order; items belong together by their key.</summary>
    public View Set(string name, ItemSet items)
    {
        foreach (var (comparison, gap) in items.Skipped) Skip($"{name}.{comparison}", gap);
        return Add(new Member(name, (actual, path, found) => items.Compare(actual, path, found)));
    }

    /// <summary>Says that a member is not compared, and why.</summary>
    public View Skip(string name, Gap gap)
    {
        _skipped.Add((name, gap));
        return this;
    }

    /// <summary>Collects what is different.</summary>
    /// <param name="actual">The object that was answered.</param>
    /// <param name="path">Its JSON path.</param>
    /// <param name="found">Where differences go.</param>
    public void Compare(JsonElement actual, string path, ICollection<Difference> found)
    {
        if (actual.ValueKind != JsonValueKind.Object)
        {
            found.Add(new Difference(path, $"should be an object, but is {Kind(actual)}", null, null, IsPersonal: false));
            return;
        }

        foreach (var member in _members)
        {
            if (actual.TryGetProperty(member.Name, out var value))
                member.Compare(value, $"{path}.{member.Name}", found);
            else
                found.Add(new Difference($"{path}.{member.Name}", "is missing from the answer", null, null, IsPersonal: false));
        }

        foreach (var name in _absent.Where(name => actual.TryGetProperty(name, out _)))
            found.Add(new Difference($"{path}.{name}", "should not be in the answer", null, null, IsPersonal: false));
    }

    internal static string Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Undefined => "missing",
        JsonValueKind.Array => "an array",
        JsonValueKind.Object => "an object",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        var kind => kind.ToString().ToLowerInvariant(),
    };

    private static void Compare(JsonNode? expected, JsonElement actual, string path, bool isPersonal, ICollection<Difference> found)
    {
        if (JsonEquivalence.FirstDifference(expected, actual, path) is not { } place) return;
        var where = place == path ? "" : $" (first at {place})";
        // What stands where a flag should be may be anything, also somebody's data.
        var isHidden = isPersonal
            || (IsText(actual) && expected?.GetValueKind() is JsonValueKind.True or JsonValueKind.False or JsonValueKind.Number);
        found.Add(new Difference(path, $"differs from the database{where}", expected?.DeepClone(), Node(actual), isHidden));
    }

    private static bool IsText(JsonElement value) =>
        value.ValueKind is JsonValueKind.String or JsonValueKind.Object or JsonValueKind.Array;

    // Not by the serializer: it refuses what is nested deeper than 64 levels, and metadata may be.
    private static JsonNode? Node(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => JsonObject.Create(element.Clone()),
        JsonValueKind.Array => JsonArray.Create(element.Clone()),
        _ => JsonValue.Create(element.Clone()),
    };

    private View Add(Member member)
    {
        _members.Add(member);
        return this;
    }

    private sealed record Member(string Name, Action<JsonElement, string, ICollection<Difference>> Compare);
}
