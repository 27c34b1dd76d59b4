using System.Text.Json.Nodes;
using FluentAssertions;
using IntegrityTests.Tests.EndToEnd.Harness;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Damages;

/// <summary>Damages 13 to 16 and the controls 17 and 21 of stack-auth/script.md, and a balance and an amount that are wrong.</summary>
public sealed class PaymentsDamageTests(RecordedDeployments deployments) : IClassFixture<RecordedDeployments>
{
    [FactRequiringFacts]
    public async Task Damages_13_14_and_16_a_wrong_balance_and_a_missing_product_are_found_and_all_others_are_verified()
    {
        await using var deployment = await deployments.DeployAsync();
        var list = Transactions(deployment);
        deployment.Api.Intercept = list.TryAnswerAsync;
        // 13: an item change is of the wrong customer type.
        await deployment.DamageAsync($"""UPDATE "ItemQuantityChange" SET "customerType" = 'TEAM' WHERE id = '{Six.ItemChange}'""");
        list[Guid.Parse(Six.ItemChange)]["entries"]![0]!["customer_type"] = "team";
        // 16: a subscription is of nobody.
        var id = Guid.NewGuid().ToString();
        await deployment.DamageAsync(Copied(id, Eleven.Nobody));
        list.All.Add(Copied(list, id, Eleven.Nobody));
        // 14: a subscription is to a product that never was.
        await deployment.DamageAsync($"""UPDATE "Subscription" SET "productId" = 'ghost' WHERE id = '{Six.Subscription}'""");
        list[Guid.Parse(Six.Subscription)]["entries"]![0]!["product_id"] = "ghost";
        deployment.Answers.Change(Six.Id, Six.Products(Six.Subscriber), body => body.Items()[0]!["id"] = "ghost");
        deployment.Answers.Change(Six.Id, Six.Credits(Six.Spender), body => body["quantity"] = (int)body["quantity"]! - 1);
        deployment.Answers.Change(Six.Id, Six.Products(Six.FreeUser), body => body.Items().RemoveAt(0));

        var run = await deployment.VerifyAsync(Six.Id);

        run.Should().BeRed();
        run.Should().FindExactly(
            ("PAY005", Six.Id, $"team:{Six.Spender}"),
            ("DBI051", Six.Id, $"item-change:{Six.ItemChange}"),
            ("PAY005", Six.Id, $"user:{Six.Subscriber}"),
            ("PAY005", Six.Id, $"user:{Eleven.Nobody}"),
            ("DBI049", Six.Id, $"subscription:{id}"),
            ("PAY002", Six.Id, $"user:{Six.Spender}"),
            ("PAY003", Six.Id, $"user:{Six.FreeUser}"));
        run.Should().Say($"item change {Six.ItemChange} of item credits", "which is for user customers");
        run.Should().Say($"subscription {Six.Subscription} of product ghost, which is not configured");
        run.Should().Say($"has subscription {id}, but does not exist");
        run.Should().HaveVerified("PAY002", rows: Six.Customers - 1, failed: 1);
    }

    [FactRequiringFacts]
    public async Task Damage_15_a_snapshot_that_is_no_product_is_found_and_the_other_transactions_are_verified()
    {
        await using var deployment = await deployments.DeployAsync();
        await deployment.DamageAsync("UPDATE \"Subscription\" SET product = '{}' WHERE id = '" + Six.Subscription + "'");
        deployment.Answers.Replace(Six.Id, Six.Products(Six.Subscriber), Answer.Crash);
        deployment.Answers.Change(Six.Id, Six.Credits(Six.Subscriber), body => body["quantity"] = 10);
        var list = Transactions(deployment);
        list.Broken.Add(Six.Subscription);
        list[Guid.Parse(Six.ItemChange)]["entries"]![0]!["quantity"] = -21;
        deployment.Api.Intercept = list.TryAnswerAsync;

        var run = await deployment.VerifyAsync(Six.Id);

        run.Should().BeRed();
        run.Should().FindExactly(
            ("PAY001", Six.Id, $"transaction:{Six.Subscription}"),
            ("PAY001", Six.Id, $"transaction:{Six.ItemChange}"),
            ("PAY003", Six.Id, $"user:{Six.Subscriber}"),
            ("PAY005", Six.Id, $"user:{Six.Subscriber}"),
            ("DBI053", Six.Id, $"subscription:{Six.Subscription}"));
    }

