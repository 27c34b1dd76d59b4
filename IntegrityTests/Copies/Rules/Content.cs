using System.Text.Json;
using IntegrityTests.Copies.Mappings;
using IntegrityTests.Deployment.Records;

namespace IntegrityTests.Copies.Rules;

/// <summary>Compares what row and copy say.</summary>
/// <param name="columns">The columns of both, in their order.</param>
public sealed class Content(IReadOnlyList<MappedColumn> columns)
{
    /// <summary>The first column in which they differ, or -1.</summary>
    public int FirstDifference(SourceRow row, CopyRow copy)
    {
        for (var i = 0; i < columns.Count; i++)
            if (!IsSame(columns[i].Form, row.Values[i], copy.Values[i])) return i;
        return -1;
    }

    /// <summary>All columns in which they differ.</summary>
    public IEnumerable<int> Differences(SourceRow row, CopyRow copy) =>
        Enumerable.Range(0, columns.Count).Where(i => !IsSame(columns[i].Form, row.Values[i], copy.Values[i]));

    private static bool IsSame(Form form, string? source, string? copy) =>
        source == copy || (form == Form.Json && source is not null && copy is not null && MeansSame(source, copy));

    private static bool MeansSame(string source, string copy)
    {
        try
        {
            return MeansSame(GivenJson.Element(source), GivenJson.Element(copy));
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool MeansSame(JsonElement source, JsonElement copy) => source.ValueKind switch
    {
        // JavaScript has no number that is so large, and prints null.
        JsonValueKind.Number when double.IsInfinity(source.GetDouble()) => copy.ValueKind == JsonValueKind.Null,
        var kind when kind != copy.ValueKind => false,
        JsonValueKind.Number => source.GetDouble().Equals(copy.GetDouble()),
        JsonValueKind.String => source.ValueEquals(copy.GetString()),
        JsonValueKind.Array => source.GetArrayLength() == copy.GetArrayLength()
            && source.EnumerateArray().Zip(copy.EnumerateArray()).All(pair => MeansSame(pair.First, pair.Second)),
        JsonValueKind.Object => source.EnumerateObject().Count() == copy.EnumerateObject().Count()
            && source.EnumerateObject().All(member =>
                copy.TryGetProperty(member.Name, out var other) && MeansSame(member.Value, other)),
        _ => true,
    };
}
