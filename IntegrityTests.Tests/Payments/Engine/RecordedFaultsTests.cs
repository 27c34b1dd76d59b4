using FluentAssertions;
using IntegrityTests.Payments.Engine;
using IntegrityTests.Tests.EndToEnd.Harness;
using Xunit;

namespace IntegrityTests.Tests.Payments.Engine;

/// <summary>The faults of the platform's own that are in what a real platform wrote.</summary>
public sealed class RecordedFaultsTests
{
    [Fact]
    public void The_faults_in_the_fixture_are_known() => Recorded(RecordedCustomers.Fixture).Should().Equal(
        "blocked-line of 0ffa1a24: 4",
        "future-expiry of 0ffa1a24: 3",
        "future-expiry of d35e6155: 1",
        "future-expiry of f9991c6d: 1",
        "never-ends of 0ffa1a24: 1",
        "refund-keeps-items of 0ffa1a24: 2");

    [FactRequiringFacts]
    public void The_faults_in_the_whole_deployment_are_known() => Recorded(RecordedCustomers.Written).Should().Equal(
        "blocked-line of 0ffa1a24: 4",
        "blocked-line of 163c5e3c: 4",
        "future-expiry of 0ffa1a24: 3",
        "future-expiry of 163c5e3c: 2",
        "future-expiry of d35e6155: 1",
        "future-expiry of f9991c6d: 1",
        "never-ends of 0ffa1a24: 1",
        "never-ends of 163c5e3c: 1",
        "never-ends of be3852be: 1",
        "refund-keeps-items of 0ffa1a24: 2",
        "refund-keeps-items of 163c5e3c: 2");

    private static IEnumerable<string> Recorded(RecordedCustomers recorded) => recorded.Answers("products")
        .Select(answer => answer.Customer)
        .Distinct()
        .SelectMany(customer => FaultsOfCustomer
            .Of(recorded.RowsOf(customer), customer.Type, recorded.ConfigOf(customer), recorded.Clock, recorded.Clock)
            .Kinds.Select(fault => (Fault: fault.Name, customer.Tenancy)))
        .GroupBy(found => found)
        .OrderBy(group => group.Key.Fault, StringComparer.Ordinal)
        .ThenBy(group => group.Key.Tenancy, StringComparer.Ordinal)
        .Select(group => $"{group.Key.Fault} of {group.Key.Tenancy[..8]}: {group.Count()}");
}
