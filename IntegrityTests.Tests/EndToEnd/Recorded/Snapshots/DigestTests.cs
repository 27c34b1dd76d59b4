using System.Text.Json.Nodes;
using FluentAssertions;
using IntegrityTests.Tests.EndToEnd.Harness;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Snapshots;

/// <summary>Digests hold no personal data and no secret, and still tell which row differs.</summary>
public sealed class DigestTests(SavedDeployments deployments) : IClassFixture<SavedDeployments>
{
    private const string Key = "k4n4ry-0f-th3-sn4psh0t-k3y";
    private const string Email = "c4n4ry@example.com";
    private const string Secret = "c4n4ry-s3cr3t";

    [FactRequiringFacts]
    public async Task A_digest_holds_no_personal_data_and_tells_the_row()
    {
        var folder = deployments.NewFolder();
        await using var deployment = await deployments.DeployAsync();
        await deployment.DamageAsync($"""UPDATE "ContactChannel" SET value = '{Email}' WHERE "projectUserId" = '{Granting.PlainUser}'""");
        deployment.Answers.ChangeUser(Granting.Id, Granting.PlainUser, user => user["primary_email"] = Email);
        deployment.Answers.ChangeConfig(Granting.Id, config => config["emails"] = new JsonObject { ["password"] = Secret });
        var saving = deployment.Verification(Granting.Id).Saving(folder).With("INTEGRITY_SNAPSHOT_CONTENT", "digest").With("INTEGRITY_SNAPSHOT_KEY", Key);

        (await saving.RunAsync()).Should().BeGreen();
        SnapshotCommands.Contents(folder).Values.Should().NotContain(text =>
            text.Contains('@') || text.Contains("c4n4ry") || text.Contains(Key) || text.Contains("\"body\"") || text.Contains("k4n4ry"));

        deployment.Answers.ChangeUser(Granting.Id, Granting.PlainUser, user => user["primary_email"] = "another@example.com");
        await deployment.DamageAsync($"""UPDATE "ContactChannel" SET value = 'another@example.com' WHERE "projectUserId" = '{Granting.PlainUser}'""");
        var comparing = deployment.Verification(Granting.Id).Comparing(folder);
        var run = await comparing.With("INTEGRITY_SNAPSHOT_KEY", Key).RunAsync();

        run.Differences().Should().NotBeEmpty().And.OnlyContain(found => found.Code == "SNP001" && found.Subject == $"user:{Granting.PlainUser}");
        SnapshotCommands.Contents(folder).Values.Should().NotContain(text => text.Contains('@') || text.Contains("\"body\""));
        run.Findings.Text.Should().NotContain(Key).And.NotContain("another@").And.Contain("only its digest was saved").And.Contain("<hidden string of 19 characters");

        (await comparing.With("INTEGRITY_SNAPSHOT_KEY", Key).With("INTEGRITY_PERSONAL_DATA", "show").RunAsync()).Findings.Text.Should().Contain("another@example.com");
        SnapshotCommands.Contents(folder).Values.Should().NotContain(text => text.Contains('@') || text.Contains("shown"));

        var without = await comparing.RunAsync();
        without.Should().BeRed();
        without.Should().Say("was saved with a key, and INTEGRITY_SNAPSHOT_KEY is not set");
    }

    [FactRequiringFacts]
    public async Task A_digest_holds_nothing_of_the_id_that_a_project_gave_to_a_customer()
    {
        const string Recorded = "org-42";
        const string Customer = "c4n4ry: Ann, ann@example.com";
        static string Balance(string customer) => $"/api/v1/payments/items/custom/{Uri.EscapeDataString(customer)}/quota";
        static string Products(string customer) => $"/api/v1/payments/products/custom/{Uri.EscapeDataString(customer)}?limit=100";
        var folder = deployments.NewFolder();
        await using var deployment = await deployments.DeployAsync();
        foreach (var table in (string[])["ItemQuantityChange", "OneTimePurchase", "Subscription"])
            await deployment.DamageAsync($"""UPDATE "{table}" SET "customerId" = '{Customer}' WHERE "customerId" = '{Recorded}' AND "tenancyId" = '{Paying.Tenancy}'""");
        deployment.Answers.Replace(Paying.Id, Balance(Customer), deployment.Answers.Find(Paying.Id, Balance(Recorded))!);
        deployment.Answers.Replace(Paying.Id, Products(Customer), deployment.Answers.Find(Paying.Id, Products(Recorded))!);
        deployment.Answers.Change(Paying.Id, Paying.Transactions, body =>
            body["transactions"] = JsonNode.Parse(body["transactions"]!.ToJsonString().Replace(Recorded, Customer, StringComparison.Ordinal)));
        var command = deployment.Verification(Paying.Id).With("INTEGRITY_SNAPSHOT_KEY", Key);

        (await command.Saving(folder).With("INTEGRITY_SNAPSHOT_CONTENT", "digest").RunAsync()).Should().BeGreen();
        SnapshotCommands.Contents(folder).Values.Should().NotContain(text => text.Contains('@') || text.Contains("c4n4ry") || text.Contains("ann%40"));
        SnapshotCommands.Contents(folder).Values.Should().Contain(text => text.Contains("/api/v1/payments/products/custom/~"));
        (await command.Comparing(folder).RunAsync()).Should().BeGreen();

        deployment.Answers.Change(Paying.Id, Balance(Customer), body => body["quantity"] = 12345);
        var run = await command.Comparing(folder).RunAsync();

        run.Differences().Should().ContainSingle().Which.Subject.Should().StartWith("custom:~");
        run.Findings.Text.Should().Contain("12345");
        SnapshotCommands.Contents(folder).Values.Should().NotContain(text => text.Contains('@') || text.Contains("c4n4ry") || text.Contains("12345"));
    }

    [FactRequiringFacts]
    public async Task A_full_snapshot_holds_no_secret_and_finds_a_changed_one_by_its_hash()
    {
        var folder = deployments.NewFolder();
        await using var deployment = await deployments.DeployAsync();
        deployment.Answers.ChangeConfig(Granting.Id, config => config["emails"] = new JsonObject { ["password"] = Secret });
        var command = deployment.Verification(Granting.Id).With("INTEGRITY_SNAPSHOT_KEY", Key);

        (await command.Saving(folder).RunAsync()).Should().BeGreen();
        SnapshotCommands.Contents(folder).Values.Should().NotContain(text => text.Contains(Secret) || text.Contains(Key));
        SnapshotCommands.Contents(folder).Values.Should().Contain(text => text.Contains("<secret #"));

        deployment.Answers.ChangeConfig(Granting.Id, config => config["emails"] = new JsonObject { ["password"] = "c4n4ry-another" });
        var run = await command.Comparing(folder).RunAsync();

        run.Differences().Should().Equal(("SNP001", $"project:{Granting.Id}", "$.config_string.emails.password"));
        run.Findings.Text.Should().NotContain("c4n4ry");
    }
}
