using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrityTests.Json;
using IntegrityTests.Running.Reporting;

namespace IntegrityTests.Running.Parts;

/// <summary>What all parts together say of one case: a check on a project, or on the whole scope.</summary>
/// <param name="code">The code of the check.</param>
/// <param name="project">The project; null: the whole scope.</param>
/// <param name="parts">How many parts there are.</param>
internal sealed class CaseUnion(string code, string? project, int parts)
{
    private readonly Dictionary<string, Claimed> _claims = new(StringComparer.Ordinal);
    private readonly BitArray _seen = new(parts);
    private readonly HashSet<string> _relied = new(StringComparer.Ordinal);
    private int _complete;
    private int _unfinished;
    private int _elsewhere;
    private int _skipped;
    private string? _reason;
    private int _twice;
    private long _rows;
    private (string? Project, string? Title)? _names;
    private long _verified;
    private long _failed;
    private long _notVerified;
    private bool _isNotVerified;
    private bool _isLeft;

    public string Code => code;

    public string? Project => project;

    /// <summary>The checks on whose reports it relies.</summary>
    public IReadOnlyCollection<string> Relied => _relied;

    /// <summary>Why it had nothing to verify; null: it had, somewhere.</summary>
    public string? Skipped => _skipped + _elsewhere == parts ? _reason : null;

    /// <summary>Whether every row of it was compared, in whichever part.</summary>
    public bool IsComplete => _complete > 0 && _complete + _elsewhere == parts;

    /// <summary>Whether rows came or went while the parts began, so that they do not count the same.</summary>
    public bool HasMoved => _claims.Values.Any(claim => claim.Least != claim.Most);

    /// <summary>Adds what a part proved of it.</summary>
    public void Prove(JsonElement line)
    {
        _names ??= (line.Text("projectName"), line.Text("title"));
        _verified += PartTotals.Number(line, "verified");
        _failed += PartTotals.Number(line, "failed");
        _notVerified += PartTotals.Number(line, "notVerified");
        _isNotVerified |= line.TryGetProperty("caseNotVerified", out _);
        _isLeft |= line.TryGetProperty("left", out _);
    }

    /// <summary>What all parts proved of it, as the line of a run that is whole; null: none says it.</summary>
    public JsonObject? Proven() => _names is not { } names ? null : EventLine.Case(
        code, project, names, (_verified, _failed, _notVerified), _isNotVerified || WhyNotWhole() is not null, _isLeft);

    /// <summary>Adds what a part says of its share.</summary>
    /// <param name="index">The part, from 1.</param>
    /// <param name="line">Its line.</param>
    public void Add(int index, JsonElement line)
    {
        if (_seen[index - 1]) _twice++;
        _seen[index - 1] = true;
        var state = line.Text("state");
        if (state == CaseEnd.Complete) _complete++;
        if (state == CaseEnd.Elsewhere) _elsewhere++;
        if (state is CaseEnd.Left or CaseEnd.NotVerified) _unfinished++;
        if (state == CaseEnd.Skipped)
        {
            _skipped++;
            _reason ??= line.Text("reason");
        }

        if (line.TryGetProperty("rows", out var rows) && rows.TryGetInt64(out var pulled)) _rows += pulled;
        foreach (var on in ((JsonElement?)line).Texts("relied") ?? []) _relied.Add(on);
        if (line.Member("own") is not { ValueKind: JsonValueKind.Object } own) return;
        foreach (var claim in own.EnumerateObject())
        {
            if (claim.Value.ValueKind != JsonValueKind.Array || claim.Value.GetArrayLength() != 2) continue;
            var (share, of) = (claim.Value[0].GetInt64(), claim.Value[1].GetInt64());
            var before = _claims.GetValueOrDefault(claim.Name, new Claimed(0, long.MaxValue, 0));
            _claims[claim.Name] = new Claimed(before.Own + share, Math.Min(before.Least, of), Math.Max(before.Most, of));
        }
    }

    /// <summary>Why the parts do not make up the whole; null: they do.</summary>
    public string? WhyNotWhole()
    {
        var unseen = Enumerable.Range(0, parts).Where(index => !_seen[index]).Select(index => $"{index + 1}/{parts}").ToList();
        if (unseen.Count > 0)
        {
            return $"{string.Join(", ", unseen)} of the shards did not come to it, so that their share was not verified. A filter left it "
                + "out there, or it came or went while the shards began. Run all shards without a filter, at the same time.";
        }

        if (_twice > 0) return "a shard says twice what it did about it: its findings were changed. Run that shard again.";
        // What was not verified is said by the part that could not.
        if (_unfinished > 0) return null;
        if (_rows > 0 && _claims.Count == 0)
            return "the shards do not say which share of it they verified. Run all of them with one build of the suite.";
        foreach (var (rows, claim) in _claims)
        {
            if (claim.Least != claim.Most || claim.Own == claim.Most) continue;
            return string.Create(CultureInfo.InvariantCulture,
                $"of {claim.Most:N0} {rows}, the shards verified {claim.Own:N0} together, and not each of them once. Run all shards again, "
                    + $"with one build of the suite.");
        }

        return null;
    }

    private readonly record struct Claimed(long Own, long Least, long Most);
}
