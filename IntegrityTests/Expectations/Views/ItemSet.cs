using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrityTests.Running;

namespace IntegrityTests.Expectations.Views;

/// <summary>The items that a list of an answer must have: these, each once, and no others, in any order.</summary>
/// <param name="kind">What an item is, for messages, such as <c>team</c>.</param>
/// <param name="keyOf">The key of an answered item; null when the item is not of the expected shape.</param>
public sealed class ItemSet(string kind, Func<JsonElement, string?> keyOf)
{
    private string? _subjectKind;
    private View? _owner;
    private readonly Dictionary<string, Func<View>?> _expected = new(StringComparer.Ordinal);

    /// <summary>Whether keys are somebody's personal data and are shown only on request.</summary>
    public bool HasPersonalKeys { get; init; }

    /// <summary>Items that need not, but may be answered: their keys.</summary>
    public Func<string, bool> Tolerates { get; init; } = _ => false;

    /// <summary>Comparisons of items that could not be made, each with its reason, once for all items.</summary>
    public IEnumerable<(string Comparison, Gap Gap)> Skipped =>
        _expected.Values.OfType<Func<View>>().SelectMany(view => view().Skipped).Distinct();

    /// <summary>Expects that every item belongs to the one who was asked about, also one that should not be there.</summary>
    /// <param name="name">The member of an item that says to whom it belongs.</param>
    /// <param name="id">Who was asked about.</param>
    public ItemSet BelongTo(string name, string id)
    {
        _owner = new View().Identity(name, id);
        return this;
    }

    /// <summary>Makes each item the subject of what is wrong with it, as <c>kind:KEY</c>.</summary>
    public ItemSet PinnedAs(string subjectKind)
    {
        _subjectKind = subjectKind;
        return this;
    }

    /// <summary>Expects an item.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="view">What it must say: made when it is compared, because a list may have very many.</param>
    public ItemSet Add(string key, Func<View> view)
    {
        _expected[key] = view;
        return this;
    }

    /// <summary>Expects an item that is nothing but its key.</summary>
    public ItemSet AddValue(string key)
    {
        _expected[key] = null;
        return this;
    }

    /// <summary>Collects what is missing, what is too many, what is repeated, and what differs.</summary>
    public void Compare(JsonElement actual, string path, ICollection<Difference> found)
    {
        if (actual.ValueKind != JsonValueKind.Array)
        {
            found.Add(new Difference(path, $"should be a list, but is {View.Kind(actual)}", null, null, IsPersonal: false));
            return;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        var index = 0;
        foreach (var item in actual.EnumerateArray())
        {
            _owner?.Compare(item, $"{path}[{index}]", found);
            Compare(item, $"{path}[{index++}]", seen, found);
        }

        foreach (var key in _expected.Keys.Where(key => !seen.Contains(key)))
            found.Add(Pinned(key, new Difference(path, $"lacks a {kind} that is stored", JsonValue.Create(key), null, HasPersonalKeys)));
    }

    private void Compare(JsonElement item, string path, HashSet<string> seen, ICollection<Difference> found)
    {
        if (keyOf(item) is not { } key)
            found.Add(new Difference(path, $"is not a {kind}", null, null, IsPersonal: false));
        else if (!seen.Add(key))
            found.Add(Pinned(key, new Difference(path, $"repeats a {kind} of the list", null, JsonValue.Create(key), HasPersonalKeys)));
        else if (_expected.TryGetValue(key, out var view))
            Compare(item, path, key, view, found);
        else if (!Tolerates(key))
            found.Add(Pinned(key, new Difference(path, $"is a {kind} that is not stored", null, JsonValue.Create(key), HasPersonalKeys)
            {
                Holds = Holds.UnlessItCameAndWent,
            }));
    }

    private void Compare(JsonElement item, string path, string key, Func<View>? view, ICollection<Difference> found)
    {
        if (view is null) return;
        var differences = new List<Difference>();
        view().Compare(item, path, differences);
        foreach (var difference in differences) found.Add(Pinned(key, difference));
    }

    private Difference Pinned(string key, Difference difference) => difference with
    {
        Subject = _subjectKind is null ? difference.Subject : $"{_subjectKind}:{key}",
        Key = difference.Key ?? (HasPersonalKeys ? null : key),
    };
}
