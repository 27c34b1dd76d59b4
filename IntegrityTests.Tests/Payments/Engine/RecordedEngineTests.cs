using FluentAssertions;
using IntegrityTests.Json;
using IntegrityTests.Payments.Engine;
using IntegrityTests.Tests.EndToEnd.Harness;
using Xunit;

namespace IntegrityTests.Tests.Payments.Engine;

/// <summary>The engine's rules give what a real backend answered, and what it keeps in its own tables.</summary>
public sealed class RecordedEngineTests
{
    [Fact]
    public void Every_balance_of_the_fixture_is_computed() => Balances(RecordedCustomers.Fixture).Should().Be((379, 87));

    [FactRequiringFacts]
    public void Every_balance_of_the_whole_deployment_is_computed() => Balances(RecordedCustomers.Written).Should().Be((2861, 156));

    [Fact]
    public void Every_list_of_products_of_the_fixture_is_computed() => Products(RecordedCustomers.Fixture).Should().Be((226, 53));

    [FactRequiringFacts]
    public void Every_list_of_products_of_the_whole_deployment_is_computed() => Products(RecordedCustomers.Written).Should().Be((880, 100));

    private static (int All, int NotZero) Balances(RecordedCustomers recorded)
    {
        var answers = recorded.Answers("items").ToList();
        answers.Select(answer => (answer.Customer, answer.Item, EngineOf(recorded, answer).BalanceOf(answer.Item).Quantity))
            .Should().Equal(answers.Select(answer => (answer.Customer, answer.Item, (decimal?)Quantity(answer))));
        return (answers.Count, answers.Count(answer => Quantity(answer) != 0));
    }

    private static (int All, int NotEmpty) Products(RecordedCustomers recorded)
    {
        var answers = recorded.Answers("products").ToList();
        foreach (var answer in answers)
        {
            EngineOf(recorded, answer).Owned.Select(product => (product.ProductId, product.Quantity))
                .Should().Equal(answer.Body.GetProperty("items").EnumerateArray()
                    .Select(product => (product.Text("id"), product.GetProperty("quantity").GetInt64())));
        }

        return (answers.Count, answers.Count(answer => answer.Body.GetProperty("items").GetArrayLength() > 0));
    }

    private static decimal Quantity(RecordedAnswer answer) => answer.Body.GetProperty("quantity").GetDecimal();

    private static EngineCustomer EngineOf(RecordedCustomers recorded, RecordedAnswer answer) =>
        EngineCustomer.Of(recorded.RowsOf(answer.Customer), answer.Customer.Type, answer.ReadAt);
}
