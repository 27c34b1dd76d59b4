using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrityTests.Running.Baseline;

namespace IntegrityTests.Running.Earlier;

/// <summary>What an earlier run reported, and what became of it.</summary>
internal sealed class EarlierFindings : IEarlierRun
{
    private const int MaxListed = 50;

    private readonly string _path;
    private readonly EarlierEntries _entries;
    private readonly ConcurrentDictionary<EarlierEntry, Outcome> _outcomes = new();
    private readonly FrozenDictionary<KnownFinding, EarlierEntry> _byFinding;
    private readonly ILookup<KnownFinding, EarlierEntry> _ofAnyEndpoint;
    private readonly ILookup<string, EarlierEntry> _byCode;
    private readonly ILookup<(string Code, string? Partition), EarlierEntry> _byPartition;
    private readonly ILookup<(string Code, string? Partition, string? Row), EarlierEntry> _byRow;
    private long _new;

    private EarlierFindings(string path, JsonElement run, EarlierEntries entries)
    {
        _path = path;
        _entries = entries;
        Run = run;
        _byFinding = entries.All.Where(entry => !entry.IsNotVerified)
            .DistinctBy(entry => entry.Finding).ToFrozenDictionary(entry => entry.Finding);
        _ofAnyEndpoint = _byFinding.Values.ToLookup(entry => entry.Finding with { Endpoint = null });
        _byCode = entries.All.ToLookup(entry => entry.Finding.Code, StringComparer.Ordinal);
        _byPartition = entries.All.ToLookup(entry => (entry.Finding.Code, entry.Finding.Project));
        _byRow = entries.All.ToLookup(entry => (entry.Finding.Code, entry.Finding.Project, entry.Row));
    }

    /// <summary>What became of an entry.</summary>
    private enum Outcome
    {
        Mended,
        Gone,
        StillThere,
    }

    /// <summary>The first line of the earlier run's file: its settings.</summary>
    public JsonElement Run { get; }

    /// <summary>The codes that there are in this version of the suite.</summary>
    public required IReadOnlySet<string> Codes { get; init; }

    /// <summary>
    /// Whether this run verifies all of a project, or with null all that belongs to none, where it is only compared with the earlier one.
    /// Null, the default: it looks again at what the earlier run named, and at nothing else.
    /// </summary>
    public Func<string?, bool>? VerifiesAllOf { get; init; }

    /// <summary>The partitions that it names, such as projects.</summary>
    public IReadOnlyCollection<string> Partitions =>
        [.. _entries.All.Select(entry => entry.Finding.Project).OfType<string>().Distinct()];

    /// <inheritdoc/>
    public IReadOnlyCollection<string> OpenPartitions =>
        [.. _entries.All.Where(IsOpen).Select(entry => entry.Finding.Project).OfType<string>().Distinct()];

    /// <inheritdoc/>
    public long GoneCount => _outcomes.Count(outcome => outcome.Value == Outcome.Gone);

    /// <summary>Reads the file.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="codes">The codes that there are in this version of the suite.</param>
    /// <exception cref="InvalidOperationException">It cannot be read, is not such a file, or names nothing.</exception>
    public static EarlierFindings Read(string path, IReadOnlySet<string> codes)
    {
        var (run, entries) = EarlierFile.Read(path);
        return entries.Count > 0 ? new EarlierFindings(path, run, entries) { Codes = codes } : throw new InvalidOperationException(
            $"The findings of an earlier run {path} name no error and no warning, and nothing that was not verified: there is nothing to "
            + "look at again.");
    }

    /// <summary>Reads the file to compare a run over the whole scope with it; it may name nothing.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="verifiesAllOf">As <see cref="VerifiesAllOf"/>.</param>
    /// <exception cref="InvalidOperationException">It cannot be read, or is not such a file.</exception>
    public static EarlierFindings Compare(string path, Func<string?, bool> verifiesAllOf)
    {
        var (run, entries) = EarlierFile.Read(path);
        return new EarlierFindings(path, run, entries) { Codes = new HashSet<string>(), VerifiesAllOf = verifiesAllOf };
    }

    /// <inheritdoc/>
    public bool Concerns(CheckInfo check, string? partition) =>
        partition is null ? _byCode.Contains(check.Code) : Of(check.Code, partition).Any();

    /// <inheritdoc/>
    public IReadOnlyCollection<string> RowsOf(CheckInfo check, string partition) =>
        [.. Of(check.Code, partition).Select(entry => entry.Row).OfType<string>().Distinct()];

    /// <inheritdoc/>
    public void Gone(CheckInfo check, string partition, string row)
    {
        foreach (var entry in _byRow[(check.Code, partition, row)]) _outcomes[entry] = Outcome.Gone;
    }

    /// <inheritdoc/>
    public void Gone(string partition)
    {
        foreach (var entry in _entries.All.Where(entry => entry.Finding.Project == partition)) _outcomes.TryAdd(entry, Outcome.Gone);
    }

    /// <inheritdoc/>
    public bool? Found(Finding finding)
    {
        // A check that failed says nothing about the data.
        if (finding.IsOfTheCheck) return null;
        var key = KnownFinding.Of(finding);
        List<EarlierEntry> same = finding.IsOfAnyEndpoint ? [.. _ofAnyEndpoint[key]]
            : _byFinding.TryGetValue(key, out var one) ? [one] : [];
        foreach (var entry in same) _outcomes[entry] = Outcome.StillThere;
        if (same.Count > 0) return false;
        // Lines of severity info are sums, so that nobody knows which rows they were about.
        if (finding.Severity == Severity.Info) return null;
        Interlocked.Increment(ref _new);
        return true;
    }

