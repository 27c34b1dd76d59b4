using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SampleDeployment.Data.Engine.Derived;

/// <summary>
/// The data of a row: a JSON object, as the JSON texts of its members. It never changes, so that the tables that it goes through share it.
/// </summary>
internal sealed class JsonRow
{
    public const string Null = "null";

    // Most texts have none of what is written in another way.
    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        ['"', '\\', .. Enumerable.Range(0, ' ').Select(code => (char)code)]);

    private readonly (string Name, string Json)[] _members;
    private string? _text;

    public JsonRow(params (string Name, string Json)[] members) => _members = members;

    /// <summary>The object as one JSON text.</summary>
    public string Text => _text ??= Object(_members);

    /// <summary>A member's JSON text; that of null where there is none.</summary>
    public string this[string name]
    {
        get
        {
            foreach (var (known, json) in _members)
            {
                if (known == name) return json;
            }

            return Null;
        }
    }

    /// <summary>Reads an object that the database wrote.</summary>
    public static JsonRow Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return new([.. document.RootElement.EnumerateObject().Select(member => (member.Name, member.Value.GetRawText()))]);
    }

    /// <summary>The members that are named, as they are here.</summary>
    public (string Name, string Json)[] Only(params string[] names) => System.Array.ConvertAll(names, name => (name, this[name]));

    /// <summary>This with further members; none of them may be here already.</summary>
    public JsonRow With(params (string Name, string Json)[] members) => new([.. _members, .. members]);

    /// <summary>This with another value of a member.</summary>
    public JsonRow Replace(string name, string json) =>
        new(System.Array.ConvertAll(_members, member => member.Name == name ? (name, json) : member));

    /// <summary>A number; null where there is none.</summary>
    /// <exception cref="FormatException">It is no number, which the platform cannot compute with either.</exception>
    public decimal? Number(string name) => NumberOf(this[name]);

    public static decimal? NumberOf(string json) =>
        json == Null ? null : decimal.Parse(json.Trim('"'), NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>The JSON text of a number, with the decimals that it has.</summary>
    public static string Json(decimal? number) => number?.ToString(CultureInfo.InvariantCulture) ?? Null;

    /// <summary>
    /// The JSON text of a text that is anything, letter by letter as the database writes it: ids of rows are made of such texts.
    /// </summary>
    public static string Json(string text)
    {
        if (!text.AsSpan().ContainsAny(Escaped)) return $"\"{text}\"";

        var json = new StringBuilder("\"");
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' or '\\' => json.Append('\\').Append(c),
                '\b' => json.Append(@"\b"),
                '\f' => json.Append(@"\f"),
                '\n' => json.Append(@"\n"),
                '\r' => json.Append(@"\r"),
                '\t' => json.Append(@"\t"),
                < ' ' => json.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => json.Append(c),
            };
        }

        return json.Append('"').ToString();
    }

    /// <summary>The text itself of a JSON text.</summary>
    public static string Unquoted(string json) => JsonSerializer.Deserialize<string>(json)!;

    public static string Array(IEnumerable<string> values) => $"[{string.Join(", ", values)}]";

    public static string Object(IEnumerable<(string Name, string Json)> members)
    {
        var text = new StringBuilder("{");
        foreach (var (name, json) in members)
        {
            if (text.Length > 1)
                text.Append(", ");
            text.Append(Json(name)).Append(": ").Append(json);
        }

        return text.Append('}').ToString();
    }
}

/// <summary>A row of a table of the engine.</summary>
/// <param name="Id">Its id, which is made of those of the rows that it comes from.</param>
/// <param name="Data">Its data.</param>
internal readonly record struct Row(string Id, JsonRow Data);
