using System.Text.Json;
using IntegrityTests.Json;

namespace IntegrityTests.Running.Reporting.Html;

/// <summary>The totals of each check, and what was left out for which reason.</summary>
internal sealed class ChecksSection(RunEvents events)
{
    private static readonly (string Member, string Title)[] Columns =
    [
        ("verified", "rows verified"), ("failed", "failed"), ("notVerified", "not verified"), ("casesNotVerified", "cases not verified"),
        ("calls", "calls"), ("findings", "findings"), ("infos", "infos"), ("known", "known"),
    ];

    private IEnumerable<JsonElement> Checks => events.End.Items("checks")?.EnumerateArray() ?? [];

    public void WriteTo(HtmlWriter page)
    {
        page.Write($"<section id=\"checks\" aria-labelledby=\"checks-title\">\n<h2 id=\"checks-title\">Checks</h2>\n");
        WriteSkipped(page);
        page.Write($"<details>\n<summary>The totals of each check</summary>\n");
        page.Write($"<div class=\"scroll\" role=\"region\" aria-label=\"The totals of each check\" tabindex=\"0\">\n<table>\n<thead><tr>");
        page.Write($"<th scope=\"col\">check</th>");
        foreach (var (_, title) in Columns) page.Write($"<th scope=\"col\">{title}</th>");
        page.Write($"<th scope=\"col\">what it proves</th></tr></thead>\n<tbody>\n");
        foreach (var check in Checks)
        {
            page.Write($"<tr><th scope=\"row\">{check.Text("code")}</th>");
            foreach (var (member, _) in Columns) page.Write($"<td>{check.GetProperty(member).GetInt64()}</td>");
            page.Write($"<td>{events.Proven.TitleOf(check.Text("code")!)}</td></tr>\n");
        }

        page.Write($"</tbody>\n</table>\n</div>\n</details>\n</section>\n");
    }

    private void WriteSkipped(HtmlWriter page)
    {
        var reasons = Checks
            .SelectMany(check => check.Items("skipped")?.EnumerateArray() ?? [], (check, skip) => (
                Code: check.Text("code")!,
                Reason: skip.Text("reason") ?? "",
                What: skip.Text("what") ?? "",
                Count: skip.GetProperty("count").GetInt64()))
            .GroupBy(skip => skip.Reason, StringComparer.Ordinal)
            .OrderByDescending(same => same.Sum(skip => skip.Count)).ThenBy(same => same.Key, StringComparer.Ordinal).ToList();
        if (reasons.Count == 0) return;
        page.Write($"<h3>What was skipped, and why</h3>\n<ul class=\"skipped\">\n");
        foreach (var same in reasons)
        {
            var places = same.Select(skip => $"{skip.Code} {skip.What}, {Quantity.Of(skip.Count, "time")}");
            page.Write($"<li>{same.Key}: <span class=\"where\">{string.Join("; ", places)}</span></li>\n");
        }

        page.Write($"</ul>\n");
    }
}
