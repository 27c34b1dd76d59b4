using System.Text.Json.Nodes;
using IntegrityTests.Running;
using IntegrityTests.Running.Causes;
using IntegrityTests.Running.Reporting;
using IntegrityTests.Running.Reporting.Html;
using IntegrityTests.Tests.Running.Support;

namespace IntegrityTests.Tests.Running.Html;

/// <summary>A report of events that a test makes, written as the end of a run writes it.</summary>
internal sealed class WrittenReport : IDisposable
{
    private readonly List<JsonObject> _lines = [];

    public TemporaryFolder Folder { get; } = new();

    public Tally Tally { get; } = new();

    /// <summary>The page.</summary>
    public string File => Folder.File(HtmlReport.Name);

    public void Dispose() => Folder.Dispose();

    public WrittenReport With(params IEnumerable<JsonObject> lines)
    {
        _lines.AddRange(lines);
        return this;
    }

    /// <summary>Findings as a run writes them.</summary>
    public WrittenReport With(Finding finding, bool? isNew = null) => With(EventLine.Finding(finding, isNew));

    /// <summary>A test case that has ended.</summary>
    public WrittenReport WithCase(
        string code, (string Id, string Name)? project, int verified, int failed = 0, int notVerified = 0, string sentence = "")
    {
        var partition = project is { } of ? Cases.Partition(of.Id, of.Name) : null;
        var tally = new CaseTally();
        Count(RowVerdict.Verified, verified);
        Count(RowVerdict.Failed, failed);
        Count(RowVerdict.NotVerified, notVerified);
        var check = new CheckInfo(code, Severity.Error, "Tests");
        return With(EventLine.Case(new CaseName(check, partition, "") { Sentence = sentence }, tally));

        void Count(RowVerdict verdict, int rows)
        {
            for (var row = 0; row < rows; row++) tally.Count(verdict);
        }
    }

    /// <summary>Findings with what is behind them, as the end of a run concludes it.</summary>
    public WrittenReport WithCauses(IEnumerable<Finding> findings, Func<Finding, Explanation?> meaning, Func<Finding, bool?>? isNew = null)
    {
        var book = new CauseBook(_ => 0);
        var all = findings.ToList();
        all.ForEach(book.Add);
        var causes = book.Conclude();
        foreach (var finding in all)
        {
            var line = EventLine.Finding(finding, isNew?.Invoke(finding));
            line["cause"] = book.TextOf(finding);
            _lines.Add(line);
        }

        return With(causes.Kept.Select(cause => EventLine.Cause(cause, meaning(cause.First))));
    }

    /// <summary>Writes it.</summary>
    /// <returns>The text of the page.</returns>
    public string Write(string verdict = "PASSED: 1 row verified", string? aborted = null)
    {
        var outcome = new RunOutcome("here", TimeSpan.FromSeconds(2), 0) { Aborted = aborted, Notes = ["A note."] };
        using var file = FindingsFile.Open(Folder.Path);
        file.Write(EventLine.Run(DateTimeOffset.UnixEpoch, new JsonObject { ["target"] = "here", ["projects"] = new JsonArray("a") }));
        file.Write(EventLine.Page("USR002", null, new Page(1, 1, 1, 1, TimeSpan.Zero)));
        foreach (var line in _lines) file.Write(line);
        file.Write(EventLine.End(Tally, outcome));
        return System.IO.File.ReadAllText(HtmlReport.Write(file.Location, verdict));
    }
}
