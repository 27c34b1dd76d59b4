using System.Text.Json.Nodes;
using FluentAssertions;
using IntegrityTests.Tests.EndToEnd.Recorded.Planted;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Damages;

/// <summary>
/// Damages 13 to 16 and the controls 17 and 21 of docs/platform.md, The damage table, and a balance and an amount that are wrong.
/// </summary>
[Collection(PlantedRunCollection.Name)]
public sealed class PaymentsDamageTests(PlantedRun run)
{
    private const string NewSubscription = "5ca1ab1e-0000-4000-8000-000000000016";
    private static readonly ProjectCopy Project = new(Paying.Id, "damages 13, 14 and 16");
    private static readonly ProjectCopy WrongAnswers = new(Paying.Id, "wrong balance and missing product");
    private static readonly ProjectCopy NoProduct = new(Paying.Id, "damage 15");
    private static readonly ProjectCopy Sound = new(Paying.Id, "controls 17 and 21");
    private static readonly ProjectCopy Malformed = new(Paying.Id, "malformed config");

    internal static readonly Planting Wrong = new([Project], async deployment =>
    {
        var list = Transactions(deployment, Project);
        // 13: an item change is of the wrong customer type.
        await deployment.DamageAsync($"""UPDATE "ItemQuantityChange" SET "customerType" = 'TEAM' {Of(Project, Paying.ItemChange)}""");
        list[Guid.Parse(Paying.ItemChange)]["entries"]![0]!["customer_type"] = "team";
        // 16: a subscription is of nobody.
        await deployment.DamageAsync(Copied(NewSubscription, Granting.Nobody));
        list.All.Add(Copied(list, NewSubscription, Granting.Nobody));
        // 14: a subscription is to a product that never was.
        await deployment.DamageAsync($"""UPDATE "Subscription" SET "productId" = 'ghost' {Of(Project, Paying.Subscription)}""");
        list[Guid.Parse(Paying.Subscription)]["entries"]![0]!["product_id"] = "ghost";
        deployment.Answers.Change(Project.Id, Paying.Products(Paying.Subscriber), body => body.Items()[0]!["id"] = "ghost");
    });

    internal static readonly Planting Answers = new([WrongAnswers], deployment =>
    {
        deployment.Answers.Change(
            WrongAnswers.Id, Paying.Credits(Paying.Spender), body => body["quantity"] = (int)body["quantity"]! - 1);
        deployment.Answers.Change(WrongAnswers.Id, Paying.Products(Paying.FreeUser), body => body.Items().RemoveAt(0));
        return Task.CompletedTask;
    });

    internal static readonly Planting WithoutProduct = new([NoProduct], async deployment =>
    {
        await deployment.DamageAsync("UPDATE \"Subscription\" SET product = '{}' " + Of(NoProduct, Paying.Subscription));
        deployment.Answers.Replace(NoProduct.Id, Paying.Products(Paying.Subscriber), Answer.Crash);
        deployment.Answers.Change(NoProduct.Id, Paying.Credits(Paying.Subscriber), body => body["quantity"] = 10);
        var list = Transactions(deployment, NoProduct);
        list.Broken.Add(Paying.Subscription);
        list[Guid.Parse(Paying.ItemChange)]["entries"]![0]!["quantity"] = -21;
    });

    internal static readonly Planting Controls = new([Sound], async deployment =>
    {
        // 17: the line of the subscription has a default product.
        await deployment.DamageAsync($"""UPDATE "Subscription" SET status = 'canceled' {Of(Sound, Paying.Subscription)}""");
        var free = deployment.Answers.Find(Sound.Id, Paying.Products(Paying.FreeUser))!;
        deployment.Answers.Replace(Sound.Id, Paying.Products(Paying.Subscriber), free);
        deployment.Answers.Change(Sound.Id, Paying.Credits(Paying.Subscriber), body => body["quantity"] = (int)body["quantity"]! + 10);
        // 21: 450 item changes.
        var list = Transactions(deployment, Sound);
        list.All.AddRange(ListedTransactions.Of(450, 0).All);
        await deployment.DamageAsync($"""
            INSERT INTO "ItemQuantityChange" (id, "tenancyId", "customerId", "customerType", "itemId", quantity, "createdAt")
            SELECT (lpad(to_hex(n), 8, '0') || '-0000-4000-8000-000000000000')::uuid, '{Sound.Tenancy}', '{Paying.Spender}', 'USER',
                'removed', n, timestamp '2025-01-01' + n * interval '1 second'
            FROM generate_series(1, 450) n
            """);
        foreach (var change in list.All.Take(^450..))
        {
            change["entries"]![0]!["customer_id"] = Paying.Spender;
            change["entries"]![0]!["item_id"] = "removed";
        }
    });

