using FluentAssertions;
using IntegrityTests.Checks.Payments;
using IntegrityTests.Checks.Payouts;
using IntegrityTests.Checks.Projects;
using IntegrityTests.Checks.Teams;
using IntegrityTests.Checks.Users;
using IntegrityTests.Tests.SampleDeployment;
using Xunit;

namespace IntegrityTests.Tests.Checks;

/// <summary>
/// A deployment goes on working while it is verified. Nothing is wrong with one whose every answer is what its rows say at that moment, so
/// nothing may be found, whichever of the two witnesses saw a change first.
/// </summary>
public sealed class MovingDeploymentTests(ClusterFixture clusters) : IClassFixture<ClusterFixture>
{
    [Theory]
    [InlineData("moving-user:before")]
    [InlineData("moving-user:after")]
    [InlineData("moving-user:around")]
    public Task A_user_that_changes_while_it_is_read_is_no_finding(string fault) =>
        IsSilentAsync<UserReadsAsStored>(fault, changedMeanwhile: !fault.EndsWith("after", StringComparison.Ordinal));

    [Theory]
    [InlineData("moving-list:before")]
    [InlineData("moving-list:after")]
    [InlineData("moving-list:around")]
    public Task A_user_that_changes_while_it_is_listed_is_no_finding(string fault) => IsSilentAsync<UserListIsComplete>(fault);

    [Theory]
    [InlineData("moving-end:before")]
    [InlineData("moving-end:after")]
    public Task The_last_user_that_is_deleted_while_it_is_listed_is_no_finding(string fault) => IsSilentAsync<UserListIsComplete>(fault);

    [Theory]
    [InlineData("moving-permissions:before")]
    [InlineData("moving-permissions:after")]
    public Task A_grant_that_comes_while_permissions_are_read_is_no_finding(string fault) =>
        IsSilentAsync<UserPermissions>(fault, changedMeanwhile: fault.EndsWith("before", StringComparison.Ordinal));

    [Theory]
    [InlineData("moving-membership:before")]
    [InlineData("moving-membership:after")]
    public Task A_membership_that_comes_while_teams_are_read_is_no_finding(string fault) =>
        IsSilentAsync<UserTeams>(fault, changedMeanwhile: fault.EndsWith("before", StringComparison.Ordinal));

    [Theory]
    [InlineData("moving-team:before")]
    [InlineData("moving-team:after")]
    public async Task A_team_that_changes_while_it_is_read_is_no_finding(string fault)
    {
        await IsSilentAsync<TeamListIsComplete>(fault);
        await IsSilentAsync<TeamPermissions>(fault);
    }

    [Theory]
    [InlineData("moving-balance:before")]
    [InlineData("moving-balance:after")]
    [InlineData("moving-balance:around")]
    [InlineData("moving-balance:before*2")]
    [InlineData("moving-balance:around*2")]
    public Task A_balance_that_changes_while_it_is_asked_for_is_no_finding(string fault) => IsSilentAsync<ItemBalances>(fault);

    [Fact]
    public async Task A_balance_that_changes_each_time_it_is_asked_for_is_said_to_be_not_compared()
    {
        await using var sample = await ServedSample.StartAsync(clusters, "", "moving-balance:around*100");

        var verified = await sample.VerifyAsync<ItemBalances>();

        verified.Findings.Should().BeEmpty();
        verified.Skipped.Should().Contain("a balance against the ledger: its rows changed each time it was asked for");
    }

    [Theory]
    [InlineData("moving-balance:before")]
    [InlineData("moving-transactions:before")]
    [InlineData("moving-transactions:after")]
    public Task Owned_products_that_change_meanwhile_are_no_finding(string fault) => IsSilentAsync<ProductsOwned>(fault);

    [Theory]
    [InlineData("moving-transactions:before")]
    [InlineData("moving-transactions:after")]
    [InlineData("moving-transactions:around")]
    [InlineData("moving-transactions:around*2")]
    public Task Transactions_that_change_while_they_are_listed_are_no_finding(string fault) =>
        IsSilentAsync<TransactionListIsComplete>(fault);

    [Theory]
    [InlineData("moving-stripe:before")]
    [InlineData("moving-stripe:after")]
    [InlineData("moving-stripe:around")]
    [InlineData("moving-stripe:around*3")]
    public Task Money_that_moves_between_the_two_lists_is_no_finding(string fault) => IsSilentAsync<PayoutsMatchStripe>(fault);

    [Fact]
    public async Task Users_teams_and_purchases_that_come_and_go_are_no_finding()
    {
        const string Busy = "moving-deployment:3:60";

        await IsSilentAsync<UserReadsAsStored>(Busy);
        await IsSilentAsync<UserListIsComplete>("moving-deployment:1:60");
        await IsSilentAsync<UserTeams>(Busy);
        await IsSilentAsync<TeamListIsComplete>("moving-deployment:1:60");
        await IsSilentAsync<TeamPermissions>(Busy);
        await IsSilentAsync<ItemBalances>(Busy);
        await IsSilentAsync<ProductsOwned>(Busy);
        await IsSilentAsync<TransactionListIsComplete>("moving-deployment:1:60");
        await IsSilentAsync<PurchasesAreSound>(Busy);
        await IsSilentAsync<ProjectReadsAsStored>("moving-deployment:1:60");
    }

    private async Task IsSilentAsync<TCheck>(string fault, bool changedMeanwhile = false)
    {
        await using var sample = await ServedSample.StartAsync(clusters, "", fault);

        var verified = await sample.VerifyAsync<TCheck>();

        verified.Findings.Should().BeEmpty("{0} under {1} saw only what the rows said", typeof(TCheck).Name, fault);
        verified.NotVerified.Should().BeEmpty();
        verified.Rows.Should().BePositive();
        if (changedMeanwhile) verified.Skipped.Should().Contain(skip => skip.StartsWith("changed meanwhile"));
    }
}
