using System.Text.Json;

namespace IntegrityTests.Payments.Model;

/// <summary>How often an included item is granted again.</summary>
/// <param name="Count">How many units lie between two grants; at least 1.</param>
/// <param name="Unit">The unit.</param>
public sealed record Repeat(int Count, RepeatUnit Unit)
{
    /// <summary>Reads <c>[1, "month"]</c>; nothing, null and <c>never</c> mean no repetition.</summary>
    /// <returns>The repetition, or what is wrong with it.</returns>
    internal static (Repeat? Repeat, string? Problem) Read(JsonElement? value)
    {
        if (value is null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined }) return (null, null);
        if (value is { ValueKind: JsonValueKind.String } text && text.ValueEquals("never")) return (null, null);
        if (value is not { ValueKind: JsonValueKind.Array } pair || pair.GetArrayLength() != 2)
            return (null, "repeat is neither never nor a pair of a count and a unit");
        if (pair[0].ValueKind != JsonValueKind.Number || !pair[0].TryGetInt32(out var count) || count < 1)
            return (null, "repeat does not count a whole number of at least 1");
        RepeatUnit? unit = pair[1].ValueKind != JsonValueKind.String ? null : pair[1].GetString() switch
        {
            "day" => RepeatUnit.Day,
            "week" => RepeatUnit.Week,
            "month" => RepeatUnit.Month,
            "year" => RepeatUnit.Year,
            _ => null,
        };
        return unit is { } known ? (new Repeat(count, known), null) : (null, "repeat has a unit other than day, week, month or year");
    }
}

/// <summary>The unit of a repetition.</summary>
public enum RepeatUnit
{
    /// <summary>24 hours.</summary>
    Day,

    /// <summary>7 days.</summary>
    Week,

    /// <summary>A month of the UTC calendar.</summary>
    Month,

    /// <summary>A year of the UTC calendar.</summary>
    Year,
}
