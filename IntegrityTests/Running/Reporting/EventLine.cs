using System.Text.Json.Nodes;
using IntegrityTests.Running.Baseline;
using IntegrityTests.Running.Causes;

namespace IntegrityTests.Running.Reporting;

/// <summary>The lines of <c>findings.jsonl</c>.</summary>
internal static class EventLine
{
    public static JsonObject Run(DateTimeOffset started, JsonObject header, Target? target = null)
    {
        var line = new JsonObject { ["kind"] = "run", ["started"] = started.UtcDateTime.ToString("O") };
        foreach (var (name, value) in header) line[name] = value?.DeepClone();
        if (target is not null) line["platform"] = target.Facts.DeepClone();
        return line;
    }

    /// <param name="finding">The finding, as it is shown.</param>
    /// <param name="isNew">Whether an earlier run had not reported it; null: nobody knows.</param>
    public static JsonObject Finding(Finding finding, bool? isNew = null)
    {
        var line = new JsonObject
        {
            ["kind"] = "finding",
            ["code"] = finding.Code,
            ["severity"] = FindingText.Name(finding.Severity),
        };
        if (finding.IsKnown) line["known"] = true;
        if (isNew is not null) line["new"] = isNew;
        Add(line, "project", finding.Project);
        Add(line, "projectName", finding.ProjectName);
        Add(line, "subject", finding.Subject);
        Add(line, "row", finding.Row);
        Add(line, "endpoint", finding.Endpoint);
        Add(line, "message", finding.Message);
        Add(line, "path", finding.Path);
        Add(line, "value", finding.Value);
        Add(line, "root", finding.Root);
        // At a path, null is a value like any other.
        if (finding.Path is not null || finding.Expected is not null) line["expected"] = finding.Expected?.DeepClone();
        if (finding.Path is not null || finding.Actual is not null) line["actual"] = finding.Actual?.DeepClone();
        return line;
    }

    public static JsonObject NotVerified(string code, CasePartition? partition, string? subject, string reason)
    {
        var line = Of("not-verified", code, partition);
        Add(line, "projectName", partition?.Name);
        Add(line, "subject", subject);
        line["reason"] = reason;
        return line;
    }

    /// <summary>A case whose rows the budget left: so many were pulled, of so many that there are as far as that is known.</summary>
    public static JsonObject Left(string code, CasePartition? partition, long pulled, long stored)
    {
        var line = Of("left", code, partition);
        Add(line, "projectName", partition?.Name);
        line["rows"] = pulled;
        if (stored > pulled) line["of"] = stored;
        return line;
    }

    /// <summary>
    /// What a part of a run did about a case: what became of it, how many rows it pulled, whom it relied on, and of how many rows it
    /// verified how many.
    /// </summary>
    public static JsonObject Share(string code, string? project, CaseEnd end, long pulled, IReadOnlyDictionary<string, Share> claims)
    {
        var line = new JsonObject { ["kind"] = "share", ["code"] = code };
        Add(line, "project", project);
        line["state"] = end.State;
        line["rows"] = pulled;
        Add(line, "reason", end.Reason);
        if (end.Relied.Count > 0) line["relied"] = new JsonArray([.. end.Relied.Select(on => JsonValue.Create(on))]);
        var shares = claims.OrderBy(claim => claim.Key, StringComparer.Ordinal)
            .Select(claim => KeyValuePair.Create<string, JsonNode?>(claim.Key, new JsonArray(claim.Value.Own, claim.Value.Of)));
        line["own"] = new JsonObject(shares);
        return line;
    }

    /// <summary>An entry of the baseline that no longer occurs.</summary>
    public static JsonObject Stale(int number, KnownFinding finding)
    {
        var line = new JsonObject { ["kind"] = "stale", ["line"] = number, ["code"] = finding.Code };
        Add(line, "project", finding.Project);
        Add(line, "subject", finding.Subject);
        Add(line, "endpoint", finding.Endpoint);
        Add(line, "path", finding.Path);
        Add(line, "value", finding.Value);
        return line;
    }

    /// <summary>What is behind findings, in one line with how to look into it.</summary>
    public static JsonObject Cause(Cause cause, Explanation? meaning)
    {
        var line = new JsonObject
        {
            ["kind"] = "cause",
            ["code"] = cause.First.Code,
            ["severity"] = FindingText.Name(cause.Severity),
        };
        Add(line, "project", cause.First.Project);
        Add(line, "projectName", cause.First.ProjectName);
        line["cause"] = cause.Text;
        line["findings"] = cause.Findings;
        line["codes"] = new JsonObject(cause.Codes.Select(code => KeyValuePair.Create<string, JsonNode?>(code.Key, code.Value)));
        line["subjects"] = new JsonArray([.. cause.Subjects.Select(subject => JsonValue.Create(subject))]);
        if (cause.MoreSubjects) line["moreSubjects"] = true;
        Add(line, "title", meaning?.Title);
        Add(line, "meaning", meaning?.Meaning);
        Add(line, "sql", meaning?.Sql);
        return line;
    }

