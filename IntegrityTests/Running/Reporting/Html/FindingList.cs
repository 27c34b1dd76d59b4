namespace IntegrityTests.Running.Reporting.Html;

/// <summary>Findings, with what was expected and what there is side by side.</summary>
internal static class FindingList
{
    public static void Write(HtmlWriter page, IReadOnlyList<ReportedFinding> shown, long count)
    {
        if (shown.Any(finding => finding.Values is not null)) WriteTable(page, shown);
        else WriteList(page, shown);
        if (count > shown.Count)
            page.Write($"<p>and {count - shown.Count} more in {FindingsFile.Name}, which the search on this page does not see</p>\n");
    }

    private static void WriteList(HtmlWriter page, IReadOnlyList<ReportedFinding> shown)
    {
        page.Write($"<ol>\n");
        foreach (var finding in shown)
        {
            page.Write($"<li class=\"row\">");
            WriteFinding(page, finding);
            page.Write($"</li>\n");
        }

        page.Write($"</ol>\n");
    }

    private static void WriteTable(HtmlWriter page, IReadOnlyList<ReportedFinding> shown)
    {
        page.Write($"<table class=\"found\">\n<thead><tr><th scope=\"col\">finding</th><th scope=\"col\">expected or saved</th>");
        page.Write($"<th scope=\"col\">actual</th></tr></thead>\n<tbody>");
        foreach (var finding in shown)
        {
            var (expected, actual) = finding.Values ?? ("", "");
            var (start, end) = Common(expected, actual);
            page.Write($"<tr class=\"row\"><td>");
            WriteFinding(page, finding);
            page.Write($"</td><td>");
            WriteMarked(page, expected, start, end);
            page.Write($"</td><td>");
            WriteMarked(page, actual, start, end);
            page.Write($"</td></tr>");
        }

        page.Write($"</tbody>\n</table>\n");
    }

    private static void WriteFinding(HtmlWriter page, ReportedFinding finding)
    {
        page.Write($"<code>{finding.Subject}</code> {finding.Code}: {finding.Message}");
        if (finding.Place.Length > 0) page.Write($" <span class=\"place\">{finding.Place}</span>");
        if (finding.IsNew is { } isNew) page.Write($" <span class=\"badge\">{(isNew ? "new" : "still there")}</span>");
    }

    private static void WriteMarked(HtmlWriter page, string value, int start, int end)
    {
        page.Write($"{value[..start]}");
        if (start < value.Length - end) page.Write($"<mark>{value[start..^end]}</mark>");
        page.Write($"{value[^end..]}");
    }

    // What both begin and end with is no difference. Not within a pair of surrogates.
    private static (int Start, int End) Common(string one, string other)
    {
        var most = Math.Min(one.Length, other.Length);
        var (start, end) = (0, 0);
        while (start < most && one[start] == other[start]) start++;
        while (end < most - start && one[^(end + 1)] == other[^(end + 1)]) end++;
        if (start > 0 && char.IsHighSurrogate(one[start - 1])) start--;
        if (end > 0 && char.IsLowSurrogate(one[^end])) end--;
        return (start, end);
    }
}
