using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SampleDeployment.Api.Http;

namespace SampleDeployment.Faults;

internal static class Edits
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The same answer with its JSON changed.</summary>
    public static Answer Edit(this Answer answer, Action<JsonObject> change)
    {
        if (answer.Status != 200)
            return answer;

        var body = JsonNode.Parse(answer.Body.Span)!.AsObject();
        change(body);
        return answer with { Body = JsonSerializer.SerializeToUtf8Bytes(body, Relaxed) };
    }

    public static JsonArray Items(this JsonObject body) => body["items"]!.AsArray();

    public static JsonNode? Item(this JsonObject body, Guid id) =>
        body.Items().FirstOrDefault(item => (string?)item!["id"] == id.ToString());
}
