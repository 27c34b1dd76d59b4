using System.Globalization;
using System.Text.Json.Nodes;
using IntegrityTests.Running;
using IntegrityTests.Running.Causes;
using IntegrityTests.Running.Reporting;

namespace Benchmarks.Targets;

/// <summary>The file of a run in which very much is wrong: 10,000 findings of 1,000 causes in 200 projects.</summary>
internal static class LargeFindings
{
    private const int Projects = 200;
    private const int Checks = 13;
    private const int Causes = 1000;
    private const int FindingsOfCause = 10;

    /// <summary>Writes it.</summary>
    /// <returns>Where it is.</returns>
    public static string Write(string folder)
    {
        var book = new CauseBook(static _ => 0);
        var findings = Enumerable.Range(0, Causes * FindingsOfCause).Select(Finding).ToList();
        findings.ForEach(book.Add);
        var causes = book.Conclude();
        using var file = FindingsFile.Open(folder);
        file.Write(EventLine.Run(DateTimeOffset.UnixEpoch, new JsonObject { ["apiUrl"] = "https://api.example.com/" }));
        foreach (var project in Enumerable.Range(0, Projects))
            for (var check = 0; check < Checks; check++) file.Write(Case(project, check));
        foreach (var finding in findings)
        {
            var line = EventLine.Finding(finding);
            line["cause"] = book.TextOf(finding);
            file.Write(line);
        }

        foreach (var cause in causes.Kept) file.Write(EventLine.Cause(cause, Meaning(cause.First)));
        file.Write(EventLine.End(new Tally(), new RunOutcome("", TimeSpan.FromMinutes(5), 0) { Causes = causes }));
        return file.Location;
    }

    private static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"00000000-0000-4000-8000-{number:000000000000}");

    private static string Code(int check) => string.Create(CultureInfo.InvariantCulture, $"USR{check:000}");

    private static JsonObject Case(int project, int check)
    {
        var partition = new CasePartition(Id(project), $"Project {project}", new Dictionary<string, string>());
        var tally = new CaseTally();
        tally.Count(project % 7 == check ? RowVerdict.Failed : RowVerdict.Verified);
        var name = new CaseName(new CheckInfo(Code(check), Severity.Error, ""), partition, "") { Sentence = "Every user reads as stored" };
        return EventLine.Case(name, tally);
    }

    // Findings of one project and check that say the same are one cause: five of each project.
    private static Finding Finding(int number) => new()
    {
        Code = Code(number / FindingsOfCause % (Causes / Projects)),
        Severity = number / FindingsOfCause % 5 == 4 ? Severity.Warning : Severity.Error,
        Project = Id(number / FindingsOfCause / (Causes / Projects)),
        ProjectName = $"Project {number / FindingsOfCause / (Causes / Projects)}",
        Subject = $"user:{Id(number)}",
        Endpoint = $"/api/v1/users/{Id(number)}",
        Path = "$.display_name",
        Message = "$.display_name is not as stored",
        Expected = "<hidden string of 12 characters, #3f9c2a>",
        Actual = "<hidden string of 14 characters, #77ab10>",
    };

    private static Explanation Meaning(Finding finding) => new(
        "every user reads as stored, field by field",
        "A finding means that an answer of the API differs from the row that it is made of: whoever relies on the answer sees something "
        + "else than what is stored. Either the row was changed behind the platform's back, or the answer comes from elsewhere.",
        $"""
        SELECT "projectUserId", "displayName", "createdAt" FROM "ProjectUser"
          WHERE "tenancyId" = (SELECT id FROM "Tenancy" WHERE "projectId" = '{finding.Project}' AND "branchId" = 'main')
            AND "projectUserId" = '{finding.Subject["user:".Length..]}';
        SELECT * FROM "ContactChannel" WHERE "projectUserId" = '{finding.Subject["user:".Length..]}';
        """);
}