    /// <inheritdoc/>
    public void Verified(CheckInfo check, string partition, string row)
    {
        foreach (var entry in _byRow[(check.Code, partition, row)]) _outcomes.TryAdd(entry, Outcome.Mended);
    }

    /// <inheritdoc/>
    public void Verified(CheckInfo check, string? partition)
    {
        foreach (var entry in partition is null ? _byCode[check.Code] : Of(check.Code, partition))
            if (VerifiesAllOf?.Invoke(entry.Finding.Project) != false) _outcomes.TryAdd(entry, Outcome.Mended);
    }

    /// <inheritdoc/>
    public Conclusion Conclude()
    {
        if (VerifiesAllOf is not null) return new Conclusion([], [Comparison()]);
        var open = _entries.All.Where(IsOpen).ToList();
        var unknown = open.Select(entry => entry.Finding.Code).Where(code => !Codes.Contains(code)).Distinct().Order().ToList();
        var notVerified = new List<string>();
        if (open.Count > 0)
        {
            var which = Lines(open.Take(MaxListed).Select(entry => Line(entry, "not looked at")), open.Count);
            var gone = unknown.Count == 0 ? ""
                : $" This suite has no check {string.Join(", ", unknown)}: docs/checks.md has those of today.";
            notVerified.Add($"{Number(open.Count)} of {Number(_entries.Count)} that {_path} names could not be looked at again: out of "
                + $"scope or filtered out, skipped, a difference from a snapshot, or what was not verified as a whole.{gone} Verify the "
                + $"deployment as a whole again.{which}");
        }

        return new Conclusion(notVerified, [Summary(open.Count)]);
    }

    /// <inheritdoc/>
    public IEnumerable<JsonObject> Lines()
    {
        var (ended, open) = (Ended(), _entries.All.Where(IsOpen).ToList());
        yield return new()
        {
            ["kind"] = "earlier",
            ["file"] = _path,
            ["started"] = Started,
            ["new"] = Interlocked.Read(ref _new),
            ["stillThere"] = _outcomes.Count(outcome => outcome.Value == Outcome.StillThere),
            ["gone"] = ended.Count,
            ["notLookedAt"] = open.Count,
        };
        foreach (var (entry, outcome) in ended) yield return entry.ToJson("gone", Name(entry, outcome));
        foreach (var entry in open) yield return entry.ToJson("not-looked-at", null);
    }

    private string? Started =>
        Run.TryGetProperty("started", out var started) && started.ValueKind == JsonValueKind.String ? started.GetString() : null;

    private List<KeyValuePair<EarlierEntry, Outcome>> Ended() =>
    [
        .. _outcomes.Where(outcome => outcome.Value != Outcome.StillThere)
            .OrderBy(outcome => outcome.Key.Finding.ToString(), StringComparer.Ordinal),
    ];

    private string Comparison()
    {
        var still = _outcomes.Count(outcome => outcome.Value == Outcome.StillThere);
        var open = _entries.All.Count(IsOpen);
        return $"since {_path} of {Started ?? "an unknown time"}: {Number(Interlocked.Read(ref _new))} new, {Number(still)} still there, "
            + $"{Number(_outcomes.Count - still)} gone{(open == 0 ? "" : $", {Number(open)} not looked at")}";
    }

    private string Summary(int open)
    {
        int Count(Outcome outcome) => _outcomes.Count(pair => pair.Value == outcome);
        var kinds = $"{Number(Count(Outcome.Mended))} mended, {Number(Count(Outcome.StillThere))} still there, "
            + $"{Number(Count(Outcome.Gone))} gone, {Number(open)} not looked at, {Number(Interlocked.Read(ref _new))} new";
        var shown = _outcomes.OrderByDescending(outcome => outcome.Value).ThenBy(outcome => outcome.Key.Finding.ToString())
            .Take(MaxListed).Select(outcome => Line(outcome.Key, Name(outcome.Key, outcome.Value)));
        var infos = _entries.Infos == 0 ? "" : $" Lines of severity info name no single rows ({Number(_entries.Infos)}).";
        var end = _entries.HasEnd ? "" : " That run was cut off: what it had not come to is not looked at.";
        return $"only what {_path} names, {Number(_entries.Count)}: {kinds}. It says nothing about the rest of the deployment.{infos}{end}"
            + Lines(shown, _outcomes.Count);
    }

    private bool IsOpen(EarlierEntry entry) => !_outcomes.ContainsKey(entry);

    // What belongs to no partition may be reported by the case of any.
    private IEnumerable<EarlierEntry> Of(string code, string partition) => _byPartition[(code, partition)];

    private static string Name(EarlierEntry entry, Outcome outcome) => outcome switch
    {
        Outcome.Mended when entry.IsNotVerified => "verified now",
        Outcome.Mended => "mended",
        Outcome.Gone => "gone",
        _ => "still there",
    };

    private static string Line(EarlierEntry entry, string outcome) => $"{outcome}: {entry.Finding}";

    private static string Lines(IEnumerable<string> lines, int count) =>
        string.Concat(lines.Select(line => $"{Environment.NewLine}    {line}"))
        + (count > MaxListed ? $"{Environment.NewLine}    and {Number(count - MaxListed)} more" : "");

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
