using System.Text.Json.Nodes;

namespace IntegrityTests.Running.Reporting;

/// <summary>Removes secrets from what leaves the run.</summary>
internal sealed class Redactor(Func<string, string> redact)
{
    public string Text(string text) => text.Length == 0 ? text : redact(text);

    public Finding Finding(Finding finding) => finding with
    {
        Project = Maybe(finding.Project),
        ProjectName = Maybe(finding.ProjectName),
        Subject = Text(finding.Subject),
        Endpoint = Maybe(finding.Endpoint),
        Message = Text(finding.Message),
        Path = Maybe(finding.Path),
        Expected = Json(finding.Expected),
        Actual = Json(finding.Actual),
    };

    /// <summary>A copy in which every string and every name is redacted; before escaping, which could hide a secret.</summary>
    public JsonNode? Json(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                var copy = new JsonObject();
                foreach (var (name, value) in members)
                    copy[Text(name)] = Json(value);
                return copy;
            case JsonArray items:
                return new JsonArray([.. items.Select(Json)]);
            case JsonValue value when value.TryGetValue<string>(out var text):
                return JsonValue.Create(Text(text));
            default:
                return node?.DeepClone();
        }
    }

    private string? Maybe(string? text) => text is null ? null : Text(text);
}
