using System.Text;

namespace IntegrityTests.Running.Reporting.Html;

/// <summary>
/// The file <c>report.html</c> of a run: what its <c>findings.jsonl</c> says, for people. It is one file without scripts, and loads
/// nothing from elsewhere.
/// </summary>
internal static class HtmlReport
{
    public const string Name = "report.html";

    /// <summary>Writes the report beside the findings.</summary>
    /// <param name="findings">The <c>findings.jsonl</c> of a run that has ended.</param>
    /// <param name="verdict">The result of the run in one line.</param>
    /// <returns>Where the report is.</returns>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be written.</exception>
    public static string Write(string findings, string verdict)
    {
        var location = Path.Combine(Path.GetDirectoryName(findings)!, Name);
        var unfinished = location + ".tmp";
        var page = new ReportPage(RunEvents.Read(findings), verdict);
        using (var writer = new StreamWriter(unfinished, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)))
            page.WriteTo(writer);
        File.Move(unfinished, location, overwrite: true);
        return location;
    }
}
