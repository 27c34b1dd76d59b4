using System.Text.Json.Nodes;
using IntegrityTests.Tests.EndToEnd.Harness;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Snapshots;

/// <summary>
/// Digests of a deployment with personal data and secrets, saved once; then a comparison with the same deployment, and comparisons after an
/// e-mail and the balance of a custom customer have changed.
/// </summary>
public sealed class DigestRuns : IDisposable
{
    internal const string Key = "k4n4ry-0f-th3-sn4psh0t-k3y";
    internal const string Email = "c4n4ry@example.com";
    internal const string OtherEmail = "another@example.com";
    internal const int OtherBalance = 12345;

    /// <summary>An id that a project gave to a customer.</summary>
    internal const string Customer = "c4n4ry: Ann, ann@example.com";

    private const string Recorded = "org-42";
    private readonly RecordedDeployments _deployments = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("integrity-digests-").FullName;
    private readonly Lazy<Task<Runs>> _runs;

    public DigestRuns() => _runs = new(RunAsync);

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>The runs, made once.</summary>
    internal Task<Runs> AllAsync() => _runs.Value;

    private async Task<Runs> RunAsync()
    {
        await using var deployment = await _deployments.DeployAsync();
        await ChangeEmailAsync(deployment, Email);
        deployment.Answers.ChangeConfig(Granting.Id, config => config["emails"] = new JsonObject { ["password"] = "c4n4ry-s3cr3t" });
        await NameCustomerAsync(deployment);
        var verification = deployment.Verification(Granting.Id, Paying.Id) with { Filter = SuiteCommand.ReadsOfApi };
        var comparing = verification.Comparing(_folder).With("INTEGRITY_SNAPSHOT_KEY", Key);

        var saved = await ThenAsync(
            verification.Saving(_folder).With("INTEGRITY_SNAPSHOT_CONTENT", "digest").With("INTEGRITY_SNAPSHOT_KEY", Key));
        var unchanged = await ThenAsync(comparing);
        await ChangeEmailAsync(deployment, OtherEmail);
        deployment.Answers.Change(Paying.Id, Balance(Customer), body => body["quantity"] = OtherBalance);
        return new(
            saved,
            unchanged,
            await ThenAsync(comparing),
            await ThenAsync(comparing.With("INTEGRITY_PERSONAL_DATA", "show")),
            await ThenAsync(verification.Comparing(_folder)));
    }

    private async Task<Then> ThenAsync(SuiteCommand command) =>
        new(await command.RunAsync(), [.. SnapshotCommands.Contents(_folder).Values]);

    private static async Task ChangeEmailAsync(RecordedDeployment deployment, string email)
    {
        await deployment.DamageAsync($"""UPDATE "ContactChannel" SET value = '{email}' WHERE "projectUserId" = '{Granting.PlainUser}'""");
        deployment.Answers.ChangeUser(Granting.Id, Granting.PlainUser, user => user["primary_email"] = email);
    }

    private static async Task NameCustomerAsync(RecordedDeployment deployment)
    {
        foreach (var table in (string[])["ItemQuantityChange", "OneTimePurchase", "Subscription"])
        {
            await deployment.DamageAsync($"""
                UPDATE "{table}" SET "customerId" = '{Customer}' WHERE "customerId" = '{Recorded}' AND "tenancyId" = '{Paying.Tenancy}'
                """);
        }

        var answers = deployment.Answers;
        answers.Replace(Paying.Id, Balance(Customer), answers.Find(Paying.Id, Balance(Recorded))!);
        answers.Replace(Paying.Id, Products(Customer), answers.Find(Paying.Id, Products(Recorded))!);
        answers.Change(Paying.Id, Paying.Transactions, body => body["transactions"] =
            JsonNode.Parse(body["transactions"]!.ToJsonString().Replace(Recorded, Customer, StringComparison.Ordinal)));
    }

    private static string Balance(string customer) => $"/api/v1/payments/items/custom/{Uri.EscapeDataString(customer)}/quota";

    private static string Products(string customer) => $"/api/v1/payments/products/custom/{Uri.EscapeDataString(customer)}?limit=100";

    /// <summary>A run, and what the files of the snapshot held then.</summary>
    internal sealed record Then(SuiteResult Run, IReadOnlyList<string> Files);

    /// <summary>The runs in their order.</summary>
    /// <param name="Saved">Saved the digests.</param>
    /// <param name="Unchanged">Compared the same deployment with them.</param>
    /// <param name="Changed">Compared the changed deployment.</param>
    /// <param name="Shown">The same, and personal data was to be shown.</param>
    /// <param name="WithoutKey">The same without the key.</param>
    internal sealed record Runs(Then Saved, Then Unchanged, Then Changed, Then Shown, Then WithoutKey);
}