    /// <summary>What a case has proven when it ends, and what it proves.</summary>
    public static JsonObject Case(CaseName name, CaseTally tally) => Case(
        name.Check.Code,
        name.Partition?.Key,
        (name.Partition?.Name, name.Sentence.Length == 0 ? null : name.Sentence),
        (tally[RowVerdict.Verified], tally[RowVerdict.Failed], tally[RowVerdict.NotVerified] + tally[RowVerdict.Interrupted]),
        tally.IsNotVerified,
        tally.IsLeft);

    /// <summary>The same of a case that several runs had a share of.</summary>
    public static JsonObject Case(
        string code,
        string? project,
        (string? Project, string? Title) names,
        (long Verified, long Failed, long NotVerified) rows,
        bool isNotVerified,
        bool isLeft)
    {
        var line = new JsonObject { ["kind"] = "case", ["code"] = code };
        Add(line, "project", project);
        Add(line, "projectName", names.Project);
        Add(line, "title", names.Title);
        line["verified"] = rows.Verified;
        line["failed"] = rows.Failed;
        line["notVerified"] = rows.NotVerified;
        if (isNotVerified) line["caseNotVerified"] = true;
        if (isLeft) line["left"] = true;
        return line;
    }

    public static JsonObject Page(string code, CasePartition? partition, Page page)
    {
        var line = Of("page", code, partition);
        line["rows"] = page.Rows;
        line["calls"] = page.Calls;
        line["from"] = page.From;
        line["to"] = page.To;
        return line;
    }

    public static JsonObject End(Tally tally, RunOutcome outcome)
    {
        var line = new JsonObject { ["kind"] = "end", ["seconds"] = Math.Round(outcome.Elapsed.TotalSeconds, 3) };
        Add(line, "aborted", outcome.Aborted);
        if (outcome.Notes.Count > 0) line["notes"] = new JsonArray([.. outcome.Notes.Select(note => JsonValue.Create(note))]);
        line["verified"] = tally.Sum(check => check.Verified);
        line["failed"] = tally.Sum(check => check.Failed);
        line["notVerified"] = tally.Sum(check => check.NotVerified);
        line["causes"] = outcome.Causes.Kept.Count;
        if (outcome.Causes.Unsorted > 0) line["findingsWithoutCause"] = outcome.Causes.Unsorted;
        line["findings"] = tally.Sum(check => check.Findings);
        line["infos"] = tally.Sum(check => check.Infos);
        line["known"] = tally.Sum(check => check.Known);
        line["calls"] = tally.Sum(check => check.Calls);
        line["checks"] = new JsonArray([.. tally.Checks.Select(Totals)]);
        return line;
    }

    private static JsonObject Totals(CheckTally check) => new()
    {
        ["code"] = check.Code,
        ["verified"] = check.Verified,
        ["failed"] = check.Failed,
        ["notVerified"] = check.NotVerified,
        ["casesNotVerified"] = check.CasesNotVerified,
        ["casesLeft"] = check.CasesLeft,
        ["findings"] = check.Findings,
        ["infos"] = check.Infos,
        ["known"] = check.Known,
        ["calls"] = check.Calls,
        ["skipped"] = new JsonArray([.. check.Skips.All.Select(skip => new JsonObject
        {
            ["what"] = skip.What,
            ["reason"] = skip.Reason,
            ["count"] = skip.Count,
        })]),
    };

    private static JsonObject Of(string kind, string code, CasePartition? partition)
    {
        var line = new JsonObject { ["kind"] = kind, ["code"] = code };
        Add(line, "project", partition?.Key);
        return line;
    }

    private static void Add(JsonObject line, string name, string? value)
    {
        if (value is not null) line[name] = value;
    }
}

/// <summary>What became of a case in a part of a run.</summary>
/// <param name="State">One of the words below.</param>
/// <param name="Reason">Why it was skipped; null: it was not.</param>
/// <param name="Relied">The codes of checks that report why something was left out.</param>
internal sealed record CaseEnd(string State, string? Reason, IReadOnlyCollection<string> Relied)
{
    /// <summary>All of it was compared.</summary>
    public const string Complete = "complete";

    /// <summary>Something of it was not compared, which its rows or reasons say.</summary>
    public const string Partial = "partial";

    /// <summary>There was nothing to verify.</summary>
    public const string Skipped = "skipped";

    /// <summary>Another part of the run verifies it.</summary>
    public const string Elsewhere = "elsewhere";

    /// <summary>Nothing is known about it, or about some of its rows.</summary>
    public const string NotVerified = "not-verified";

    /// <summary>The budget left some of its rows.</summary>
    public const string Left = "left";
}

/// <summary>Passed rows that share one result.</summary>
/// <param name="Rows">How many.</param>
/// <param name="Calls">The calls that they made.</param>
/// <param name="From">The lowest of their numbers, from 1. Rows finish in any order, so pages may overlap.</param>
/// <param name="To">The highest of their numbers.</param>
/// <param name="Elapsed">The time since the page before.</param>
internal sealed record Page(int Rows, long Calls, long From, long To, TimeSpan Elapsed);
