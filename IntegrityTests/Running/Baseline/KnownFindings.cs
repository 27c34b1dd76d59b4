using System.Collections.Concurrent;

namespace IntegrityTests.Running.Baseline;

/// <summary>The findings that are known in a run, from a file or to be written to it; safe for several threads.</summary>
internal sealed class KnownFindings
{
    private readonly RunSettings _settings;
    private readonly IReadOnlyDictionary<KnownFinding, int> _listed;
    private readonly ConcurrentDictionary<KnownFinding, bool> _found = new();
    private readonly ConcurrentDictionary<(string Code, string? Partition), bool> _judged = new();
    private int _overflow;

    private KnownFindings(RunSettings settings, IReadOnlyDictionary<KnownFinding, int> listed)
    {
        _settings = settings;
        _listed = listed;
    }

    /// <summary>Reads the file that the settings name, if they name one.</summary>
    /// <exception cref="InvalidOperationException">It is not as it should be.</exception>
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
        if (!_listed.ContainsKey(key) && !(_settings.WritesBaseline && finding.Severity >= _settings.FailOn)) return false;
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

    /// <summary>Writes the file if that is asked for, and tells what became of the entries.</summary>
    /// <param name="completed">Whether the run went to its end.</param>
    /// <exception cref="InvalidOperationException">The file cannot be written.</exception>
    public BaselineOutcome Close(bool completed)
    {
        var unseen = _listed.Where(entry => !_found.ContainsKey(entry.Key)).OrderBy(entry => entry.Value).ToLookup(entry => completed && IsJudged(entry.Key));
        if (!_settings.WritesBaseline || !completed)
            return new BaselineOutcome(_settings.Baseline, _found.Count, [.. unseen[true].Select(entry => (entry.Value, entry.Key))], unseen[false].Count(), 0);
        if (_overflow == 1)
            throw new InvalidOperationException(
                $"There are more than {BaselineFile.MaxEntries} findings, which is more than can be known. {_settings.Baseline} was not written.");
        // What this run did not look at stays known.
        BaselineFile.Write(_settings.Baseline!, _found.Keys.Concat(unseen[false].Select(entry => entry.Key)));
        return new BaselineOutcome(_settings.Baseline, _found.Count, [], unseen[false].Count(), _found.Count + unseen[false].Count());
    }

    private bool IsJudged(KnownFinding entry) =>
        _settings.VerifiesAllOf(entry.Project)
        && (_judged.ContainsKey((entry.Code, null)) || (entry.Project is not null && _judged.ContainsKey((entry.Code, entry.Project))));
}
