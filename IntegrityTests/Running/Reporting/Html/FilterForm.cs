namespace IntegrityTests.Running.Reporting.Html;

/// <summary>What searches and filters the page; the script shows it, because it does nothing without it.</summary>
internal sealed class FilterForm(RunEvents events)
{
    private IEnumerable<(EventsSection Section, EventGroup Group)> Groups =>
        EventsSection.All.SelectMany(section => events.Of(section.Kind), (section, group) => (section, group));

    public void WriteTo(HtmlWriter page)
    {
        page.Write($"<form id=\"filters\" role=\"search\" aria-label=\"Search and filter\" hidden>\n");
        page.Write($"<div class=\"text\"><label for=\"text\">Text, id or message</label>");
        page.Write($"<input id=\"text\" type=\"search\" autocomplete=\"off\" spellcheck=\"false\"></div>\n");
        Select(page, "project", "Project", Projects());
        Select(page, "check", "Check", Checks().Select(code => (code, code)));
        Select(page, "severity", "Severity", Severities().Select(severity => (severity, severity)));
        if (events.Earlier is not null) Select(page, "history", "History", [("new", "new"), ("old", "still there")]);
        page.Write($"<div class=\"buttons\"><button type=\"reset\">Clear</button> <button type=\"button\" id=\"open\">Open all</button> ");
        page.Write($"<button type=\"button\" id=\"close\">Close all</button></div>\n</form>\n<p id=\"hits\" role=\"status\"></p>\n");
        page.Write($"<p id=\"said\" class=\"unseen\" role=\"status\"></p>\n");
    }

    private static void Select(HtmlWriter page, string id, string label, IEnumerable<(string Value, string Text)> options)
    {
        page.Write($"<div><label for=\"{id}\">{label}</label><select id=\"{id}\">\n<option value=\"\">all</option>\n");
        foreach (var (value, text) in options) page.Write($"<option value=\"{value}\">{text}</option>\n");
        page.Write($"</select></div>\n");
    }

    private IEnumerable<(string Value, string Text)> Projects() => events.Causes
        .Select(cause => (Id: cause.Project, Name: cause.ProjectName))
        .Concat(events.Unsorted.Select(group => (Id: group.Project, Name: (string?)null)))
        .Concat(Groups.SelectMany(one => one.Group.Kept, (_, shown) => (Id: shown.Project, Name: shown.ProjectName)))
        .Where(project => project.Id is not null)
        .GroupBy(project => project.Id!, project => project.Name, StringComparer.Ordinal)
        .Select(same => (same.Key, Name: same.FirstOrDefault(name => name is not null)))
        .Select(project => (project.Key, project.Name is null ? project.Key : $"{project.Name} ({project.Key})"))
        .OrderBy(project => project.Item2, StringComparer.Ordinal);

    private IEnumerable<string> Checks() => events.Causes.SelectMany(cause => cause.Codes, (_, code) => code.Code)
        .Concat(events.Unsorted.Select(group => group.Cause.Split(':')[0]))
        .Concat(Groups.Select(one => one.Group.Code))
        .Distinct().Order(StringComparer.Ordinal);

    private IEnumerable<string> Severities() => events.Causes.Select(cause => cause.Severity)
        .Concat(Groups.Select(one => one.Section.Severity)).Distinct();
}
