using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrityTests.Json;
using IntegrityTests.Running;

namespace IntegrityTests.Deployment.Records;

/// <summary>
/// Reads JSON that the deployment gives: an answer, a stored value, a config. The platform limits no depth, so JSON that is too deep for
/// the suite is nobody's fault: what holds it is not verified.
/// </summary>
internal static class GivenJson
{
    private static readonly string TooDeep =
        $"JSON that the deployment gave is nested deeper than {JsonDepth.Max:N0} levels, the most that this suite reads. It may be right: "
        + "look at it by hand.";

    /// <summary>A value that is only read.</summary>
    /// <exception cref="NotVerifiedException">It is nested deeper than <see cref="JsonDepth.Max"/>.</exception>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static JsonElement Element(string text) => Read(text, static json => JsonElement.Parse(json, JsonDepth.Given));

    /// <inheritdoc cref="Element(string)"/>
    public static JsonElement Element(ReadOnlySpan<byte> text)
    {
        try
        {
            return JsonElement.Parse(text, JsonDepth.Given);
        }
        catch (JsonException)
        {
            if (JsonDepth.IsExceededBy(text)) throw new NotVerifiedException(TooDeep);
            throw;
        }
    }

    /// <summary>A value that becomes part of another one.</summary>
    /// <inheritdoc cref="Element(string)"/>
    public static JsonNode? Node(string text) => Read(text, static json => JsonNode.Parse(json, documentOptions: JsonDepth.Given));

    private static T Read<T>(string text, Func<string, T> parse)
    {
        try
        {
            return parse(text);
        }
        catch (JsonException) when (JsonDepth.IsExceededBy(Encoding.UTF8.GetBytes(text)))
        {
            throw new NotVerifiedException(TooDeep);
        }
    }
}
