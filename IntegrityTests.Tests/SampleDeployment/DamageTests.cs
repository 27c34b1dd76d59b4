using System.Net;
using FluentAssertions;
using SampleDeployment.Data;
using Xunit;

namespace IntegrityTests.Tests.SampleDeployment;

/// <summary>Each damage shows in the API as docs/platform.md, The damage table, says.</summary>
public sealed class DamageTests(SampleDataFixture sample) : IClassFixture<SampleDataFixture>
{
    private static readonly string Project = Plans.Ordinary.Id;
    private static readonly string Neighbour = Plans.Ordinary.UserId(40).ToString();

    [Theory]
    [InlineData(1, "project-permission-definitions")]
    [InlineData(2, "team-permission-definitions")]
    public async Task A_removed_definition_hides_its_grants(int number, string definitions)
    {
        var (served, damage) = await sample.DamageAsync(number);
        await using var _ = served;
        var permission = Subject(damage.Subject);

        (await served.IdsAsync(Project, definitions)).Should().NotContain(permission);
        (await served.IdsAsync(Project, definitions.Replace("-definitions", "s", StringComparison.Ordinal)))
            .Should().NotBeEmpty().And.NotContain(permission);
    }

    [Fact]
    public async Task A_grant_of_an_undefined_permission_does_not_show()
    {
        var (served, damage) = await sample.DamageAsync(3);
        await using var _ = served;

        (await served.IdsAsync(Project, $"project-permissions?user_id={Subject(damage.Subject)}")).Should().NotContain("undefined");
    }

    [Fact]
    public async Task Metadata_of_the_wrong_type_is_served_as_it_is()
    {
        var (served, damage) = await sample.DamageAsync(4);
        await using var _ = served;

        var user = await served.JsonAsync(Project, $"users/{Subject(damage.Subject)}");

        user["client_metadata"]!.GetValue<string>().Should().Be("a string");
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(8)]
    public async Task A_user_that_fails_validation_fails_the_list_but_no_other_user(int number)
    {
        var (served, damage) = await sample.DamageAsync(number);
        await using var _ = served;

        (await served.StatusAsync(Project, "users?limit=1000")).Should().Be(HttpStatusCode.InternalServerError);
        (await served.StatusAsync(Project, $"users/{Subject(damage.Subject)}")).Should().Be(HttpStatusCode.InternalServerError);
        (await served.StatusAsync(Project, $"users/{Neighbour}")).Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(9)]
    public async Task A_membership_without_team_or_user_does_not_show(int number)
    {
        var (served, damage) = await sample.DamageAsync(number);
        await using var _ = served;
        await using var undamaged = await sample.ServeAsync();
        var path = number == 7 ? $"teams?user_id={Subject(damage.Subject)}" : "teams";

        (await served.IdsAsync(Project, path)).Should().Equal(await undamaged.IdsAsync(Project, path));
    }

    [Fact]
    public async Task A_user_without_contact_channel_has_no_email()
    {
        var (served, damage) = await sample.DamageAsync(10);
        await using var _ = served;

        (await served.JsonAsync(Project, $"users/{Subject(damage.Subject)}"))["primary_email"].Should().BeNull();
    }

    [Fact]
    public async Task A_user_that_mirrors_another_project_is_not_there()
    {
        var (served, damage) = await sample.DamageAsync(11);
        await using var _ = served;

        (await served.StatusAsync(Project, $"users/{Subject(damage.Subject)}")).Should().Be(HttpStatusCode.NotFound);
        (await served.IdsAsync(Project, "users?limit=1000")).Should().NotContain(Subject(damage.Subject)).And.Contain(Neighbour);
    }

    [Fact]
    public async Task A_config_value_of_the_wrong_type_fails_the_project_but_not_its_users()
    {
        var (served, _) = await sample.DamageAsync(18);
        await using var disposed = served;

        (await served.StatusAsync(Project, "internal/projects/current")).Should().Be(HttpStatusCode.InternalServerError);
        (await served.StatusAsync(Project, $"users/{Neighbour}")).Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_undefined_permission_shows_in_the_definition_that_contains_it()
    {
        var (served, _) = await sample.DamageAsync(19);
        await using var disposed = served;

        var definitions = await served.JsonAsync(Project, "project-permission-definitions");

        definitions["items"]![0]!["contained_permission_ids"]!.ToJsonString().Should().Be("""["reader","undefined"]""");
    }

    [Fact]
    public async Task A_project_without_tenancy_has_no_branch()
    {
        var (served, _) = await sample.DamageAsync(20);
        await using var disposed = served;

        using var response = await served.GetAsync(Project, "users?limit=1");

        response.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        response.Headers.GetValues("x-stack-known-error").Should().Equal("BRANCH_DOES_NOT_EXIST");
    }

    [Theory]
    [InlineData(12, 1000)]
    [InlineData(13, 3)]
    public async Task An_item_change_counts_for_its_customer_whatever_type_it_names(int number, long more)
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
    public async Task A_purchase_of_nobody_shows_in_the_transactions_only()
    {
        var (served, damage) = await sample.DamageAsync(16);
        await using var _ = served;

        var page = await served.JsonAsync(Project, "internal/payments/transactions?limit=200");

        page["transactions"]!.ToJsonString().Should().Contain(Subject(damage.Subject));
        (await served.StatusAsync(Project, $"payments/products/user/{Subject(damage.Subject)}")).Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_canceled_subscription_leaves_its_line_to_the_default_product()
    {
        var (served, damage) = await sample.DamageAsync(17);
        await using var _ = served;

        damage.IsValid.Should().BeTrue();
        (await served.IdsAsync(Project, $"payments/products/user/{Subject(damage.Subject)}"))
            .Should().Contain("user-free").And.NotContain("user-plus");
    }

    [Fact]
    public async Task Many_old_item_changes_make_pages_that_repeat()
    {
        var (served, damage) = await sample.DamageAsync(21);
        await using var _ = served;
        var ids = new List<string>();
        for (var cursor = ""; cursor is not null;)
        {
            var page = await served.JsonAsync(Project, $"internal/payments/transactions?limit=200{cursor}");
            ids.AddRange(page["transactions"]!.AsArray().Select(transaction => transaction!["id"]!.GetValue<string>()));
            cursor = (string?)page["next_cursor"] is { } next ? $"&cursor={Uri.EscapeDataString(next)}" : null;
        }

        damage.IsValid.Should().BeTrue();
        ids.Distinct().Should().HaveCount(654);
        ids.Should().HaveCountGreaterThan(654);
    }

    [Fact]
    public async Task Two_default_products_in_a_line_fail_payments_of_their_type_of_customer()
    {
        var (served, _) = await sample.DamageAsync(22);
        await using var disposed = served;

        (await served.StatusAsync(Project, $"payments/products/user/{Neighbour}")).Should().Be(HttpStatusCode.InternalServerError);
        (await served.StatusAsync(Project, $"payments/items/user/{Neighbour}/user_credits"))
            .Should().Be(HttpStatusCode.InternalServerError);
        (await served.StatusAsync(Project, "payments/products/custom/org-1")).Should().Be(HttpStatusCode.OK);
        (await served.StatusAsync(Project, "internal/payments/transactions")).Should().Be(HttpStatusCode.OK);
    }

    private static async Task<long> QuantityAsync(ServedDeployment served, string path) =>
        (await served.JsonAsync(Project, path))["quantity"]!.GetValue<long>();

    private static string Subject(string subject) => subject[(subject.IndexOf(':', StringComparison.Ordinal) + 1)..];
}
