using System.Text.Json.Nodes;

namespace IntegrityTests.Running.Reporting;

/// <summary>Removes secrets from what leaves the run.</summary>
/// <param name="redact">Removes secrets from a text.</param>
/// <param name="show">Gives a value as it may be shown; its second argument says whether it is personal.</param>
internal sealed class Redactor(Func<string, string> redact, Func<JsonNode?, bool, JsonNode?> show)
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
        Expected = Json(Shown(finding, finding.Expected)),
        Actual = Json(Shown(finding, finding.Actual)),
        IsPersonal = null,
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

    private JsonNode? Shown(Finding finding, JsonNode? value) => finding.IsPersonal is { } isPersonal ? show(value, isPersonal) : value;

    private string? Maybe(string? text) => text is null ? null : Text(text);
}
