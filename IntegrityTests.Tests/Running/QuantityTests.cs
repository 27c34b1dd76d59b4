using FluentAssertions;
using IntegrityTests.Running;
using Xunit;

namespace IntegrityTests.Tests.Running;

public sealed class QuantityTests
{
    [Theory]
    [InlineData(48 * 3600, "2 days")]
    [InlineData(24 * 3600, "1 day")]
    [InlineData(36 * 3600, "36 hours")]
    [InlineData(3600, "1 hour")]
    [InlineData(90 * 60, "90 minutes")]
    [InlineData(90, "90 seconds")]
    public void A_time_is_said_in_its_largest_whole_unit(int seconds, string expected) =>
        Quantity.Of(TimeSpan.FromSeconds(seconds)).Should().Be(expected);
}
