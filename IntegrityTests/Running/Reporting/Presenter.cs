using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace IntegrityTests.Running.Reporting;

/// <summary>
/// Makes what a run reports fit to be seen: without secrets, and with personal values hidden. Everything passes it once, where it enters
/// the report; what comes after it only lays out and escapes.
/// </summary>
/// <param name="settings">Say what is secret and how values are shown.</param>
internal sealed class Presenter(RunSettings settings)
{
    public string Text(string text) => text.Length == 0 ? text : settings.Redact(text);

    /// <summary>What an exception says.</summary>
    public string Text(Exception failure) => Text(settings.Explain(failure));

    /// <summary>An exception with what caused it, and where each was thrown.</summary>
    public string Trace(Exception failure)
    {
        var text = new StringBuilder();
        for (var current = failure; current is not null; current = current.InnerException)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{current.GetType().FullName}: {Text(current)}");
            if (current.StackTrace is { } trace) text.AppendLine(Text(trace));
        }

        return text.ToString().TrimEnd();
    }

    public Finding Finding(Finding finding) => finding with
    {
        Project = Maybe(finding.Project),
        ProjectName = Maybe(finding.ProjectName),
        Subject = Text(finding.Subject),
        Row = Maybe(finding.Row),
        Endpoint = Maybe(finding.Endpoint),
        Message = Text(finding.Message),
        Cause = Maybe(finding.Cause),
        Root = Maybe(finding.Root),
        Value = Maybe(finding.Value),
        Path = Maybe(finding.Path),
        Expected = Json(Shown(finding, finding.Expected)),
        Actual = Json(Shown(finding, finding.Actual)),
        Privacy = Privacy.Ready,
    };

    /// <summary>A copy in which every string and every name is redacted; before escaping, which could hide a secret.</summary>
    public JsonNode? Json(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                var copy = new JsonObject();
                foreach (var (name, value) in members) copy[Text(name)] = Json(value);
                return copy;
            case JsonArray items:
                return new JsonArray([.. items.Select(Json)]);
            case JsonValue value when value.TryGetValue<string>(out var text):
                return JsonValue.Create(Text(text));
            default:
                return node?.DeepClone();
        }
    }

    private JsonNode? Shown(Finding finding, JsonNode? value) =>
        finding.Privacy == Privacy.Ready ? value : settings.Show(value, finding.Privacy == Privacy.Personal);

    private string? Maybe(string? text) => text is null ? null : Text(text);
}
