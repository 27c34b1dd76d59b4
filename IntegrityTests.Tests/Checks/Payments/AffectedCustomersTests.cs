using FluentAssertions;
using IntegrityTests.Checks.Payments;
using IntegrityTests.Payments.Engine;
using Xunit;

namespace IntegrityTests.Tests.Checks.Payments;

public sealed class AffectedCustomersTests
{
    private readonly AffectedCustomers _affected = new();

    [Fact]
    public void Each_kind_of_fault_is_said_once_with_its_number_of_customers_and_at_most_three_of_them()
    {
        foreach (var number in Enumerable.Range(1, 1000)) _affected.Add(PlatformFault.NeverEnds, $"user:{number}");
        _affected.Add(PlatformFault.BlockedLine, "team:1");

        _affected.Messages.Should().Equal(
            (PlatformFault.BlockedLine, $"{PlatformFault.BlockedLine.Description}. Affected: 1 customer, team:1"),
            (PlatformFault.NeverEnds, $"{PlatformFault.NeverEnds.Description}. Affected: 1000 customers, such as user:1, user:2, user:3"));
    }

    [Fact]
    public void Without_a_fault_there_is_nothing_to_say() => _affected.Messages.Should().BeEmpty();
}
