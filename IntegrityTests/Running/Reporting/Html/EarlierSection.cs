using System.Text.Json;
using IntegrityTests.Json;

namespace IntegrityTests.Running.Reporting.Html;

/// <summary>What became of the findings of an earlier run.</summary>
internal sealed class EarlierSection(RunEvents events)
{
    public void WriteTo(HtmlWriter page)
    {
        if (events.Earlier is not { } earlier) return;
        page.Write($"<section id=\"earlier\" aria-labelledby=\"earlier-title\">\n<h2 id=\"earlier-title\">Since the earlier run</h2>\n");
        var started = ReportPage.Moment(earlier.Text("started"));
        page.Write($"<p>Compared with {earlier.Text("file")}, of a run that started at {started}:</p>\n");
        page.Write($"<ul class=\"numbers\">\n");
        WriteNumber(page, earlier, "new", "new");
        WriteNumber(page, earlier, "stillThere", "still there");
        WriteNumber(page, earlier, "gone", "gone");
        WriteNumber(page, earlier, "notLookedAt", "not looked at in this run");
        page.Write($"</ul>\n</section>\n");
    }

    private static void WriteNumber(HtmlWriter page, JsonElement earlier, string name, string words)
    {
        var count = earlier.Member(name) is { } value && value.TryGetInt64(out var number) ? number : 0;
        page.Write($"<li><strong>{count}</strong> {words}</li>\n");
    }
}
