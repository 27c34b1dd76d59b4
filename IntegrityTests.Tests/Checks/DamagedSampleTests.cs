using FluentAssertions;
using IntegrityTests.Checks.Database;
using IntegrityTests.Checks.Payments;
using IntegrityTests.Checks.Payouts;
using IntegrityTests.Checks.Projects;
using IntegrityTests.Checks.Teams;
using IntegrityTests.Checks.Users;
using IntegrityTests.Tests.SampleDeployment;
using Xunit;

namespace IntegrityTests.Tests.Checks;

/// <summary>What each check finds in a sample with one damage in its rows or one fault in its answers; without, nothing.</summary>
public sealed class DamagedSampleTests(ClusterFixture clusters) : IClassFixture<ClusterFixture>
{
    private static readonly string Project = ServedSample.Project.Id;
    private static readonly Guid Tenancy = ServedSample.Project.TenancyId;
    private static readonly Guid User = ServedSample.User;

    [Fact]
    public async Task A_healthy_sample_is_verified_by_every_check_without_a_finding()
    {
        await using var sample = await ServedSample.StartAsync(clusters);

        foreach (var verified in new[]
        {
            await sample.VerifyAsync<ProjectReadsAsStored>(), await sample.VerifyAsync<ProjectPermissionDefinitions>(),
            await sample.VerifyAsync<TeamPermissionDefinitions>(), await sample.VerifyAsync<ProjectHasOneTenancy>(),
            await sample.VerifyAsync<UserListIsComplete>(), await sample.VerifyAsync<UserReadsAsStored>(),
            await sample.VerifyAsync<UserPermissions>(), await sample.VerifyAsync<UserTeams>(),
            await sample.VerifyAsync<TeamListIsComplete>(), await sample.VerifyAsync<TeamPermissions>(),
            await sample.VerifyAsync<TransactionListIsComplete>(), await sample.VerifyAsync<ItemBalances>(),
            await sample.VerifyAsync<ProductsOwned>(), await sample.VerifyAsync<PaymentsConfiguredSoundly>(),
            await sample.VerifyAsync<PurchasesAreSound>(), await sample.VerifyAsync<PayoutsMatchStripe>(),
        })
        {
            verified.Findings.Should().BeEmpty();
            verified.NotVerified.Should().BeEmpty();
            verified.Rows.Should().BePositive();
        }
    }

    [Fact]
    public Task A_project_whose_answer_crashes_is_found() => FindsAsync<ProjectReadsAsStored>(
        $"error project:{Project}: should answer 200, but answers 500*", fault: $"error@{Project}/internal/projects/current");

    [Fact]
    public Task A_project_permission_that_contains_an_undefined_one_is_found() => FindsAsync<ProjectPermissionDefinitions>(
        "error permission:editor: contains undefined, which is not defined", Contains("editor", "undefined"));

    [Fact]
    public Task A_project_permission_that_contains_a_team_permission_is_a_warning() => FindsAsync<ProjectPermissionDefinitions>(
        "warning permission:editor: contains billing, which is defined, but not as a project permission",
        Contains("editor", "billing"));

    [Fact]
    public Task A_team_permission_that_contains_an_undefined_one_is_found() => FindsAsync<TeamPermissionDefinitions>(
        "error permission:billing: contains undefined, which is not defined",
        Contains("billing", "undefined"));

    [Fact]
    public Task A_second_tenancy_of_the_default_branch_is_found() => FindsAsync<ProjectHasOneTenancy>(
        $"error project:{Project}: should have one tenancy on branch main without organization",
        $"""
        DROP INDEX IF EXISTS "Tenancy_projectId_branchId_hasNoOrganization_key";
        INSERT INTO "Tenancy" (id, "projectId", "branchId", "hasNoOrganization", "updatedAt")
        VALUES ('{Guid.NewGuid()}', '{Project}', 'main', 'TRUE', now())
        """);

