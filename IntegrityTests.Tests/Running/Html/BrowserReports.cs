using System.Text.Json.Nodes;
using IntegrityTests.Running;
using IntegrityTests.Running.Reporting;
using IntegrityTests.Tests.Running.Support;

namespace IntegrityTests.Tests.Running.Html;

/// <summary>The browser, and a report in which everything occurs that a report may have.</summary>
public sealed class BrowserReports : IDisposable
{
    /// <summary>What a browser would run and show wrongly if it were markup.</summary>
    public const string Hostile = "<script>window.harmed = 1</script><img src=x onerror=\"window.harmed = 1\">\"'\u202egnissim";

    /// <summary>The queries of the cause about a lost user.</summary>
    public const string Sql = "SELECT * FROM \"ProjectUser\"\n  WHERE id = '1' AND name <> 'a&b';\nSELECT 2;";

    private readonly WrittenReport _report = new();

    public BrowserReports()
    {
        var line = new InfoLine(Finding("DBI050", "p1", Severity.Info, "key:1", "is left behind") with { Cause = "its user was deleted" });
        line.Add(line.First);
        _report
            .WithCase("USR002", ("p1", "Acme"), 100, failed: 2, sentence: "Every user reads as stored")
            .WithCase("TEM002", ("p1", "Acme"), 0)
            .WithCase("USR002", ("p2", "Größe & Co."), 7, notVerified: 1)
            .WithCase("DBI007", null, 1, failed: 1, sentence: "A channel has one owner")
            .WithCauses(Findings(), Meaning, finding => finding.Project == "p1")
            .With(line.ToJson())
            .With(Finding("USR003", "p2", Severity.Error, "user:77", "is known") with { IsKnown = true })
            .With(EventLine.NotVerified("USR002", Cases.Partition("p2", "Größe & Co."), "user:78", "no answer in 30 s"))
            .With(
                new JsonObject
                {
                    ["kind"] = "earlier",
                    ["file"] = "before.jsonl",
                    ["started"] = "2026-11-22T08:05:37Z",
                    ["new"] = 3,
                    ["stillThere"] = 14,
                    ["gone"] = 1,
                    ["notLookedAt"] = 0,
                },
                new JsonObject
                {
                    ["kind"] = "gone",
                    ["code"] = "USR002",
                    ["project"] = "p1",
                    ["subject"] = "user:9",
                    ["outcome"] = "mended",
                });
        _report.Tally.Of("TEM002").Skips.Count("cases", "no project of this test case has teams", 1);
        _report.Tally.Of("USR002").Count(RowVerdict.Failed);
        _report.Write("FAILED: 107 rows verified, 4 causes");
    }

    /// <summary>The page.</summary>
    public string File => _report.File;

    public void Dispose() => _report.Dispose();

    private static IEnumerable<Finding> Findings() =>
    [
        Finding("USR002", "p1", Severity.Error, "user:1", "$.display_name differs") with
        {
            Endpoint = "/api/v1/users/1", Path = "$.display_name", Expected = "Ann Lee", Actual = "Ann Low",
        },
        Finding("USR002", "p1", Severity.Error, $"user:{Hostile}", $"says {Hostile}"),
        .. Enumerable.Range(100, 12).Select(number => Finding("USR003", "p2", Severity.Error, $"user:{number}", "is granted READER")),
        Finding("DBI007", "p2", Severity.Error, "contact-channel:5", "has two owners"),
        Finding("PAY009", "p1", Severity.Warning, "subscription:3", "ends before it starts"),
    ];

    private static Finding Finding(string code, string project, Severity severity, string subject, string message) => new()
    {
        Code = code,
        Severity = severity,
        Project = project,
        ProjectName = project == "p1" ? "Acme" : "Größe & Co.",
        Subject = subject,
        Message = message,
    };

    private static Explanation? Meaning(Finding finding) => finding.Code switch
    {
        "USR002" => new("every user reads as stored", "A finding means that an answer differs from its row.", Sql),
        "USR003" => new("every permission is defined", "A finding means that nobody can take the permission away.", "SELECT 3;"),
        _ => new("all is well", "A finding means trouble.", null),
    };
}
