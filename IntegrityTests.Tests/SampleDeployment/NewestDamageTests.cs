using System.Net;
using FluentAssertions;
using SampleDeployment.Data;
using Xunit;

namespace IntegrityTests.Tests.SampleDeployment;

/// <summary>What damages of payments show in the newest version, whose engine follows the damaged rows.</summary>
public sealed class NewestDamageTests(NewestSampleDataFixture sample) : IClassFixture<NewestSampleDataFixture>
{
    private static readonly string Project = Plans.Ordinary.Id;
    private static readonly string Neighbour = Plans.Ordinary.UserId(40).ToString();

    [Theory]
    [InlineData(12, 1000)]
    [InlineData(13, 0)]
    public async Task An_item_change_counts_for_the_customer_of_its_type(int number, long more)
    {
        var (served, damage) = await sample.DamageAsync(number);
        await using var _ = served;
        await using var undamaged = await sample.ServeAsync();
        var path = $"payments/items/user/{Subject(damage.Subject)}/user_credits";

        (await QuantityAsync(served, path)).Should().Be(await QuantityAsync(undamaged, path) + more);
    }

    [Fact]
    public async Task A_subscription_to_an_unknown_product_is_owned()
    {
        var (served, damage) = await sample.DamageAsync(14);
        await using var _ = served;

        (await served.IdsAsync(Project, $"payments/products/user/{Subject(damage.Subject)}")).Should().Contain("undefined");
    }

    [Fact]
    public async Task A_snapshot_that_is_no_product_fails_the_transactions_and_its_customer_alone()
    {
        var (served, damage) = await sample.DamageAsync(15);
        await using var _ = served;

        (await served.StatusAsync(Project, "internal/payments/transactions?limit=200")).Should().Be(HttpStatusCode.InternalServerError);
        (await served.StatusAsync(Project, $"payments/products/user/{Subject(damage.Subject)}"))
            .Should().Be(HttpStatusCode.InternalServerError);
        (await served.StatusAsync(Project, $"payments/products/user/{Neighbour}")).Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_subscription_that_was_canceled_and_has_ended_is_not_owned()
    {
        var (served, damage) = await sample.DamageAsync(17);
        await using var _ = served;

        damage.IsValid.Should().BeTrue();
        (await served.IdsAsync(Project, $"payments/products/user/{Subject(damage.Subject)}")).Should().NotContain("user-plus");
    }

    [Fact]
    public async Task Many_old_item_changes_make_pages_that_do_not_repeat()
    {
        var (served, _) = await sample.DamageAsync(21);
        await using var disposed = served;
        var ids = new List<string>();
        for (var cursor = ""; cursor is not null;)
        {
            var page = await served.JsonAsync(Project, $"internal/payments/transactions?limit=200{cursor}");
            ids.AddRange(page["transactions"]!.AsArray().Select(transaction => (string)transaction!["id"]!));
            cursor = (string?)page["next_cursor"] is { } next ? $"&cursor={next}" : null;
        }

        ids.Should().HaveCount(657).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Two_default_products_in_a_line_are_no_damage()
    {
        var (served, damage) = await sample.DamageAsync(22);
        await using var _ = served;

        damage.IsValid.Should().BeTrue();
        (await served.StatusAsync(Project, $"payments/products/user/{Neighbour}")).Should().Be(HttpStatusCode.OK);
        (await served.StatusAsync(Project, $"payments/items/user/{Neighbour}/user_credits")).Should().Be(HttpStatusCode.OK);
    }

    private static async Task<long> QuantityAsync(ServedDeployment served, string path) =>
        (await served.JsonAsync(Project, path))["quantity"]!.GetValue<long>();

    private static string Subject(string subject) => subject[(subject.IndexOf(':', StringComparison.Ordinal) + 1)..];
}
