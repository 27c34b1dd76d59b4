namespace IntegrityTests.Running.Reporting.Html;

/// <summary>A section of the page with events of one kind, by code.</summary>
/// <param name="Kind">The kind of the events.</param>
/// <param name="Id">Names the section in links.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Link">What the list of contents calls it.</param>
/// <param name="Severity">What the filter by severity calls its events.</param>
internal sealed record EventsSection(string Kind, string Id, string Title, string Link, string Severity)
{
    private const int FewGroups = 3;

    /// <summary>All of them, in the order of the page.</summary>
    public static IReadOnlyList<EventsSection> All { get; } =
    [
        new(RunEvents.WithoutCause, "findings", "Findings without a cause", "Findings without a cause", "finding"),
        new("not-verified", "not-verified", "Not verified", "Not verified", "not verified"),
        new("left", "left", "Left when the budget was over", "Left", "left"),
        new(RunEvents.Known, "known", "Known findings, which the baseline lists", "Known", "known"),
        new("stale", "stale", "In the baseline, but not found", "Stale", "stale"),
        new(RunEvents.Info, "infos", "Info: left behind by the platform itself, one line per project and cause", "Info", "info"),
        new("gone", "gone", "Gone since the earlier run", "Gone", "gone"),
        new("not-looked-at", "not-looked-at", "Reported by the earlier run, and not looked at in this one", "Not looked at",
            "not looked at"),
    ];

    public static void WriteAll(RunEvents events, HtmlWriter page)
    {
        foreach (var section in All) section.WriteTo(page, events);
    }

    /// <summary>How many such events the run had.</summary>
    public long CountOf(RunEvents events) => events.Of(Kind).Sum(group => group.Count);

    private void WriteTo(HtmlWriter page, RunEvents events)
    {
        var groups = events.Of(Kind);
        if (groups.Count == 0) return;
        page.Write($"<section id=\"{Id}\" class=\"group\" aria-labelledby=\"{Id}-title\">\n");
        page.Write($"<h2 id=\"{Id}-title\">{Title} ({CountOf(events)})</h2>\n");
        foreach (var group in groups)
        {
            if (groups.Count <= FewGroups) page.Write($"<details class=\"events\" open>\n");
            else page.Write($"<details class=\"events\">\n");
            page.Write($"<summary>{group.Code}: {group.Count}</summary>\n<ul>\n");
            foreach (var shown in group.Kept) WriteEvent(page, group.Code, shown);
            page.Write($"</ul>\n");
            if (group.Count > group.Kept.Count) page.Write($"<p>and {group.Count - group.Kept.Count} more in {FindingsFile.Name}</p>\n");
            page.Write($"</details>\n");
        }

        page.Write($"</section>\n");
    }

    private void WriteEvent(HtmlWriter page, string code, ReportedEvent shown)
    {
        page.Write($"<li class=\"item\" data-project=\"{shown.Project}\" data-checks=\"{code}\" data-severity=\"{Severity}\"");
        page.Write($" data-history=\"\"><div class=\"words\">");
        if (shown.Text.Length > 0 || shown.Mark is not null)
        {
            page.Write($"<p>");
            if (shown.Mark is { } mark) page.Write($"<span class=\"badge {mark}\">{mark}</span> ");
            page.Write($"{shown.Text}</p>\n");
        }

        page.Write($"<dl class=\"members\">\n");
        if (shown.Project is { } project)
            page.Write($"<dt>project</dt><dd>{(shown.ProjectName is null ? project : $"{shown.ProjectName} ({project})")}</dd>\n");
        foreach (var (name, value) in shown.Facts) page.Write($"<dt>{name}</dt><dd>{value}</dd>\n");
        page.Write($"</dl></div></li>\n");
    }
}
