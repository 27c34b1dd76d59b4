using System.Threading.Channels;
using FluentAssertions;
using IntegrityTests.Running.Rows;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.Running;

public sealed class RowPumpTests
{
    [Fact]
    public async Task Rows_are_pulled_only_when_there_is_room_to_run_them()
    {
        var pulled = 0;
        async IAsyncEnumerable<object[]> Source()
        {
            await foreach (var row in Script.Numbers(10))
            {
                Interlocked.Increment(ref pulled);
                yield return row;
            }
        }
        var started = Channel.CreateUnbounded<long>();
        var gate = new SemaphoreSlim(0);
        var pump = new RowPump(3, async (number, _) =>
        {
            started.Writer.TryWrite(number);
            await gate.WaitAsync();
        });

        var running = pump.RunAsync(Source(), CancellationToken.None);

        for (var row = 1; row <= 3; row++)
            await started.Reader.ReadAsync();
        Volatile.Read(ref pulled).Should().Be(3, "three rows are in flight and none has ended");
        gate.Release();
        (await started.Reader.ReadAsync()).Should().Be(4);
        Volatile.Read(ref pulled).Should().Be(4);
        started.Reader.TryRead(out _).Should().BeFalse();
        gate.Release(9);
        (await running).Should().Be(new PumpEnd(10, true, null));
    }

    [Fact]
    public async Task Rows_see_no_synchronization_context()
    {
        SynchronizationContext? seen = new();
        var pump = new RowPump(1, (_, _) =>
        {
            seen = SynchronizationContext.Current;
            return Task.CompletedTask;
        });

        await pump.RunAsync(Script.Numbers(1), CancellationToken.None);

        seen.Should().BeNull();
    }

    [Fact]
    public async Task A_source_that_throws_in_the_middle_lets_pulled_rows_finish()
    {
        var failure = new IOException("gone");
        var thrown = new TaskCompletionSource();
        async IAsyncEnumerable<object[]> Source()
        {
            await foreach (var row in Script.Numbers(2))
                yield return row;
            thrown.SetResult();
            throw failure;
        }
        var finished = 0;
        var pump = new RowPump(3, async (_, _) =>
        {
            await thrown.Task;
            Interlocked.Increment(ref finished);
        });

        var end = await pump.RunAsync(Source(), CancellationToken.None);

        end.Should().Be(new PumpEnd(2, false, failure));
        finished.Should().Be(2);
    }

    [Fact]
    public async Task Cancelling_stops_the_pulling()
    {
        using var cancel = new CancellationTokenSource();
        var pump = new RowPump(1, (number, _) => number == 5 ? cancel.CancelAsync() : Task.CompletedTask);

        var end = await pump.RunAsync(Script.Numbers(100), cancel.Token);

        end.Should().Be(new PumpEnd(5, false, null));
    }

    [Fact]
    public async Task A_source_that_cannot_be_closed_has_failed()
    {
        var failure = new IOException("cannot close");
        async IAsyncEnumerable<object[]> Source()
        {
            try
            {
                await foreach (var row in Script.Numbers(1))
                    yield return row;
                await Task.Delay(Timeout.Infinite);
            }
            finally
            {
                ThrowIt(failure);
            }
        }
        using var cancel = new CancellationTokenSource();
        var pump = new RowPump(1, (_, _) => cancel.CancelAsync());

        var end = await pump.RunAsync(Source(), cancel.Token).WaitAsync(Scenario.Patience);

        end.Should().Be(new PumpEnd(1, false, failure));
    }

    [Fact]
    public async Task A_row_that_cannot_be_run_ends_the_pump_and_closes_the_source()
    {
        var failure = new IOException("no log");
        var closed = false;
        async IAsyncEnumerable<object[]> Source()
        {
            try
            {
                await foreach (var row in Script.Numbers(1_000_000))
                    yield return row;
            }
            finally
            {
                closed = true;
            }
        }
        var failed = new TaskCompletionSource();
        var finished = 0;
        var pump = new RowPump(2, async (number, _) =>
        {
            if (number == 1)
            {
                failed.SetResult();
                throw failure;
            }
            await failed.Task;
            Interlocked.Increment(ref finished);
        });

        var end = await pump.RunAsync(Source(), CancellationToken.None);

        closed.Should().BeTrue();
        end.Should().BeEquivalentTo(new { Exhausted = false, RowFailure = failure });
        end.Pulled.Should().BeLessThan(1_000_000, "no more rows are pulled");
        finished.Should().Be((int)end.Pulled - 1, "rows that were pulled are finished");
    }

    private static void ThrowIt(Exception failure) => throw failure;
}
