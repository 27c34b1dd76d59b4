using FluentAssertions;
using IntegrityTests.Connections;
using IntegrityTests.Tests.EndToEnd.Harness;
using IntegrityTests.Tests.EndToEnd.Recorded.Snapshots;
using IntegrityTests.Tests.Running.Support;
using Npgsql;
using SampleDeployment;
using Xunit;
using StandIn = SampleDeployment.Deployment;

namespace IntegrityTests.Tests.EndToEnd.Sample;

/// <summary>The committed snapshot of the sample deployment: what changes in its database is found at exactly its rows.</summary>
public sealed class SampleSnapshotTests : IDisposable
{
    private const string ProjectWithCustomers = "000c0ee0-88f9-4a98-b0f0-793673947ef4";
    private static readonly string Folder = Path.Combine(Checkout.Folder, "snapshots", "sample");

    // Comparing writes beside what it compares with.
    private readonly TemporaryFolder _copy = new();

    public void Dispose() => _copy.Dispose();

    [Fact]
    public async Task The_sample_is_as_it_was_saved_and_one_changed_column_is_found_at_its_row()
    {
        await using var deployment = await StandIn.StartAsync(CommandLine.Parse([]), CancellationToken.None);
        // The first user by id of those that the snapshot holds.
        var file = Directory.EnumerateFiles(Folder, "UserReadsAsStored.*.verified.jsonl", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First();
        var user = IntegrityTests.Snapshots.Files.SavedLine.Read(System.Text.Encoding.UTF8.GetBytes(File.ReadLines(file).ElementAt(1))).Subject["user:".Length..];
        var project = Path.GetFileName(Path.GetDirectoryName(file)!);
        var command = Comparing(deployment);

        (await command.RunAsync()).Should().BeGreen();

        await ChangeRowAsync(deployment, $"""UPDATE "ProjectUser" SET "displayName" = 'Another' WHERE "projectUserId" = '{user}'""");
        var run = await command.With("INTEGRITY_PROJECTS", project).RunAsync();

        run.Should().BeRed();
        run.Differences().Should().Equal(("SNP001", $"user:{user}", "$.display_name"));
        run.Should().FindExactly(("SNP001", project, $"user:{user}"));
    }

    [Fact]
    public async Task An_inserted_transaction_is_one_finding_and_what_it_grants_to_a_customer_behind_the_users_left_out_another()
    {
        const string Change = "00000000-0000-4000-8000-000000000001";
        await using var deployment = await StandIn.StartAsync(CommandLine.Parse([]), CancellationToken.None);
        await ChangeRowAsync(deployment, $"""
            INSERT INTO "ItemQuantityChange" (id, "tenancyId", "customerId", "itemId", quantity, "createdAt", "customerType")
            SELECT '{Change}', id, 'org-9', 'custom_minutes', 1000, '2026-06-01', 'CUSTOM' FROM "Tenancy" WHERE "projectId" = '{ProjectWithCustomers}'
            """);

        var run = await Comparing(deployment).With("INTEGRITY_PROJECTS", ProjectWithCustomers).RunAsync();

        run.Should().BeRed();
        run.Differences().Should().BeEquivalentTo([("SNP001", $"transaction:{Change}", ""), ("SNP001", "custom:org-9", "$.quantity")], run.Console);
        run.Should().FindExactly(("SNP001", ProjectWithCustomers, $"transaction:{Change}"), ("SNP001", ProjectWithCustomers, "custom:org-9"));
    }

    private SuiteCommand Comparing(StandIn deployment) =>
        new SuiteCommand { Variables = deployment.Variables.ToDictionary(variable => variable.Name, variable => variable.Value) }
            .Comparing(CopyOf(Folder))
            .With("INTEGRITY_MAX_USERS_PER_PROJECT", "25");

    private static async Task ChangeRowAsync(StandIn deployment, string sql)
    {
        var uri = deployment.Variables.Single(variable => variable.Name == "INTEGRITY_DATABASE").Value;
        await using var connection = new NpgsqlConnection(ConnectionString.Read(uri).ConnectionString);
        await connection.OpenAsync();
#pragma warning disable CA2100 // The tests' own statements.
        await using var change = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        (await change.ExecuteNonQueryAsync()).Should().Be(1);
    }

    private string CopyOf(string folder)
    {
        var copy = _copy.File("snapshot");
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy, Path.GetRelativePath(folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return copy;
    }
}
