using IntegrityTests.Running;
using IntegrityTests.Running.Reporting;
using Microsoft.Extensions.Time.Testing;

namespace IntegrityTests.Tests.Running.Support;

/// <summary>The progress of a run that does what the test says, on a clock of the test.</summary>
internal sealed class GoingRun : IDisposable
{
    public static readonly CheckInfo List = new("USR001", Severity.Error, "Users");
    public static readonly CheckInfo Users = new("USR002", Severity.Error, "Users") { IsPerRow = true };
    public static readonly CheckInfo Teams = new("TEM002", Severity.Error, "Teams") { IsPerRow = true };

    private readonly FakeTimeProvider _clock = new();
    private readonly Dictionary<string, RowForecast> _forecasts = [];
    private readonly ProgressLines _lines;

    public GoingRun(RunCase[] cases, RunSettings? settings = null, bool inTerminal = false)
    {
        Run = new Run(settings ?? new RunSettings(), _clock) { Print = Lines.Add };
        Progress = new RunProgress(cases);
        _lines = new ProgressLines(new ProgressText(Tally, Progress, Run), Run, inTerminal ? Statuses.Add : null);
    }

    public Run Run { get; }

    public RunProgress Progress { get; }

    public Tally Tally { get; } = new();

    /// <summary>What was printed.</summary>
    public List<string> Lines { get; } = [];

    /// <summary>What was shown in the terminal, one in place of the other.</summary>
    public List<string> Statuses { get; } = [];

    public void Pass(int seconds = 1)
    {
        for (var second = 0; second < seconds; second++) _clock.Advance(TimeSpan.FromSeconds(1));
    }

    public void Forecast(CheckInfo check, RowForecast rows)
    {
        _forecasts[check.Code] = rows;
        Run.Forecast(check.Code, _ => _forecasts[check.Code]);
    }

    public void Work(CheckInfo check, CasePartition? partition, int rows, int calls)
    {
        for (var call = 0; call < calls; call++) Tally.Of(check.Code).CountCall();
        for (var row = 0; row < rows; row++)
        {
            Tally.Of(check.Code).Count(RowVerdict.Verified);
            Progress.RowEnded(Progress.Of(check, partition));
        }
    }

    public void Dispose()
    {
        _lines.Dispose();
        Run.Dispose();
    }
}
