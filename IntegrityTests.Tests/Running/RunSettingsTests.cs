using FluentAssertions;
using IntegrityTests.Running;
using Xunit;

namespace IntegrityTests.Tests.Running;

public sealed class RunSettingsTests
{
    [Fact]
    public void A_run_is_partial_with_a_budget_a_sample_or_one_to_go_on_from()
    {
        new RunSettings().IsPartial.Should().BeFalse();
        new RunSettings { Budget = TimeSpan.FromHours(1) }.IsPartial.Should().BeTrue();
        new RunSettings { Sample = "1 %" }.IsPartial.Should().BeTrue();
        new RunSettings { Continues = true }.IsPartial.Should().BeTrue();
    }
}
