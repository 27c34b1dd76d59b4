using FluentAssertions;
using IntegrityTests.Deployment.Api;
using Xunit;

namespace IntegrityTests.Tests.Deployment.Api;

public sealed class CycleGuardTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 7)]
    [InlineData(100, 3)]
    [InlineData(5, 1000)]
    public void A_circle_is_noticed_wherever_it_begins_and_however_long_it_is(int before, int length)
    {
        var guard = new CycleGuard();
        var seen = 0;

        while (!guard.IsRepeated($"{(seen < before ? seen : before + ((seen - before) % length))}")) seen++;

        seen.Should().BeInRange(length, 4 * (before + length) + 4);
    }

    [Fact]
    public void What_goes_on_is_no_circle()
    {
        var guard = new CycleGuard();

        Enumerable.Range(0, 10_000).Should().NotContain(number => guard.IsRepeated($"{number}"));
    }
}
