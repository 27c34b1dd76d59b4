using System.Collections.Concurrent;

namespace IntegrityTests.Running.Baseline;

/// <summary>The findings that are known in a run, from a file or to be written to it; safe for several threads.</summary>
internal sealed class KnownFindings
{
    private readonly RunSettings _settings;
    private readonly IReadOnlyDictionary<KnownFinding, int> _listed;
    private readonly ConcurrentDictionary<KnownFinding, bool> _found = new();
    private readonly ConcurrentDictionary<(string Code, string? Partition), bool> _judged = new();
    private readonly ConcurrentDictionary<KnownFinding, bool> _imprecise = new();
    private int _overflow;

    private KnownFindings(RunSettings settings, IReadOnlyDictionary<KnownFinding, int> listed)
    {
        _settings = settings;
        _listed = listed;
    }

    /// <summary>Reads the file that the settings name, if they name one.</summary>
    /// <exception cref="InvalidOperationException">It cannot be read, or a line of it has the wrong form.</exception>
    public static KnownFindings Open(RunSettings settings) => new(
        settings,
        settings.Baseline is null || (settings.WritesBaseline && !File.Exists(settings.Baseline))
            ? new Dictionary<KnownFinding, int>()
            : BaselineFile.Read(settings.Baseline));

    /// <summary>Whether a finding is known; a run that writes the file knows all that would make it red.</summary>
    public bool Has(Finding finding)
    {
        if (_settings.Baseline is null || finding.IsOfTheCheck) return false;
        var key = KnownFinding.Of(finding);
        if (!_listed.ContainsKey(key))
        {
            // Written by a suite that did not tell such findings from one another.
            var imprecise = key with { Value = null };
            if (_listed.ContainsKey(imprecise)) _imprecise[imprecise] = true;
            if (!_settings.WritesBaseline || finding.Severity < _settings.FailOn) return false;
        }

        if (_found.Count >= BaselineFile.MaxEntries && !_found.ContainsKey(key))
        {
            Volatile.Write(ref _overflow, 1);
            return false;
        }

        _found[key] = true;
        return true;
    }

    /// <summary>Notes that a check was verified as a whole on a partition, or on the whole scope.</summary>
    public void Verified(string code, string? partition)
    {
        if (_settings.Baseline is not null) _judged[(code, partition)] = true;
    }

    /// <summary>Writes the file if that is asked for, and says what became of the entries.</summary>
    /// <param name="completed">Whether the run went to its end.</param>
    /// <exception cref="InvalidOperationException">The file cannot be written.</exception>
    public BaselineOutcome Close(bool completed)
    {
        var unseen = _listed
            .Where(entry => !_found.ContainsKey(entry.Key))
            .OrderBy(entry => entry.Value)
            .ToLookup(entry => completed && IsJudged(entry.Key));
        var notJudged = unseen[false].Count();
        if (!_settings.WritesBaseline || !completed)
        {
            var imprecise = _listed.Where(entry => _imprecise.ContainsKey(entry.Key) && !_found.ContainsKey(entry.Key))
                .OrderBy(entry => entry.Value)
                .Select(entry => (entry.Value, entry.Key))
                .ToList();
            var stale = unseen[true].Select(entry => (entry.Value, entry.Key)).Except(imprecise);
            return new BaselineOutcome(_settings.Baseline, _found.Count, [.. stale], notJudged, 0) { Imprecise = imprecise };
        }

        if (_overflow == 1)
        {
            throw new InvalidOperationException(
                $"There are more than {BaselineFile.MaxEntries} findings, which is more than a baseline can list. "
                + $"{_settings.Baseline} was not written.");
        }

        // What this run did not look at stays known.
        BaselineFile.Write(_settings.Baseline!, _found.Keys.Concat(unseen[false].Select(entry => entry.Key)));
        return new BaselineOutcome(_settings.Baseline, _found.Count, [], notJudged, _found.Count + notJudged);
    }

    private bool IsJudged(KnownFinding entry) =>
        _settings.VerifiesAllOf(entry.Project)
        && (_judged.ContainsKey((entry.Code, null)) || (entry.Project is not null && _judged.ContainsKey((entry.Code, entry.Project))));
}

/// <summary>What became of the entries of a baseline.</summary>
/// <param name="File">The file; null without one.</param>
/// <param name="Occurred">Entries that occurred.</param>
/// <param name="Stale">Entries that did not although this run would have found them, with the numbers of their lines.</param>
/// <param name="NotJudged">Entries of checks or projects that this run did not verify as a whole.</param>
/// <param name="Written">Entries that the file has now; 0 when it was not written.</param>
internal sealed record BaselineOutcome(
    string? File, int Occurred, IReadOnlyList<(int Line, KnownFinding Finding)> Stale, int NotJudged, int Written)
{
    private const int MaxListed = 20;

    /// <summary>
    /// Entries that lack the value by which their findings are known today, with the numbers of their lines: they cover nothing.
    /// </summary>
    public IReadOnlyList<(int Line, KnownFinding Finding)> Imprecise { get; init; } = [];

    /// <summary>What the summary says about it; null without a file.</summary>
    public string? Summary => File is null ? null
        : Written > 0 ? $"Known findings: {Written} written to {File}, {NotJudged} of them not judged by this run"
        : $"Known findings: {Occurred} of {File} occurred, {Stale.Count} stale, {NotJudged} not judged because their check or project was "
            + "not verified as a whole";

    /// <summary>The failure that stale and imprecise entries are; null without any.</summary>
    public string? Failure
    {
        get
        {
            string?[] failures = [StaleEntries, ImpreciseEntries];
            return failures.OfType<string>().ToList() is { Count: > 0 } all ? string.Join(Environment.NewLine, all) : null;
        }
    }

    private string? StaleEntries => Stale.Count == 0 ? null
        : $"{File} lists findings that no longer occur. Remove them, so that they are reported when they come back:"
            + Listed(Stale, "stale: remove it");

    private string? ImpreciseEntries => Imprecise.Count == 0 ? null
        : $"{File} lists findings in the form of an earlier version, without the value that tells them from others of the same subject, so "
            + "that they cover nothing. Look at what is found there now, then write the file again (INTEGRITY_BASELINE_WRITE=yes):"
            + Listed(Imprecise, "not precise enough: it lacks \"value\"");

    private static string Listed(IReadOnlyList<(int Line, KnownFinding Finding)> entries, string what) =>
        string.Concat(entries.Take(MaxListed).Select(entry => $"{Environment.NewLine}  line {entry.Line}: {what}: {entry.Finding}"))
        + (entries.Count > MaxListed ? $"{Environment.NewLine}  and {entries.Count - MaxListed} more" : "");
}
