using System.Globalization;

namespace IntegrityTests.Running.Reporting.Html;

/// <summary>What was proven, as a picture that is a table: per check and project, or per check.</summary>
internal sealed class CoverageSection(RunEvents events)
{
    private const int Width = 1000;

    // As many projects as a screen shows: with more, those of which nothing is open are folded, and what is too much of the others.
    private const int FewProjects = 20;

    private readonly ProvenCases _proven = events.Proven;

    public void WriteTo(HtmlWriter page)
    {
        page.Write($"<section id=\"proven\" aria-labelledby=\"proven-title\">\n<h2 id=\"proven-title\">What was proven</h2>\n");
        var counts = _proven.Counts;
        if (counts.Count == 0) page.Write($"<p>No test case came to its end, so nothing was proven.</p>\n");
        else WritePicture(page, counts);
        page.Write($"</section>\n");
    }

    private void WritePicture(HtmlWriter page, IReadOnlyDictionary<Proof, int> counts)
    {
        page.Write($"<p>A test case is one check over one project, or over the whole deployment. ");
        page.Write($"Of {counts.Values.Sum()} test cases:</p>\n");
        WriteBar(page, counts);
        page.Write($"<ul class=\"legend\">\n");
        foreach (var proof in Enum.GetValues<Proof>().Where(counts.ContainsKey))
        {
            page.Write($"<li><span class=\"mark {ClassOf(proof)}\" aria-hidden=\"true\">{SymbolOf(proof)}</span> ");
            page.Write($"<strong>{counts[proof]} {WordOf(proof)}</strong>: {MeaningOf(proof)}</li>\n");
        }

        page.Write($"</ul>\n");
        WriteProjects(page);
        WriteWhole(page);
    }

    private static void WriteBar(HtmlWriter page, IReadOnlyDictionary<Proof, int> counts)
    {
        var words = string.Join(", ", Enum.GetValues<Proof>().Where(counts.ContainsKey).Select(proof =>
            string.Create(CultureInfo.InvariantCulture, $"{counts[proof]:N0} {WordOf(proof)}")));
        page.Write($"<svg class=\"bar\" role=\"img\" aria-label=\"{words}\" viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\">\n");
        var (all, left) = (counts.Values.Sum(), 0.0);
        foreach (var proof in Enum.GetValues<Proof>().Where(counts.ContainsKey))
        {
            var width = (double)Width * counts[proof] / all;
            page.Write($"<rect class=\"{ClassOf(proof)}\" x=\"{Number(left)}\" width=\"{Number(width)}\" height=\"10\"></rect>\n");
            left += width;
        }

        page.Write($"</svg>\n");
    }

    private void WriteProjects(HtmlWriter page)
    {
        var projects = _proven.Projects;
        if (projects.Count == 0) return;
        var well = projects.Count <= FewProjects ? []
            : projects.Where(project => _proven.WorstOf(project.Id) is Proof.Verified or Proof.Skipped).ToList();
        page.Write($"<h3 id=\"projects-title\">Per project</h3>\n");
        var open = projects.Except(well).ToList();
        if (open.Count > 0) WriteTable(page, "Checks per project", open.Take(FewProjects));
        WriteFolded(page, "more projects of which something is open", [.. open.Skip(FewProjects)]);
        WriteFolded(page, "projects of which nothing is open", well);
    }

    private void WriteFolded(HtmlWriter page, string what, List<(string Id, string Name)> projects)
    {
        if (projects.Count == 0) return;
        page.Write($"<details>\n<summary>{projects.Count} {what}</summary>\n");
        WriteTable(page, $"Checks of {what}", projects);
        page.Write($"</details>\n");
    }

    private void WriteTable(HtmlWriter page, string caption, IEnumerable<(string Id, string Name)> projects)
    {
        page.Write($"<div class=\"scroll\" role=\"region\" aria-label=\"{caption}\" tabindex=\"0\">\n<table class=\"map\">\n");
        page.Write($"<caption class=\"unseen\">{caption}</caption>\n<thead><tr><th scope=\"col\">project</th>");
        foreach (var code in _proven.PerProject) page.Write($"<th scope=\"col\">{code}</th>");
        page.Write($"</tr></thead>\n<tbody>\n");
        foreach (var (id, name) in projects)
        {
            page.Write($"<tr><th scope=\"row\">{name}<span class=\"id\">{id}</span></th>");
            foreach (var code in _proven.PerProject)
            {
                var ended = _proven.Of(code, id);
                page.Write($"<td class=\"{ClassOf(ended.Proof)}\">");
                WriteCase(page, ended);
                page.Write($"</td>");
            }

            page.Write($"</tr>\n");
        }

        page.Write($"</tbody>\n</table>\n</div>\n");
    }

    private void WriteWhole(HtmlWriter page)
    {
        if (_proven.OfWhole.Count == 0) return;
        page.Write($"<h3>Over the whole deployment</h3>\n<ul class=\"tiles\">\n");
        foreach (var code in _proven.OfWhole)
        {
            var ended = _proven.Of(code, null);
            page.Write($"<li class=\"{ClassOf(ended.Proof)}\"><b>{code}</b> ");
            WriteCase(page, ended);
            page.Write($"</li>\n");
        }

        page.Write($"</ul>\n");
    }

    private static void WriteCase(HtmlWriter page, ProvenCase ended)
    {
        page.Write($"<span aria-hidden=\"true\">{SymbolOf(ended.Proof)}</span>");
        var rows = ended.Proof is Proof.Failed or Proof.NotVerified && ended.Open > 0 ? ended.Open : ended.Verified;
        if (rows > 0) page.Write($" {rows}");
        page.Write($"<span class=\"unseen\"> {(rows > 0 ? "rows " : "")}{WordOf(ended.Proof)}</span>");
    }

    private static string ClassOf(Proof proof) => proof switch
    {
        Proof.Failed => "is-failed",
        Proof.NotVerified => "is-unknown",
        Proof.InPart => "is-part",
        Proof.Verified => "is-verified",
        Proof.Skipped => "is-skipped",
        _ => "is-not-asked",
    };

    private static string SymbolOf(Proof proof) => proof switch
    {
        Proof.Failed => "✗",
        Proof.NotVerified => "?",
        Proof.InPart => "½",
        Proof.Verified => "✓",
        Proof.Skipped => "–",
        _ => "·",
    };

    private static string WordOf(Proof proof) => proof switch
    {
        Proof.Failed => "failed",
        Proof.NotVerified => "NOT VERIFIED",
        Proof.InPart => "in part",
        Proof.Verified => "verified",
        Proof.Skipped => "skipped",
        _ => "not asked",
    };

    private static string MeaningOf(Proof proof) => proof switch
    {
        Proof.Failed => "rows have findings that make the run red; the number is that of these rows",
        Proof.NotVerified => "something could not be looked at, so nothing is known about it",
        Proof.InPart => "verified up to where the budget was over or the run was stopped; the number is that of the verified rows",
        Proof.Verified => "no row has a finding that makes the run red; the number is that of the rows",
        Proof.Skipped => "there was nothing to verify, or this deployment lacks it; the reasons are below",
        _ => "no such test case ran: it was filtered out, or the run did not come to it",
    };

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