    [FactRequiringFacts]
    public async Task Control_17_a_canceled_subscription_and_control_21_two_pages_with_a_repeating_cursor_are_sound()
    {
        await using var deployment = await deployments.DeployAsync();
        // 17: the line of the subscription has a default product.
        await deployment.DamageAsync($"""UPDATE "Subscription" SET status = 'canceled' WHERE id = '{Six.Subscription}'""");
        var free = deployment.Answers.Find(Six.Id, Six.Products(Six.FreeUser))!;
        deployment.Answers.Replace(Six.Id, Six.Products(Six.Subscriber), free);
        deployment.Answers.Change(Six.Id, Six.Credits(Six.Subscriber), body => body["quantity"] = (int)body["quantity"]! + 10);
        // 21: 450 item changes.
        var list = Transactions(deployment);
        list.All.AddRange(ListedTransactions.Of(450, 0).All);
        await deployment.DamageAsync($"""
            INSERT INTO "ItemQuantityChange" (id, "tenancyId", "customerId", "customerType", "itemId", quantity, "createdAt")
            SELECT (lpad(to_hex(n), 8, '0') || '-0000-4000-8000-000000000000')::uuid, '{Six.Tenancy}', '{Six.Spender}', 'USER', 'removed', n,
                timestamp '2025-01-01' + n * interval '1 second'
            FROM generate_series(1, 450) n
            """);
        foreach (var change in list.All.Take(^450..))
        {
            change["entries"]![0]!["customer_id"] = Six.Spender;
            change["entries"]![0]!["item_id"] = "removed";
        }

        deployment.Api.Intercept = list.TryAnswerAsync;

        var run = await deployment.VerifyAsync(Six.Id);

        run.Should().BeGreen();
        run.Should().FindExactly();
        list.Asked.Should().Be(3);
    }

    [FactRequiringFacts]
    public async Task A_balance_that_changes_while_it_is_asked_for_is_no_finding()
    {
        await using var deployment = await deployments.DeployAsync();
        var changes = 0;
        deployment.Api.Intercept = async context =>
        {
            if (context.Request.Path == Six.Credits(Six.Spender) && Interlocked.Increment(ref changes) == 1)
            {
                await deployment.DamageAsync($"""
                    INSERT INTO "ItemQuantityChange" (id, "tenancyId", "customerId", "customerType", "itemId", quantity, "createdAt")
                    VALUES (gen_random_uuid(), '{Six.Tenancy}', '{Six.Spender}', 'USER', 'credits', 5, '2026-11-22 08:00:00')
                    """);
                deployment.Answers.Change(Six.Id, Six.Credits(Six.Spender), body => body["quantity"] = (int)body["quantity"]! + 5);
            }

            return false;
        };

        var run = await (deployment.Verification(Six.Id) with { Filter = "Check=PAY002" }).RunAsync();

        run.Should().BeGreen();
        run.Should().FindExactly();
        run.Should().Say("differed at first and agreed when read again");
        changes.Should().Be(2, "a customer is asked for again only where it differs");
    }

    [FactRequiringFacts]
    public async Task A_malformed_config_of_payments_is_reported_and_nothing_crashes()
    {
        await using var deployment = await deployments.DeployAsync();
        deployment.Answers.ChangeConfig(Six.Id, config =>
        {
            var payments = config["payments"]!;
            payments["items"]!["broken"] = 7;
            payments["productLines"] = "none";
            payments["products"]!["bulk"]!["prices"]!["once"]!["USD"] = "500.001";
            payments["products"]!["free"]!["includedItems"]!["credits"]!["repeat"] = new JsonArray(0, "day");
        });

        var run = await (deployment.Verification(Six.Id) with { Filter = "Check=PAY004" }).RunAsync();

        run.Should().BeRed();
        run.Findings.Findings.Where(finding => finding.Severity == "error").Select(finding => finding.Message).Should().BeEquivalentTo(
            "payments.items.broken has a customerType other than user, team or custom",
            "payments.productLines is not an object",
            "payments.products.bulk has the price once, whose amount in USD has 3 decimals, but USD has 2",
            "payments.products.free includes the item credits, whose repeat does not count a whole number of at least 1");
    }

    private static FakeTransactions Transactions(RecordedDeployment deployment) =>
        new(deployment.Answers.Find(Six.Id, Six.Transactions)!.Body!["transactions"]!.AsArray().Select(item => item!.DeepClone().AsObject()));

    private static string Copied(string id, string customer) => $"""
        INSERT INTO "Subscription" (id, "tenancyId", "customerId", "customerType", product, status, "currentPeriodEnd", "currentPeriodStart",
            "cancelAtPeriodEnd", "createdAt", "updatedAt", "creationSource", quantity, "productId", "priceId")
        SELECT '{id}', "tenancyId", '{customer}', "customerType", product, status, "currentPeriodEnd", "currentPeriodStart",
            "cancelAtPeriodEnd", "createdAt", "updatedAt", "creationSource", quantity, "productId", "priceId"
        FROM "Subscription" WHERE id = '{Six.Subscription}'
        """;

    private static JsonObject Copied(FakeTransactions list, string id, string customer)
    {
        var copy = list[Guid.Parse(Six.Subscription)].DeepClone().AsObject();
        copy["id"] = id;
        copy["entries"]![0]!["subscription_id"] = id;
        copy["entries"]![0]!["customer_id"] = customer;
        return copy;
    }
}