    internal static readonly Planting MalformedConfig = new([Malformed], deployment =>
    {
        deployment.Answers.ChangeConfig(Malformed.Id, config =>
        {
            var payments = config["payments"]!;
            payments["items"]!["broken"] = 7;
            payments["productLines"] = "none";
            payments["products"]!["bulk"]!["prices"]!["once"]!["USD"] = "500.001";
            payments["products"]!["free"]!["includedItems"]!["credits"]!["repeat"] = new JsonArray(0, "day");
        });
        return Task.CompletedTask;
    });

    [Fact]
    public async Task Damages_13_14_and_16_are_found_at_their_customers_and_rows()
    {
        var project = await run.InAsync(Project);

        project.Should().BeRed();
        project.Should().FindExactly(
            ("PAY005", $"team:{Paying.Spender}"),
            ("DBI051", $"item-change:{Paying.ItemChange}"),
            ("PAY005", $"user:{Paying.Subscriber}"),
            ("DBI049", $"subscription:{NewSubscription}"));
        project.Should().HaveVerified("PAY002", rows: Paying.Customers);
    }

    [Fact]
    public async Task A_wrong_balance_and_a_missing_product_are_found_and_all_others_are_verified()
    {
        var project = await run.InAsync(WrongAnswers);

        project.Should().BeRed();
        project.Should().FindExactly(("PAY002", $"user:{Paying.Spender}"), ("PAY003", $"user:{Paying.FreeUser}"));
        project.Should().HaveVerified("PAY002", rows: Paying.Customers - 1, failed: 1);
    }

    [Fact]
    public async Task Damages_13_14_and_16_are_told_with_what_is_wrong()
    {
        var planted = (await run.VerifiedAsync()).Run;

        planted.Should().Say($"item change {Paying.ItemChange} of item credits", "which is for user customers");
        planted.Should().Say($"subscription {Paying.Subscription} of product ghost, which is not configured");
        planted.Should().Say($"is of user:{Granting.Nobody}, who does not exist");
    }

    [Fact]
    public async Task Damage_15_a_snapshot_that_is_no_product_is_found_and_the_other_transactions_are_verified()
    {
        var project = await run.InAsync(NoProduct);

        project.Should().BeRed();
        project.Should().FindExactly(
            ("PAY001", $"transaction:{Paying.Subscription}"),
            ("PAY001", $"transaction:{Paying.ItemChange}"),
            ("PAY003", $"user:{Paying.Subscriber}"),
            ("PAY005", $"user:{Paying.Subscriber}"),
            ("DBI053", $"subscription:{Paying.Subscription}"));
    }

    [Fact]
    public async Task Control_17_a_canceled_subscription_and_control_21_two_pages_with_a_repeating_cursor_are_sound()
    {
        var project = await run.InAsync(Sound);

        project.Should().BeGreen();
        project.Should().FindExactly();
        (await run.VerifiedAsync()).Deployment.Api.Asked
            .Count(asked => asked.Project == Sound.Id && asked.Path.StartsWith(Paying.TransactionPages, StringComparison.Ordinal))
            .Should().Be(3);
    }

    [Fact]
    public async Task A_malformed_config_of_payments_is_reported_and_nothing_crashes()
    {
        var project = await run.InAsync(Malformed);

        project.Should().BeRed();
        project.NotVerified.Should().BeEmpty();
        project.Findings.Where(finding => finding.Code == "PAY004" && finding.Severity == "error").Select(finding => finding.Message)
            .Should().BeEquivalentTo(
                "payments.items.broken has a customerType other than user, team or custom",
                "payments.productLines is not an object",
                "payments.products.bulk has the price once, whose amount in USD has 3 decimals, but USD has 2",
                "payments.products.free includes the item credits, whose repeat does not count a whole number of at least 1");
    }

    private static string Of(ProjectCopy project, string id) => $"""WHERE "tenancyId" = '{project.Tenancy}' AND id = '{id}'""";

    private static FakeTransactions Transactions(RecordedDeployment deployment, ProjectCopy project)
    {
        var recorded = deployment.Answers.Find(project.Id, Paying.Transactions)!.Body!["transactions"]!.AsArray();
        var list = new FakeTransactions(recorded.Select(item => item!.DeepClone().AsObject()));
        deployment.Intercept(project.Id, list.TryAnswerAsync);
        return list;
    }

    private static string Copied(string id, string customer) => $"""
        INSERT INTO "Subscription" (id, "tenancyId", "customerId", "customerType", product, status, "currentPeriodEnd",
            "currentPeriodStart", "cancelAtPeriodEnd", "createdAt", "updatedAt", "creationSource", quantity, "productId", "priceId")
        SELECT '{id}', "tenancyId", '{customer}', "customerType", product, status, "currentPeriodEnd",
            "currentPeriodStart", "cancelAtPeriodEnd", "createdAt", "updatedAt", "creationSource", quantity, "productId", "priceId"
        FROM "Subscription" {Of(Project, Paying.Subscription)}
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
