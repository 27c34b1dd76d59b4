using System.Globalization;

namespace IntegrityTests.Running.Reporting.Html;

/// <summary>The causes by severity, each with what it means, how to look into it, and the first of its findings.</summary>
internal sealed class CausesSection(RunEvents events)
{
    // The worst are open when the page is opened; a page on which all are is too long to look through.
    private const int OpenCauses = 10;
    private const int FewFindings = 5;

    private static readonly (string Severity, string Title)[] Severities = [("error", "Errors"), ("warning", "Warnings"), ("info", "Info")];

    public void WriteTo(HtmlWriter page)
    {
        page.Write($"<section id=\"causes\" aria-labelledby=\"causes-title\">\n");
        page.Write($"<h2 id=\"causes-title\">Causes: what is behind the findings</h2>\n");
        if (events.Causes.Count == 0) page.Write($"<p class=\"none\">Nothing was found that is not known.</p>\n");
        new FilterForm(events).WriteTo(page);
        var number = 0;
        foreach (var (severity, title) in Severities)
        {
            var causes = events.Causes.Where(cause => cause.Severity == severity).ToList();
            if (causes.Count == 0) continue;
            page.Write($"<section class=\"group\" aria-labelledby=\"{severity}-title\">\n");
            page.Write($"<h3 id=\"{severity}-title\">{title} ({causes.Count})</h3>\n");
            foreach (var cause in causes) WriteCause(page, cause, ++number);
            page.Write($"</section>\n");
        }

        WriteUnsorted(page);
        page.Write($"</section>\n");
    }

    private static void WriteCause(HtmlWriter page, ReportedCause cause, int number)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"cause-{number}");
        var history = HistoryOf(cause.New, cause.Count);
        page.Write($"<article class=\"item cause\" aria-labelledby=\"{id}\" data-project=\"{cause.Project}\"");
        page.Write($" data-checks=\"{string.Join(' ', cause.Codes.Select(code => code.Code))}\" data-severity=\"{cause.Severity}\"");
        page.Write($" data-history=\"{history.Key}\">\n<div class=\"words\">\n<h4 id=\"{id}\">");
        page.Write($"<span class=\"badge {cause.Severity}\">{cause.Severity}</span> ");
        if (history.Text.Length > 0) page.Write($"<span class=\"badge\">{history.Text}</span> ");
        page.Write($"{cause.Text}</h4>\n<p class=\"where\">");
        if (cause.Project is not null) page.Write($"project {cause.ProjectName} <span class=\"id\">{cause.Project}</span>, ");
        page.Write($"{Quantity.Of(cause.Count, "finding")}, seen by {string.Join(", ", cause.Codes.Select(SeenBy))}</p>\n");
        page.Write($"<p class=\"subjects\">{string.Join(", ", cause.Subjects)}{(cause.HasMoreSubjects ? ", ..." : "")}</p>\n</div>\n");
        WriteMeaning(page, cause, number);
        WriteFindings(page, cause);
        page.Write($"</article>\n");
    }

    private static void WriteMeaning(HtmlWriter page, ReportedCause cause, int number)
    {
        if (cause.Meaning is null && cause.Title is null && cause.Sql is null) return;
        WriteFold(page, "words", number <= OpenCauses, "What it means, and how to look into it");
        if (cause.Title is { } title) page.Write($"<p>{cause.Codes[0].Code} proves: {title}.</p>\n");
        if (cause.Meaning is { } meaning) page.Write($"<p>{meaning}</p>\n");
        if (cause.Sql is { } sql)
        {
            page.Write($"<p>Queries to look into it, for psql:</p>\n<div class=\"sql\">\n<pre><code>{sql}</code></pre>\n");
            page.Write($"<button type=\"button\" class=\"copy\" hidden>Copy<span class=\"unseen\"> the queries of cause {number}</span>");
            page.Write($"</button>\n</div>\n");
        }

        page.Write($"</details>\n");
    }

    private static void WriteFindings(HtmlWriter page, ReportedCause cause)
    {
        if (cause.Shown.Count == 0) return;
        var few = cause.Shown.Count <= FewFindings && cause.Shown.Count == cause.Count && cause.Shown.Any(one => one.Values is not null);
        WriteFold(page, "findings", few, Quantity.Of(cause.Count, "finding"));
        FindingList.Write(page, cause.Shown, cause.Count);
        page.Write($"</details>\n");
    }

    private void WriteUnsorted(HtmlWriter page)
    {
        var unsorted = events.Unsorted;
        if (unsorted.Count == 0) return;
        var all = unsorted.Sum(group => group.Findings.Count);
        page.Write($"<section class=\"group\" aria-labelledby=\"unsorted-title\">\n<h3 id=\"unsorted-title\">");
        page.Write($"Beyond the causes that are told apart ({all})</h3>\n");
        foreach (var (project, cause, findings) in unsorted)
        {
            page.Write($"<article class=\"item\" data-project=\"{project}\" data-checks=\"{cause.Split(':')[0]}\" data-severity=\"\"");
            page.Write($" data-history=\"{HistoryOf(findings.New, findings.Count).Key}\">\n");
            page.Write($"<p class=\"words\">{cause}{(project is null ? "" : $", project {project}")}</p>\n");
            WriteFold(page, "findings", false, Quantity.Of(findings.Count, "finding"));
            FindingList.Write(page, findings.Shown, findings.Count);
            page.Write($"</details>\n</article>\n");
        }

        page.Write($"</section>\n");
    }

    private static void WriteFold(HtmlWriter page, string kind, bool isOpen, string summary)
    {
        if (isOpen) page.Write($"<details class=\"{kind}\" open>\n<summary>{summary}</summary>\n");
        else page.Write($"<details class=\"{kind}\">\n<summary>{summary}</summary>\n");
    }

    private static (string Key, string Text) HistoryOf(long? found, long count) => found switch
    {
        null => ("", ""),
        0 => ("old", "still there"),
        _ when found == count => ("new", "new"),
        _ => ("new old", string.Create(CultureInfo.InvariantCulture, $"{found:N0} new")),
    };

    private static string SeenBy((string Code, long Count) code) =>
        string.Create(CultureInfo.InvariantCulture, $"{code.Code} ({code.Count:N0})");
}