    [Theory]
    [InlineData("", "the default list")]
    [InlineData("&include_restricted=true", "the list with restricted users")]
    [InlineData("&include_anonymous=true", "the list of all users")]
    public Task A_user_that_one_of_the_lists_does_not_have_is_found(string filter, string list) => FindsAsync<UserListIsComplete>(
        $"error user:{User}: is stored, but {list} does not have it", fault: $"user-missing@{Project}/users?limit=1000{filter}");

    [Theory]
    [InlineData("user-changed", "$.display_name*")]
    [InlineData("user-status", "should answer 200, but answers 404*")]
    public Task A_user_that_reads_otherwise_than_stored_is_found(string fault, string message) =>
        FindsAsync<UserReadsAsStored>($"error user:{User}: {message}", fault: fault);

    [Theory]
    [InlineData("grant-extra", "$.items* is a permission that is not stored")]
    [InlineData("grant-missing", "$.items lacks a permission that is stored")]
    public Task A_grant_too_many_and_one_that_is_missing_are_found(string fault, string message) =>
        FindsAsync<UserPermissions>($"error user:{User}: {message}", fault: fault);

    [Fact]
    public Task A_grant_of_an_undefined_permission_is_found() => FindsAsync<UserPermissions>(
        $"error user:{User}: is granted the project permission undefined, which is not defined",
        $"""
        INSERT INTO "ProjectUserDirectPermission" (id, "tenancyId", "projectUserId", "permissionId", "updatedAt")
        VALUES ('{Guid.NewGuid()}', '{Tenancy}', '{User}', 'undefined', now())
        """);

    [Fact]
    public Task Teams_of_a_user_that_crash_are_found() => FindsAsync<UserTeams>(
        $"error user:{User}: should answer 200, but answers 500*", fault: $"error@{Project}/teams?user_id={User}");

    [Fact]
    public Task A_list_of_teams_that_crashes_is_found() =>
        FindsAsync<TeamListIsComplete>($"error project:{Project}: should answer 200, but answers 500*", fault: $"error@{Project}/teams");

    [Fact]
    public Task Permissions_of_a_team_whose_definition_is_gone_are_found() => FindsAsync<TeamPermissions>(
        "error team:*: grants the team permission billing to user:*, which is not defined",
        $$"""UPDATE "EnvironmentConfigOverride" SET config = config #- '{rbac.permissions,billing}' WHERE "projectId" = '{{Project}}'""");

    [Theory]
    [InlineData("transaction-missing", "is stored as *, but the list of transactions does not have it*")]
    [InlineData("transaction-foreign", "is in the list of transactions, but is not stored*")]
    [InlineData("transaction-cent", "$.transactions**net_amount*")]
    public Task A_transaction_that_is_not_as_stored_is_found(string fault, string message) =>
        FindsAsync<TransactionListIsComplete>($"error transaction:*: {message}", fault: fault);

    [Fact]
    public Task A_balance_that_is_off_is_found() =>
        FindsAsync<ItemBalances>($"error user:{User}: has a different balance than the ledger", fault: "balance-off");

    [Fact]
    public Task A_product_that_is_missing_is_found() => FindsAsync<ProductsOwned>("error user:*: should list *", fault: "product-missing");

    [Fact]
    public Task Two_default_products_in_one_line_are_found() => FindsAsync<PaymentsConfiguredSoundly>(
        $"error project:{Project}: product line * has several default products for user customers*",
        $"""
        UPDATE "EnvironmentConfigOverride" SET config = jsonb_set(config, ARRAY['payments.products', 'user-second'],
            config #> ARRAY['payments.products', 'user-free']) WHERE "projectId" = '{Project}'
        """);

    [Fact]
    public Task A_subscription_to_a_product_that_is_not_configured_is_found() => FindsAsync<PurchasesAreSound>(
        "* user:*: has subscription * of product undefined, which is not configured*",
        $"""UPDATE "Subscription" SET "productId" = 'undefined' WHERE "tenancyId" = '{Tenancy}'""");

