using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Running.Reporting;
using IntegrityTests.Tests.Running.Support;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace IntegrityTests.Tests.Running;

public sealed class ProgressLinesTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _clock = new();
    private readonly Tally _tally = new();
    private readonly List<string> _lines = [];

    [Fact]
    public void A_line_shows_project_check_rows_calls_rate_and_findings()
    {
        var acme = Cases.Partition("6fbb", "Ac\nme");
        var progress = new RunProgress([acme, acme, Cases.Partition("p2", "Other")]);
        using var lines = new ProgressLines(_tally, progress, _lines.Add, _clock, isVerbose: true);
        Work(progress, rows: 1200, calls: 3000);
        _tally.Of("USR002").CountFinding(Severity.Error);

        _clock.Advance(Second);

        _lines.Should().Equal("project 1 of 2 Ac\\nme (6fbb), USR002: 1,200 rows, 3,000 calls, 3,000 calls/s, 1 finding");
    }

    [Fact]
    public void The_rate_is_that_of_the_time_since_the_last_line()
    {
        var progress = new RunProgress([null]);
        using var lines = new ProgressLines(_tally, progress, _lines.Add, _clock, isVerbose: true);
        Work(progress, rows: 1, calls: 100);
        _clock.Advance(Second);
        _clock.Advance(Second);
        Work(progress, rows: 1, calls: 100);

        _clock.Advance(Second);

        _lines.Should().Equal(
            "USR002: 1 row, 100 calls, 100 calls/s, 0 findings",
            "USR002: 2 rows, 200 calls, 50 calls/s, 0 findings");
    }

    [Fact]
    public void Lines_become_fewer_while_the_run_goes_on_unless_everything_is_printed()
    {
        var progress = new RunProgress([null]);
        using var lines = new ProgressLines(_tally, progress, _lines.Add, _clock, isVerbose: false);
        var moments = new List<int>();

        for (var second = 1; second <= 300; second++)
        {
            Work(progress, rows: 1, calls: 1);
            _clock.Advance(Second);
            if (_lines.Count > moments.Count) moments.Add(second);
        }

        moments.Should().Equal(5, 15, 35, 75, 135, 195, 255);
    }

    [Fact]
    public void A_project_is_left_when_all_its_cases_have_ended()
    {
        var (one, other) = (Cases.Partition("p1", "One"), Cases.Partition("p2", "Other"));
        var progress = new RunProgress([one, other, one]);

        progress.CaseEnded(one);
        progress.Oldest()!.Value.Number.Should().Be(1);
        progress.CaseEnded(one);

        progress.Oldest().Should().Be((2, other));
        progress.CaseEnded(other);
        progress.Oldest().Should().BeNull();
    }

    [Fact]
    public void Nothing_is_printed_when_nothing_happens_or_all_is_over()
    {
        var progress = new RunProgress([]);
        var lines = new ProgressLines(_tally, progress, _lines.Add, _clock, isVerbose: true);
        _clock.Advance(Second);
        lines.Dispose();
        Work(progress, rows: 1, calls: 1);

        _clock.Advance(Second);

        _lines.Should().BeEmpty();
    }

    private void Work(RunProgress progress, int rows, int calls)
    {
        for (var row = 0; row < rows; row++)
            _tally.Of("USR002").Count(RowVerdict.Verified);
        for (var call = 0; call < calls; call++)
            _tally.Of("USR002").CountCall();
        progress.RowEnded("USR002");
    }
}
