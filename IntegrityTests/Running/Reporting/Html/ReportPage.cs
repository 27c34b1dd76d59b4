using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IntegrityTests.Json;

namespace IntegrityTests.Running.Reporting.Html;

/// <summary>The report as a page: without script everything is there, the script only searches, filters and copies.</summary>
/// <param name="events">What the run reported.</param>
/// <param name="verdict">Its result in one line.</param>
internal sealed class ReportPage(RunEvents events, string verdict)
{
    private const string Target = "platform";
    private const int ShortNotes = 300;
    private static readonly string Style = Resource("report.css");
    private static readonly string Script = Resource("report.js");

    // What the run says of itself; the section of the settings has the rest.
    private static readonly string[] OfRun = ["kind", "started", Target];

    public void WriteTo(TextWriter writer)
    {
        var page = new HtmlWriter(writer);
        WriteHead(page, writer);
        page.Write($"<body>\n<a class=\"skip\" href=\"#causes\">Skip to the causes</a>\n");
        WriteHeader(page);
        page.Write($"<main>\n");
        new CoverageSection(events).WriteTo(page);
        new CausesSection(events).WriteTo(page);
        new EarlierSection(events).WriteTo(page);
        EventsSection.WriteAll(events, page);
        new ChecksSection(events).WriteTo(page);
        WriteSettings(page);
        page.Write($"</main>\n<footer><p>Made from {FindingsFile.Name}, which has every line in full. Ids and names of projects are ");
        page.Write($"always shown; personal values are shown only where the operator asked for them.</p></footer>\n<script>");
        writer.Write(Script);
        page.Write($"</script>\n</body>\n</html>\n");
    }

    // Only this style and this script: whatever stands in the page besides, a browser neither runs nor loads it.
    private void WriteHead(HtmlWriter page, TextWriter writer)
    {
        page.Write($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '{HashOf(Style)}'; script-src '
            """);
        page.Write($"""
            {HashOf(Script)}'; base-uri 'none'; form-action 'none'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>IntegrityTests: {verdict}</title>
            <style>
            """);
        writer.Write(Style);
        page.Write($"</style>\n</head>\n");
    }

    private void WriteHeader(HtmlWriter page)
    {
        var isPassed = verdict.StartsWith("PASSED", StringComparison.Ordinal);
        page.Write($"<header>\n<h1 class=\"{(isPassed ? "passed" : "failed")}\">{verdict}</h1>\n");
        page.Write($"<dl class=\"facts\">\n<div><dt>started</dt><dd>{Moment(events.Run.Text("started"))}</dd></div>\n");
        page.Write($"<div><dt>took</dt><dd>{Text(events.End, "seconds")} s</dd></div>\n");
        if (events.Run.Text("apiUrl") is { } url) page.Write($"<div><dt>API</dt><dd>{url}</dd></div>\n");
        var target = events.Run.Member(Target);
        foreach (var fact in Members(target).Where(fact => fact.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number))
            page.Write($"<div><dt>{fact.Name}</dt><dd>{fact.Value.ToString()}</dd></div>\n");
        page.Write($"</dl>\n");
        if (events.End.Text("aborted") is { } reason) page.Write($"<pre class=\"aborted\">{reason}</pre>\n");
        foreach (var notice in Members(target).Where(fact => fact.Value.ValueKind == JsonValueKind.Array)
            .SelectMany(fact => fact.Value.EnumerateArray()))
            page.Write($"<p class=\"notice\">{notice.ToString()}</p>\n");
        WriteNotes(page);
        WriteContents(page);
        page.Write($"</header>\n");
    }

    private void WriteNotes(HtmlWriter page)
    {
        var notes = events.End.Items("notes")?.EnumerateArray().Select(note => note.GetString()!).ToList() ?? [];
        if (notes.Count == 0) return;
        // What is long is behind the verdict, not before everything else.
        var isShort = notes.Sum(note => note.Length) < ShortNotes;
        if (isShort) page.Write($"<details open>\n<summary>Notes about the run ({notes.Count})</summary>\n");
        else page.Write($"<details>\n<summary>Notes about the run ({notes.Count})</summary>\n");
        foreach (var note in notes) page.Write($"<p class=\"note\">{note}</p>\n");
        page.Write($"</details>\n");
    }

    private void WriteContents(HtmlWriter page)
    {
        page.Write($"<nav aria-label=\"On this page\"><ul>\n<li><a href=\"#proven\">What was proven</a></li>\n");
        page.Write($"<li><a href=\"#causes\">Causes ({events.Causes.Count})</a></li>\n");
        if (events.Earlier is not null) page.Write($"<li><a href=\"#earlier\">Since the earlier run</a></li>\n");
        foreach (var section in EventsSection.All.Where(section => events.Of(section.Kind).Count > 0))
            page.Write($"<li><a href=\"#{section.Id}\">{section.Link} ({section.CountOf(events)})</a></li>\n");
        page.Write($"<li><a href=\"#checks\">Checks</a></li>\n<li><a href=\"#settings\">Settings</a></li>\n</ul></nav>\n");
    }

    private void WriteSettings(HtmlWriter page)
    {
        page.Write($"<section id=\"settings\" aria-labelledby=\"settings-title\">\n<h2 id=\"settings-title\">Settings</h2>\n<details>\n");
        page.Write($"<summary>What the run was asked to do</summary>\n<dl class=\"settings\">\n");
        foreach (var setting in events.Run.EnumerateObject().Where(setting => !OfRun.Contains(setting.Name)))
            page.Write($"<dt>{setting.Name}</dt><dd>{ReportedFinding.Shortened(setting.Value.ToString())}</dd>\n");
        page.Write($"</dl>\n</details>\n</section>\n");
    }

    private static JsonProperty[] Members(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.Object } members ? [.. members.EnumerateObject()] : [];

    /// <summary>A moment as people read it; whatever is none stays as it is.</summary>
    public static string Moment(string? text) => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var moment)
        ? moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)
        : text ?? "";

    private static string Text(JsonElement line, string name) => line.GetProperty(name).ToString();

    private static string HashOf(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(ReportPage).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
