using FluentAssertions;
using IntegrityTests.Tests.Running.Support;
using Xunit;
using static IntegrityTests.Tests.Running.Support.GoingRun;

namespace IntegrityTests.Tests.Running;

public sealed class ProgressLinesTests
{
    [Fact]
    public void The_rate_is_that_of_the_last_minute()
    {
        using var going = new GoingRun([new(List, null)]);
        going.Pass();
        for (var second = 0; second < 200; second++)
        {
            going.Work(List, null, rows: 1, calls: second < 60 ? 1000 : 10);
            going.Pass();
        }

        going.Lines[^1].Should().Contain(" 10 calls/s");
    }

    [Fact]
    public void In_a_log_lines_become_fewer_while_the_run_goes_on()
    {
        using var going = new GoingRun([new(List, null)]);
        var moments = new List<int>();
        for (var second = 1; second <= 4 * 3600; second++)
        {
            going.Work(List, null, rows: 1, calls: 1);
            var before = going.Lines.Count;
            going.Pass();
            if (going.Lines.Count > before) moments.Add(second);
        }

        moments.Should().StartWith([1, 2, 3, 5, 8, 12, 18, 27, 41, 62]);
        moments.Zip(moments.Skip(1), (one, next) => next - one).Should().BeInAscendingOrder().And.OnlyContain(pause => pause <= 30);
        moments.Count.Should().BeInRange(480, 600, "someone who looks at the log of four hours sees a line of the last half minute");
    }

    [Fact]
    public void Nothing_is_printed_when_nothing_happens_or_all_is_over()
    {
        var going = new GoingRun([]);
        going.Pass();
        going.Dispose();
        going.Work(List, null, rows: 1, calls: 1);

        going.Pass();

        going.Lines.Should().BeEmpty();
    }

    [Fact]
    public void Why_the_run_is_slow_is_said_also_while_nothing_happens()
    {
        using var going = new GoingRun([]);
        going.Run.WhySlow = () => "paused for 40 s: the standby is 45 s behind";

        going.Pass();

        going.Lines.Should().Equal("0 rows, 0 calls, 0 calls/s, 0 findings; paused for 40 s: the standby is 45 s behind");
    }

    [Fact]
    public void In_a_terminal_one_line_changes_every_second_and_is_gone_at_the_end()
    {
        var going = new GoingRun([new(List, null)], inTerminal: true);
        going.Work(List, null, rows: 10, calls: 20);
        going.Pass();
        going.Pass();
        going.Dispose();

        going.Lines.Should().BeEmpty();
        going.Statuses.Should().Equal(
            "20 calls, 0 calls/s, 0 findings, USR001", "20 calls, 0 calls/s, 0 findings, USR001", "");
    }
}
