using System.Collections.Concurrent;

namespace IntegrityTests.Running.Reporting;

/// <summary>The totals of a run; safe for several threads.</summary>
internal sealed class Tally
{
    private const int MaxInfoLines = 10;

    private readonly ConcurrentDictionary<string, CheckTally> _checks = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, InfoDigest> _infos = new(StringComparer.Ordinal);
    private int _stopped;
    private int _elsewhere;

    /// <summary>The checks that ran, by code.</summary>
    public IReadOnlyList<CheckTally> Checks => [.. _checks.Values.OrderBy(check => check.Code, StringComparer.Ordinal)];

    /// <summary>Cases that a stop left unfinished.</summary>
    public int Stopped => Volatile.Read(ref _stopped);

    /// <summary>Cases that other parts of the run verify.</summary>
    public int Elsewhere => Volatile.Read(ref _elsewhere);

    public CheckTally Of(string code) => _checks.GetOrAdd(code, static key => new CheckTally(key));

    public long Sum(Func<CheckTally, long> count) => _checks.Values.Sum(count);

    public void CountElsewhere() => Interlocked.Increment(ref _elsewhere);

    public void CountStopped() => Interlocked.Increment(ref _stopped);

    /// <summary>Counts a finding: known ones and those of severity info apart from the others.</summary>
    public void Count(Finding finding)
    {
        if (finding.IsKnown)
        {
            Of(finding.Code).CountKnown();
            return;
        }

        if (finding.Severity == Severity.Info)
        {
            Of(finding.Code).CountInfo();
            return;
        }

        Of(finding.Code).CountFinding(finding.Severity);
    }

    /// <summary>Keeps a line of findings of severity info, if it is among the first of its code.</summary>
    public void Keep(InfoLine line)
    {
        lock (_gate)
        {
            var code = line.First.Code;
            if (!_infos.TryGetValue(code, out var digest)) _infos[code] = digest = new InfoDigest();
            digest.Lines++;
            if (digest.Kept.Count < MaxInfoLines) digest.Kept.Add(line);
        }
    }

    /// <summary>The first lines of each code's findings of severity info, and how many lines there were.</summary>
    public IReadOnlyList<InfoDigest> Infos()
    {
        lock (_gate) return [.. _infos.Values];
    }
}

/// <summary>The lines of one code's findings of severity info, in brief.</summary>
internal sealed class InfoDigest
{
    public long Lines { get; set; }

    public List<InfoLine> Kept { get; } = [];
}
