using FluentAssertions;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Damages;

/// <summary>A deployment that changes while it is looked at.</summary>
[Collection(RecordedCollection.Name)]
public sealed class ChangingDeploymentTests(RecordedDeployments deployments)
{
    [Fact]
    public async Task A_balance_that_changes_while_it_is_asked_for_is_no_finding()
    {
        await using var deployment = await deployments.DeployAsync();
        var changes = 0;
        deployment.Api.Intercept = async context =>
        {
            if (context.Request.Path == Paying.Credits(Paying.Spender) && Interlocked.Increment(ref changes) == 1)
            {
                await deployment.DamageAsync($"""
                    INSERT INTO "ItemQuantityChange" (id, "tenancyId", "customerId", "customerType", "itemId", quantity, "createdAt")
                    VALUES (gen_random_uuid(), '{Paying.Tenancy}', '{Paying.Spender}', 'USER', 'credits', 5, '2026-11-22 08:00:00')
                    """);
                deployment.Answers.Change(Paying.Id, Paying.Credits(Paying.Spender), body => body["quantity"] = (int)body["quantity"]! + 5);
            }

            return false;
        };

        var run = await (deployment.Verification(Paying.Id) with { Filter = "Check=PAY002" }).RunAsync();

        run.Should().BeGreen();
        run.Should().FindExactly();
        run.Should().Say("differed when first read, but agreed when read again");
        changes.Should().Be(2, "a customer is asked for again only where it differs");
    }
}
