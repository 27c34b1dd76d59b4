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
        await deployment.DamageAsync($"""UPDATE "ItemQuantityChange" SET "customerType" = 'TEAM' WHERE id = '{Paying.ItemChange}'""");
        list[Guid.Parse(Paying.ItemChange)]["entries"]![0]!["customer_type"] = "team";
        // 16: a subscription is of nobody.
        var id = Guid.NewGuid().ToString();
        await deployment.DamageAsync(Copied(id, Granting.Nobody));
        list.All.Add(Copied(list, id, Granting.Nobody));
        // 14: a subscription is to a product that never was.
        await deployment.DamageAsync($"""UPDATE "Subscription" SET "productId" = 'ghost' WHERE id = '{Paying.Subscription}'""");
        list[Guid.Parse(Paying.Subscription)]["entries"]![0]!["product_id"] = "ghost";
        deployment.Answers.Change(Paying.Id, Paying.Products(Paying.Subscriber), body => body.Items()[0]!["id"] = "ghost");
        deployment.Answers.Change(Paying.Id, Paying.Credits(Paying.Spender), body => body["quantity"] = (int)body["quantity"]! - 1);
        deployment.Answers.Change(Paying.Id, Paying.Products(Paying.FreeUser), body => body.Items().RemoveAt(0));

        var run = await deployment.VerifyAsync(Paying.Id);

        run.Should().BeRed();
        run.Should().FindExactly(
            ("PAY005", Paying.Id, $"team:{Paying.Spender}"),
            ("DBI051", Paying.Id, $"item-change:{Paying.ItemChange}"),
            ("PAY005", Paying.Id, $"user:{Paying.Subscriber}"),
            ("PAY005", Paying.Id, $"user:{Granting.Nobody}"),
            ("DBI049", Paying.Id, $"subscription:{id}"),
            ("PAY002", Paying.Id, $"user:{Paying.Spender}"),
            ("PAY003", Paying.Id, $"user:{Paying.FreeUser}"));
        run.Should().Say($"item change {Paying.ItemChange} of item credits", "which is for user customers");
        run.Should().Say($"subscription {Paying.Subscription} of product ghost, which is not configured");
        run.Should().Say($"has subscription {id}, but does not exist");
        run.Should().HaveVerified("PAY002", rows: Paying.Customers - 1, failed: 1);
    }

    [FactRequiringFacts]
    public async Task Damage_15_a_snapshot_that_is_no_product_is_found_and_the_other_transactions_are_verified()
    {
        await using var deployment = await deployments.DeployAsync();
        await deployment.DamageAsync("UPDATE \"Subscription\" SET product = '{}' WHERE id = '" + Paying.Subscription + "'");
        deployment.Answers.Replace(Paying.Id, Paying.Products(Paying.Subscriber), Answer.Crash);
        deployment.Answers.Change(Paying.Id, Paying.Credits(Paying.Subscriber), body => body["quantity"] = 10);
        var list = Transactions(deployment);
        list.Broken.Add(Paying.Subscription);
        list[Guid.Parse(Paying.ItemChange)]["entries"]![0]!["quantity"] = -21;
        deployment.Api.Intercept = list.TryAnswerAsync;

        var run = await deployment.VerifyAsync(Paying.Id);

        run.Should().BeRed();
        run.Should().FindExactly(
            ("PAY001", Paying.Id, $"transaction:{Paying.Subscription}"),
            ("PAY001", Paying.Id, $"transaction:{Paying.ItemChange}"),
            ("PAY003", Paying.Id, $"user:{Paying.Subscriber}"),
            ("PAY005", Paying.Id, $"user:{Paying.Subscriber}"),
            ("DBI053", Paying.Id, $"subscription:{Paying.Subscription}"));
    }

    [FactRequiringFacts]
    public async Task Control_17_a_canceled_subscription_and_control_21_two_pages_with_a_repeating_cursor_are_sound()
    {
        await using var deployment = await deployments.DeployAsync();
        // 17: the line of the subscription has a default product.
        await deployment.DamageAsync($"""UPDATE "Subscription" SET status = 'canceled' WHERE id = '{Paying.Subscription}'""");
        var free = deployment.Answers.Find(Paying.Id, Paying.Products(Paying.FreeUser))!;
        deployment.Answers.Replace(Paying.Id, Paying.Products(Paying.Subscriber), free);
        deployment.Answers.Change(Paying.Id, Paying.Credits(Paying.Subscriber), body => body["quantity"] = (int)body["quantity"]! + 10);
        // 21: 450 item changes.
        var list = Transactions(deployment);
        list.All.AddRange(ListedTransactions.Of(450, 0).All);
        await deployment.DamageAsync($"""
            INSERT INTO "ItemQuantityChange" (id, "tenancyId", "customerId", "customerType", "itemId", quantity, "createdAt")
            SELECT (lpad(to_hex(n), 8, '0') || '-0000-4000-8000-000000000000')::uuid, '{Paying.Tenancy}', '{Paying.Spender}', 'USER', 'removed', n,
                timestamp '2025-01-01' + n * interval '1 second'
            FROM generate_series(1, 450) n
            """);
        foreach (var change in list.All.Take(^450..))
        {
            change["entries"]![0]!["customer_id"] = Paying.Spender;
            change["entries"]![0]!["item_id"] = "removed";
        }

        deployment.Api.Intercept = list.TryAnswerAsync;

        var run = await deployment.VerifyAsync(Paying.Id);

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
        run.Should().Say("differed at first and agreed when read again");
        changes.Should().Be(2, "a customer is asked for again only where it differs");
    }

    [FactRequiringFacts]
    public async Task A_malformed_config_of_payments_is_reported_and_nothing_crashes()
    {
        await using var deployment = await deployments.DeployAsync();
        deployment.Answers.ChangeConfig(Paying.Id, config =>
        {
            var payments = config["payments"]!;
            payments["items"]!["broken"] = 7;
            payments["productLines"] = "none";
            payments["products"]!["bulk"]!["prices"]!["once"]!["USD"] = "500.001";
            payments["products"]!["free"]!["includedItems"]!["credits"]!["repeat"] = new JsonArray(0, "day");
        });

        var run = await (deployment.Verification(Paying.Id) with { Filter = "Check=PAY004" }).RunAsync();

        run.Should().BeRed();
        run.Findings.Findings.Where(finding => finding.Severity == "error").Select(finding => finding.Message).Should().BeEquivalentTo(
            "payments.items.broken has a customerType that is none of user, team and custom",
            "payments.productLines is no object",
            "payments.products.bulk has the price once, whose amount in USD has 3 decimals, but USD has 2",
            "payments.products.free includes the item credits, whose repeat does not count a whole number of at least 1");
    }

    private static FakeTransactions Transactions(RecordedDeployment deployment) =>
        new(deployment.Answers.Find(Paying.Id, Paying.Transactions)!.Body!["transactions"]!.AsArray().Select(item => item!.DeepClone().AsObject()));

    private static string Copied(string id, string customer) => $"""
        INSERT INTO "Subscription" (id, "tenancyId", "customerId", "customerType", product, status, "currentPeriodEnd", "currentPeriodStart",
            "cancelAtPeriodEnd", "createdAt", "updatedAt", "creationSource", quantity, "productId", "priceId")
        SELECT '{id}', "tenancyId", '{customer}', "customerType", product, status, "currentPeriodEnd", "currentPeriodStart",
            "cancelAtPeriodEnd", "createdAt", "updatedAt", "creationSource", quantity, "productId", "priceId"
        FROM "Subscription" WHERE id = '{Paying.Subscription}'
        """;

    private static JsonObject Copied(FakeTransactions list, string id, string customer)
    {
        var copy = list[Guid.Parse(Paying.Subscription)].DeepClone().AsObject();
        copy["id"] = id;
        copy["entries"]![0]!["subscription_id"] = id;
        copy["entries"]![0]!["customer_id"] = customer;
        return copy;
    }
}
