using FluentAssertions;
using IntegrityTests.Checks.Payments;
using IntegrityTests.Payments;
using IntegrityTests.Payments.Model;
using IntegrityTests.Running;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.Checks.Payments;

public sealed class ItemBalancesTests
{
    [Fact]
    public async Task An_item_without_an_answer_does_not_keep_the_others_from_being_asked_for()
    {
        var row = new TestRow();
        var asked = new List<string>();
        var rules = new CalendarPayments(() => 0, 0);
        var look = new CustomerLook(row.Row, CustomerType.User, rules, _ => throw new InvalidOperationException("nothing is read again"))
        {
            Config = PaymentsConfigParser.Parse(Example.Json("""
                {
                    "items": {
                        "credits": { "customerType": "user" }, "pages": { "customerType": "team" }, "seats": { "customerType": "user" }
                    }
                }
                """)),
            Rows = null,
            WhyNotCompared = "the rows are elsewhere",
        };

        var comparing = () => ItemBalances.CompareAsync(
            look,
            item =>
            {
                asked.Add(item);
                return item == "credits"
                    ? throw new NotVerifiedException("no answer")
                    : Task.FromResult(Example.Response("""{ "id": "seats", "quantity": 0 }""", row: row.Row));
            },
            CancellationToken.None);

        (await comparing.Should().ThrowAsync<NotVerifiedException>()).WithMessage("no answer");
        asked.Should().Equal("credits", "seats");
    }
}
