using System.Text.Json.Nodes;
using IntegrityTests.Running;

namespace IntegrityTests.Expectations.Views;

/// <summary>One value of an answer that is not what it should be.</summary>
/// <param name="Path">Where, as a JSON path from the root of the answer.</param>
/// <param name="Message">What is wrong, as the rest of a sentence that begins with the path.</param>
/// <param name="Expected">What was expected; a C# null is JSON null.</param>
/// <param name="Actual">What was answered.</param>
/// <param name="IsPersonal">Whether the values are somebody's personal data and are shown only on request.</param>
public sealed record Difference(string Path, string Message, JsonNode? Expected, JsonNode? Actual, bool IsPersonal)
{
    /// <summary>Whom or what it is about, where that is not what was asked for, such as <c>team:ID</c> in a list of teams.</summary>
    public string? Subject { get; init; }

    /// <summary>The key of the item of a list that it is about, where a path alone does not tell items apart; never personal.</summary>
    public string? Key { get; init; }

    /// <summary>Whether a change of rows explains it. Default: one between the reading of the rows and the answer does.</summary>
    internal Holds Holds { get; init; }
}
