using FluentAssertions;
using IntegrityTests.Running;
using Xunit;

namespace IntegrityTests.Tests.Running;

public sealed class CaseSlotsTests
{
    [Fact]
    public async Task Of_those_that_wait_the_lowest_order_goes_first()
    {
        var slots = new CaseSlots(1);
        await slots.EnterAsync(9, CancellationToken.None);
        var late = slots.EnterAsync(5, CancellationToken.None);
        var early = slots.EnterAsync(2, CancellationToken.None);

        slots.Leave();

        await early;
        late.IsCompleted.Should().BeFalse();
        slots.Leave();
        await late;
    }

    [Fact]
    public async Task Of_those_of_one_order_who_came_first_goes_first()
    {
        var slots = new CaseSlots(1);
        await slots.EnterAsync(9, CancellationToken.None);
        var first = slots.EnterAsync(2, CancellationToken.None);
        var second = slots.EnterAsync(2, CancellationToken.None);

        slots.Leave();

        await first;
        second.IsCompleted.Should().BeFalse();
        slots.Leave();
        await second;
    }

    [Fact]
    public async Task One_that_stopped_waiting_takes_no_slot()
    {
        var slots = new CaseSlots(1);
        await slots.EnterAsync(0, CancellationToken.None);
        using var cancel = new CancellationTokenSource();
        var gone = slots.EnterAsync(0, cancel.Token);
        await cancel.CancelAsync();

        slots.Leave();

        await gone.Awaiting(task => task).Should().ThrowAsync<OperationCanceledException>();
        await slots.EnterAsync(0, CancellationToken.None);
    }
}
