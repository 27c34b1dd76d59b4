using System.Globalization;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using IntegrityTests.Redaction;

namespace IntegrityTests.Running.Reporting.Html;

/// <summary>The report as a page.</summary>
internal sealed class ReportPage(RunEvents events, string verdict)
{
    private const string Target = "platform";
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public void WriteTo(TextWriter page)
    {
        page.Write($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <meta name="viewport" content="width=device-width">
            <title>IntegrityTests: {Encoded(verdict)}</title>
            <style>
            {Style()}</style>
            </head>
            <body>
            <h1 class="{(verdict.StartsWith("PASSED", StringComparison.Ordinal) ? "passed" : "failed")}">{Encoded(verdict)}</h1>
            <p>Started at {Encoded(Text(events.Run, "started"))}, took {Encoded(Text(events.End, "seconds"))} s.</p>

            """);
        WriteTarget(page);
        WriteAborted(page);
        WriteNotes(page);
        WriteCauses(page);
        WriteEvents(page, "finding", "Findings");
        WriteEvents(page, "not-verified", "Not verified");
        WriteEvents(page, RunEvents.Info, "Info: left behind by the platform itself, one line per project and cause");
        WriteEvents(page, "stale", "In the baseline, but not found");
        WriteChecks(page);
        WriteSettings(page);
        page.Write("</body>\n</html>\n");
    }

    private void WriteTarget(TextWriter page)
    {
        if (!events.Run.TryGetProperty(Target, out var target)) return;
        page.Write("<h2>Platform</h2>\n<dl>\n");
        foreach (var fact in target.EnumerateObject().Where(fact => fact.Value.ValueKind != JsonValueKind.Array))
            page.Write($"<dt>{Encoded(fact.Name)}</dt><dd>{Encoded(fact.Value.ToString())}</dd>\n");
        page.Write("</dl>\n");
        foreach (var notice in target.EnumerateObject().Where(fact => fact.Value.ValueKind == JsonValueKind.Array)
            .SelectMany(fact => fact.Value.EnumerateArray()))
            page.Write($"<p>{Encoded(notice.ToString())}</p>\n");
    }

    private void WriteAborted(TextWriter page)
    {
        if (events.End.TryGetProperty("aborted", out var reason)) page.Write($"<pre>{Encoded(reason.GetString()!)}</pre>\n");
    }

    private void WriteNotes(TextWriter page)
    {
        if (!events.End.TryGetProperty("notes", out var notes)) return;
        foreach (var note in notes.EnumerateArray()) page.Write($"<p>{Encoded(note.GetString()!)}</p>\n");
    }

    private void WriteCauses(TextWriter page)
    {
        if (events.Causes.Count == 0) return;
        page.Write("<h2>Causes: what is behind the findings</h2>\n");
        foreach (var cause in events.Causes)
        {
            var severity = Encoded(Text(cause, "severity"));
            page.Write($"<article>\n<h3><span class=\"{severity}\">{severity}</span> {Encoded(Text(cause, "cause"))}</h3>\n<dl>\n");
            if (cause.TryGetProperty("project", out var project))
                page.Write($"<dt>project</dt><dd>{Encoded(Maybe(cause, "projectName"))} ({Encoded(project.ToString())})</dd>\n");
            page.Write(Invariant($"<dt>findings</dt><dd>{cause.GetProperty("findings").GetInt64():N0}</dd>\n"));
            var codes = string.Join(", ", cause.GetProperty("codes").EnumerateObject().Select(SeenBy));
            page.Write($"<dt>seen by</dt><dd>{Encoded(codes)}</dd>\n");
            page.Write($"<dt>subjects</dt><dd>{Encoded(string.Join(", ", cause.GetProperty("subjects").EnumerateArray()))}");
            page.Write(cause.TryGetProperty("moreSubjects", out _) ? ", ...</dd>\n</dl>\n" : "</dd>\n</dl>\n");
            if (Maybe(cause, "meaning") is { Length: > 0 } meaning)
                page.Write($"<p>The rule: {Encoded(Maybe(cause, "title"))}.</p>\n<p>{Encoded(meaning)}</p>\n");
            if (Maybe(cause, "sql") is { Length: > 0 } sql)
                page.Write($"<p>Queries to look into it:</p>\n<pre class=\"sql\" tabindex=\"0\">{Encoded(sql)}</pre>\n");
            page.Write("</article>\n");
        }
    }

    private static string SeenBy(JsonProperty code) => Invariant($"{code.Name} ({code.Value.GetInt64():N0})");

    private static string Maybe(JsonElement line, string name) => line.TryGetProperty(name, out var value) ? value.ToString() : "";

    private void WriteEvents(TextWriter page, string kind, string title)
    {
        var groups = events.Of(kind);
        if (groups.Count == 0) return;
        page.Write($"<h2>{title}</h2>\n");
        foreach (var group in groups)
        {
            page.Write(Invariant($"<details open>\n<summary>{Encoded(group.Code)}: {group.Count:N0}</summary>\n"));
            foreach (var shown in group.Kept) WriteEvent(page, shown);
            if (group.Count > group.Kept.Count)
                page.Write(Invariant($"<p>and {group.Count - group.Kept.Count:N0} more in {FindingsFile.Name}</p>\n"));
            page.Write("</details>\n");
        }
    }

    private static void WriteEvent(TextWriter page, ReportedEvent shown)
    {
        page.Write("<article>\n<p>");
        if (shown.Mark is { } mark) page.Write($"<span class=\"{Encoded(mark)}\">{Encoded(mark)}</span> ");
        page.Write($"{Encoded(shown.Text)}</p>\n<dl>\n");
        foreach (var (name, value) in shown.Facts) page.Write($"<dt>{Encoded(name)}</dt><dd>{Encoded(value)}</dd>\n");
        page.Write("</dl>\n</article>\n");
    }

    private void WriteChecks(TextWriter page)
    {
        page.Write("<h2>Checks</h2>\n<table>\n<tr><th>check<th>rows verified<th>failed<th>not verified<th>cases not verified");
        page.Write("<th>calls<th>findings<th>infos<th>known<th>skipped</tr>\n");
        foreach (var check in events.End.GetProperty("checks").EnumerateArray())
        {
            page.Write($"<tr><td>{Encoded(Text(check, "code"))}");
            foreach (var name in (string[])["verified", "failed", "notVerified", "casesNotVerified", "calls", "findings", "infos", "known"])
                page.Write(Invariant($"<td>{check.GetProperty(name).GetInt64():N0}"));
            page.Write("<td>");
            page.Write(string.Join("<br>", check.GetProperty("skipped").EnumerateArray().Select(Skip)));
            page.Write("</tr>\n");
        }

        page.Write("</table>\n");
    }

    private static string Skip(JsonElement skip) =>
        Encoded($"{Text(skip, "what")}, {Quantity.Of(skip.GetProperty("count").GetInt64(), "time")}: {Text(skip, "reason")}");

    private void WriteSettings(TextWriter page)
    {
        page.Write("<h2>Settings</h2>\n<dl>\n");
        foreach (var setting in events.Run.EnumerateObject().Where(setting => setting.Name is not ("kind" or "started" or Target)))
            page.Write($"<dt>{Encoded(setting.Name)}</dt><dd>{Encoded(setting.Value.ToString())}</dd>\n");
        page.Write("</dl>\n");
    }

    private static string Text(JsonElement line, string name) => line.GetProperty(name).ToString();

    private static string Encoded(string text) => Encoder.Encode(Printable.Text(text));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Style()
    {
        using var style = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("report.css")!);
        return style.ReadToEnd();
    }
}
