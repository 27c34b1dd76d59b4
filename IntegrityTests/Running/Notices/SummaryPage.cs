using System.Text;
using IntegrityTests.Redaction;
using IntegrityTests.Running.Causes;
using IntegrityTests.Running.Reporting;

namespace IntegrityTests.Running.Notices;

/// <summary>The outcome of a run as Markdown, for the summary of a job.</summary>
internal sealed class SummaryPage(Tally tally, RunOutcome outcome, string verdict, RunSettings settings)
{
    /// <summary>GitHub takes a mebibyte of all steps of a job together; so much is left for others.</summary>
    public const int MaxBytes = 512 * 1024;

    private const int MaxOthers = 50;

    public string Text()
    {
        var page = new StringBuilder($"## IntegrityTests: {Inline(verdict)}\n\n");
        if (outcome.Target is { } target) page.Append($"{Inline(target.Text)}\n\n");
        if (outcome.Causes.Kept.Count > 0) page.Append("### Causes\n\n");
        var left = outcome.Causes.Kept.Count;
        foreach (var cause in outcome.Causes.Kept)
        {
            var block = Block(cause);
            if (Encoding.UTF8.GetByteCount(page.ToString()) + Encoding.UTF8.GetByteCount(block) > MaxBytes) break;
            page.Append(block);
            left--;
        }

        if (left > 0) page.Append($"and {Quantity.Of(left, "more cause")} in the report\n\n");
        Append(page, "Not verified", tally.Checks.Where(check => check.NotVerified + check.CasesNotVerified > 0)
            .Select(check => $"{check.Code}{TotalsText.Shortcomings([check])}"));
        Append(page, "Left out", SkipText.Of(tally.Checks));
        return page.Append($"All findings: `{Code(outcome.Location)}`\n").ToString();
    }

    private static void Append(StringBuilder page, string title, IEnumerable<string> lines)
    {
        var some = lines.Take(MaxOthers).ToList();
        if (some.Count == 0) return;
        page.Append($"<details><summary>{title}</summary>\n\n");
        foreach (var line in some) page.Append($"- {Inline(line)}\n");
        page.Append("\n</details>\n\n");
    }

    private string Block(Cause cause)
    {
        var block = new StringBuilder($"- **{Inline(CauseText.Headline(cause))}**  \n  {Inline(CauseText.Concerned(cause))}\n");
        if (settings.Meaning(cause.First) is { } meaning)
        {
            block.Append($"  <details><summary>{Inline(meaning.Title)}</summary>\n\n  {Inline(meaning.Meaning)}\n\n");
            if (meaning.Sql is { } sql)
            {
                block.Append("  ```sql\n");
                foreach (var line in sql.Split('\n'))
                    block.Append($"  {Printable.Line(line).Replace("```", "` ` `", StringComparison.Ordinal)}\n");
                block.Append("  ```\n\n");
            }

            block.Append("  </details>\n");
        }

        return block.Append('\n').ToString();
    }

    private static string Code(string text) => Printable.Line(text).Replace('`', '\'');

    // What a deployment's names hold is text and no markup.
    private static string Inline(string text)
    {
        var escaped = new StringBuilder();
        foreach (var c in Printable.Line(text))
        {
            if (c is '&') escaped.Append("&amp;");
            else if (c is '<') escaped.Append("&lt;");
            else if (c is '>') escaped.Append("&gt;");
            else if (c is '@') escaped.Append("&#64;");
            else if (c is '\\' or '`' or '*' or '_' or '[' or ']' or '#' or '|' or '!' or '~') escaped.Append('\\').Append(c);
            else escaped.Append(c);
        }

        return escaped.ToString();
    }
}
