using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrityTests.Json;
using IntegrityTests.Running.Reporting;

namespace IntegrityTests.Running.Parts;

/// <summary>
/// Reads all parts of a run once, line by line, and reports what they say as one run: each finding again, the totals added, and what was
/// known judged over all of them. Memory grows with the number of cases and parts, not with what they found.
/// </summary>
/// <param name="report">The report of the union.</param>
/// <param name="settings">Where the parts are.</param>
internal sealed class UnionReading(RunReport report, UnionSettings settings)
{
    private const int MaxRemembered = 100_000;
    private const int MaxNotes = 50;

    private readonly Dictionary<string, CheckUnion> _checks = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Code, string? Project), CaseUnion> _cases = [];
    private readonly FollowerFindings _followed = new(settings);
    private readonly HashSet<string> _notVerified = new(StringComparer.Ordinal);
    private readonly HashSet<(string Code, string? Project)> _notJudged = [];
    private readonly SortedSet<string> _notes = new(StringComparer.Ordinal);
    private readonly List<string> _problems = [];
    private int _parts;
    private long _judgedOtherwise;

    /// <summary>Reads them.</summary>
    public PartsUnion Read()
    {
        var chosen = ChosenParts.Of(settings, report.Settings.Header);
        _problems.AddRange(chosen.Problems);
        if (chosen.All.Count > 0)
        {
            _parts = chosen.All[0].Of;
            Begin(chosen.All[0]);
        }

        foreach (var part in chosen.All) Read(part);
        foreach (var (finding, isKnown) in _followed.Rest().ToList()) Tell(finding, isKnown);
        foreach (var check in _checks.Values) check.Infos.End();
        if (_problems.Count == 0) Judge();
        foreach (var proven in _cases.Values.Select(one => one.Proven()).OfType<JsonObject>()) report.Write(proven);
        if (_judgedOtherwise > 0)
        {
            _problems.Add($"{Quantity.Of(_judgedOtherwise, "finding")} of the shards would be known by another file than theirs: they ran "
                + "with another INTEGRITY_BASELINE than this merge. Expected: the same file for all of them.");
        }

        var folders = chosen.All.Select(part => Path.GetDirectoryName(part.Location)!);
        return new PartsUnion(report, _checks, _parts, _problems, [.. _notes]) { Folders = [.. folders] };
    }

    // The union is of what the parts are of.
    private void Begin(Part part)
    {
        var header = (JsonObject)JsonNode.Parse(part.Run.GetRawText(), documentOptions: JsonDepth.Own)!;
        var platform = header["platform"] as JsonObject;
        foreach (var own in settings.OfEach.Concat(["kind", "started", "platform"])) header.Remove(own);
        header["shards"] = part.Of;
        header["merged"] = settings.Folder;
        report.Header = header;
        settings.Began(header);
        if (platform is null) return;
        var facts = platform.Where(fact => fact.Value is JsonValue).Select(fact => $"{fact.Key} {fact.Value}");
        report.Run.Describe(new Target(string.Join(", ", facts), [], (JsonObject)platform.DeepClone()));
    }

    private void Read(Part part)
    {
        var totals = new PartTotals();
        JsonElement? end = null;
        try
        {
            using var lines = new PartLines(part.Location);
            while (lines.Next() is { } line)
            {
                if (end is not null) throw new FormatException($"goes on after its last line, in line {lines.Number}: it was changed");
                if (line.Text("kind") == "end") end = line.Clone();
                else
                {
                    totals.Count(line);
                    Take(part, line);
                }
            }

            if (end is not { } last)
            {
                _problems.Add($"{Capital(part.Name)} was cut off, or is still running: its findings have no last line. What it had found "
                    + "is told here, and nothing is known about the rest of its share. Expected: a run that ended. Run the shard again.");
                return;
            }

            Add(part, last);
            if (last.Text("aborted") is not null) return;
            if (totals.WhyNotWhole(last, settings.OfFollower) is { } problem) throw new FormatException(problem);
        }
        catch (Exception failure) when (failure is FormatException or IOException or UnauthorizedAccessException)
        {
            var what = failure is FormatException ? failure.Message : $"cannot be read: {failure.Message.TrimEnd('.')}";
            _problems.Add($"{Capital(part.Name)} cannot be used: its file {FindingsFile.Name} {what}. Run the shard again.");
        }
    }

    private void Take(Part part, JsonElement line)
    {
        var code = line.Text("code") ?? "";
        switch (line.Text("kind"))
        {
            case "finding":
                Found(line, code);
                break;
            case "page":
                Write(line);
                break;
            case "not-verified":
                NotVerified(line, code);
                break;
            case "left":
                report.Tally.Of(code).CountCaseLeft();
                Of(code).Left++;
                Write(line);
                break;
            case "case":
                CaseOf(line, code).Prove(line);
                break;
            case "share":
                CaseOf(line, code).Add(part.Index, line);
                break;
        }
    }

    private void Found(JsonElement line, string code)
    {
        var isKnown = line.TryGetProperty("known", out _);
        var finding = PartFinding.Of(line) with { IsOfAnyEndpoint = settings.OfFollower.Contains(code) };
        if (finding.Severity == Severity.Info)
        {
            var count = PartTotals.Number(line, "count");
            // A line names only some of what it stands for, so that nobody can say which of them did not occur.
            if (isKnown) _notJudged.Add((code, finding.Project));
            report.Found(finding with { IsKnown = isKnown }, count, ((JsonElement?)line).Texts("examples") ?? [], Of(code).Infos);
            if (!isKnown && report.Settings.FailOn == Severity.Info) Of(code).Fail(finding);
            return;
        }

        if (!finding.IsOfAnyEndpoint || _followed.IsToTell(finding, isKnown)) Tell(finding, isKnown);
    }

    private void Tell(Finding finding, bool isKnown)
    {
        var shown = report.Found(finding.IsOfAnyEndpoint ? finding with { Root = null } : finding, Of(finding.Code).Infos);
        if (shown.IsKnown != isKnown) _judgedOtherwise++;
        if (!shown.IsKnown && shown.Severity >= report.Settings.FailOn) Of(finding.Code).Fail(shown);
    }

    // What is said of a case or of the whole run is said once, however many parts say it.
    private void NotVerified(JsonElement line, string code)
    {
        var (project, subject, reason) = (line.Text("project"), line.Text("subject"), line.Text("reason") ?? "");
        if (subject is null)
        {
            if (_notVerified.Count < MaxRemembered && !_notVerified.Add($"{code}\n{project}\n{reason}")) return;
            report.Tally.Of(code).CountCaseNotVerified();
        }

        Write(line);
        Of(code).AddNotVerified(string.Join(Environment.NewLine, new[]
        {
            reason,
            project is null ? null : $"  project:  {line.Text("projectName")} ({project})",
            subject is null ? null : $"  subject:  {subject}",
        }.OfType<string>()));
    }

    private void Add(Part part, JsonElement end)
    {
        if (end.Text("aborted") is { } aborted)
            _problems.Add($"{Capital(part.Name)} was given up: {aborted.TrimEnd('.')}. Mend that, and run the shard again.");
        foreach (var note in ((JsonElement?)end).Texts("notes") ?? [])
            if (_notes.Count < MaxNotes) _notes.Add(note);
        if (end.Member("checks") is not { ValueKind: JsonValueKind.Array } checks) return;
        foreach (var check in checks.EnumerateArray())
        {
            if (check.Text("code") is not { } code) continue;
            var tally = report.Tally.Of(code);
            Of(code).Verified += PartTotals.Number(check, "verified");
            tally.Count(RowVerdict.Verified, PartTotals.Number(check, "verified"));
            tally.Count(RowVerdict.Failed, PartTotals.Number(check, "failed"));
            tally.Count(RowVerdict.NotVerified, PartTotals.Number(check, "notVerified"));
            tally.CountCalls(PartTotals.Number(check, "calls"));
            if (check.Member("skipped") is not { ValueKind: JsonValueKind.Array } skips) continue;
            // The skipped cases are counted from their own lines: of most of them, other parts verified something.
            foreach (var skip in skips.EnumerateArray().Where(skip => skip.Text("what") != "cases"))
                report.Skipped(code, skip.Text("what") ?? "", skip.Text("reason") ?? "", PartTotals.Number(skip, "count"));
        }
    }

    // All parts are there, and each came to its end.
    private void Judge()
    {
        var moved = 0;
        foreach (var one in _cases.Values)
        {
            // A follower says only what it followed to the end.
            if (!settings.OfFollower.Contains(one.Code) && one.WhyNotWhole() is { } problem)
            {
                var partition = one.Project is { } id ? new CasePartition(id, id, new Dictionary<string, string>()) : null;
                report.Tally.Of(one.Code).CountCaseNotVerified();
                report.NotVerified(one.Code, partition, null, problem);
                Of(one.Code).AddNotVerified($"{(one.Project is null ? "" : $"project {one.Project}: ")}{problem}");
                continue;
            }

            foreach (var on in one.Relied) report.Reliance.Relied(one.Code, on, one.Project);
            if (one.HasMoved) moved++;
            if (one.Skipped is { } reason)
            {
                report.Skipped(one.Code, "cases", reason);
                Of(one.Code).Skipped.Add(reason);
            }

            if (one.IsComplete && !_notJudged.Contains((one.Code, one.Project))) report.Known.Verified(one.Code, one.Project);
        }

        var still = _cases.Values.Count(one => !settings.OfFollower.Contains(one.Code)) - moved;
        _notes.Add($"union of {Quantity.Of(_parts, "shard")}: in {Quantity.Of(still, "case")} every row was verified by exactly one of "
            + "them, and they add up to all rows"
            + (moved == 0 ? "" : $"; in {Quantity.Of(moved, "case")} rows came or went while the shards ran, and each shard came to all "
                + "rows of its share that were there when it looked"));
    }

    private CaseUnion CaseOf(JsonElement line, string code)
    {
        var project = line.Text("project");
        return _cases.TryGetValue((code, project), out var one) ? one : _cases[(code, project)] = new CaseUnion(code, project, _parts);
    }

    private CheckUnion Of(string code)
    {
        if (!_checks.TryGetValue(code, out var check)) _checks[code] = check = new CheckUnion(code, report);
        return check;
    }

    private void Write(JsonElement line) =>
        report.Write((JsonObject)JsonNode.Parse(line.GetRawText(), documentOptions: JsonDepth.Own)!);

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