    [Fact]
    public Task A_cent_that_Stripe_has_too_much_is_found() =>
        FindsAsync<PayoutsMatchStripe>($"error project:{Project}: Stripe's list adds up to *", fault: "stripe-cent");

    [Fact]
    public async Task Answers_that_fail_at_first_are_a_warning_of_the_check_that_asked()
    {
        await using var sample = await ServedSample.StartAsync(clusters, "", $"flaky@{Project}/users/{User}");

        (await sample.VerifyAsync<UserReadsAsStored>()).Findings.Should().ContainSingle()
            .Which.Should().Match($"warning user:{User}: flaky: the first answer was 500*, asked again it was 200");
    }

    [Fact]
    public async Task A_config_that_fails_at_first_is_a_warning_of_the_check_of_configs_whoever_asked_first()
    {
        await using var sample = await ServedSample.StartAsync(clusters, "", $"flaky@{Project}/internal/config");

        (await sample.VerifyAsync<UserPermissions>()).Findings.Should().BeEmpty();

        await using var another = await ServedSample.StartAsync(clusters, "", $"flaky@{Project}/internal/config");
        (await another.VerifyAsync<ProjectHasOneTenancy>()).Findings.Should().ContainSingle()
            .Which.Should().Match($"warning project:{Project}: flaky: *");
    }

    [Fact]
    public async Task A_user_without_a_sign_up_and_text_that_no_client_can_read_are_found()
    {
        await using var sample = await ServedSample.StartAsync(
            clusters,
            $"""
            ALTER TABLE "ProjectUser" DROP CONSTRAINT "ProjectUser_signedUpAt_not_null";
            ALTER TABLE "ProjectUser" ALTER COLUMN "signedUpAt" DROP NOT NULL;
            UPDATE "ProjectUser" SET "signedUpAt" = NULL WHERE "projectUserId" = '{ServedSample.Project.UserId(2)}';
            CREATE CAST (bytea AS text) WITHOUT FUNCTION;
            UPDATE "Team" SET "displayName" = '\x436166e9'::bytea::text WHERE "teamId" = '{ServedSample.Project.TeamId(1)}'
            """,
            "half-character");

        (await sample.VerifyAsync<UserReadsAsStored>()).Findings.Should().Contain(
            found => Matches(found, $"error user:{ServedSample.Project.UserId(2)}: should answer 200, but answers 500*")).And.Contain(
            found => Matches(found, $"error user:{User}: answers text that no client can read: half a character (a lone surrogate) in *"));
        (await sample.VerifyAsync<UserListIsComplete>()).Findings.Should().Contain(
            found => Matches(found, $"error user:{ServedSample.Project.UserId(2)}: the list of all users ends too early*"));
        (await sample.VerifyAsync<TextsAreReadable>()).Findings.Should().Equal(
            $"error team:{ServedSample.Project.TeamId(1)}: holds bytes that are not UTF-8 in \"Team\".\"displayName\", as text of another "
            + "encoding does: the platform cannot read the row");
    }

    private static string Contains(string permission, string contained) => $$"""
        UPDATE "EnvironmentConfigOverride"
        SET config = jsonb_set(config, '{rbac.permissions,{{permission}},containedPermissionIds,{{contained}}}', 'true')
        WHERE "projectId" = '{{Project}}'
        """;

    private async Task FindsAsync<TCheck>(string finding, string damage = "", string? fault = null)
    {
        await using var sample = await ServedSample.StartAsync(clusters, damage, fault is null ? [] : [fault]);

        var verified = await sample.VerifyAsync<TCheck>();

        verified.Findings.Should().Contain(
            found => Matches(found, finding), "that is what is wrong; found was: {0}", string.Join('\n', verified.Findings));
    }

    private static bool Matches(string text, string pattern) => System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, text);
}
