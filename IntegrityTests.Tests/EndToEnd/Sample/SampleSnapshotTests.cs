using FluentAssertions;
using IntegrityTests.Connections;
using IntegrityTests.Snapshots.Files;
using IntegrityTests.Tests.EndToEnd.Harness;
using IntegrityTests.Tests.EndToEnd.Recorded.Snapshots;
using Npgsql;
using SampleDeployment.Data.Engine;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Sample;

/// <summary>The committed snapshot of the sample deployment: what changes in its database is found at exactly its rows.</summary>
public sealed class SampleSnapshotTests(SampleSnapshotTests.ComparedRuns compared) : IClassFixture<SampleSnapshotTests.ComparedRuns>
{
    private const string ProjectWithCustomers = "000c0ee0-88f9-4a98-b0f0-793673947ef4";
    private const string Change = "00000000-0000-4000-8000-000000000001";
    private static readonly string Folder = Path.Combine(Checkout.Folder, "snapshots", "sample");
    private static readonly (string Project, string User) First = FirstSaved();

    [Fact]
    public async Task The_sample_is_as_it_was_saved() => (await compared.RunsAsync()).Unchanged.Should().BeGreen();

    [Fact]
    public async Task A_changed_column_is_found_at_its_row()
    {
        var run = (await compared.RunsAsync()).Changed;

        run.Should().BeRed();
        run.Differences(First.Project).Should().Equal(("SNP001", $"user:{First.User}", "$.display_name"));
    }

    [Fact]
    public async Task An_inserted_transaction_is_one_finding_and_what_it_grants_to_a_customer_behind_the_users_left_out_another()
    {
        var run = (await compared.RunsAsync()).Changed;

        run.Differences(ProjectWithCustomers).Should().BeEquivalentTo(
            [("SNP001", $"transaction:{Change}", ""), ("SNP001", "custom:org-8", "$.quantity")], run.Console);
    }

    [Fact]
    public async Task Nothing_else_is_found() => (await compared.RunsAsync()).Changed.Should().FindExactly(
        ("SNP001", First.Project, $"user:{First.User}"),
        ("SNP001", ProjectWithCustomers, $"transaction:{Change}"),
        ("SNP001", ProjectWithCustomers, "custom:org-8"));

    [Fact]
    public async Task Differences_that_were_written_to_the_baseline_are_known_to_the_next_run()
    {
        var runs = await compared.RunsAsync();

        runs.Written.Should().BeGreen();
        runs.Known.Should().BeGreen();
        runs.Known.Findings.OfKind("finding").Should().HaveCount(3).And.OnlyContain(finding => (bool)finding["known"]!);
    }

    /// <summary>The first user by id of those that the snapshot holds.</summary>
    private static (string Project, string User) FirstSaved()
    {
        var files = Directory.EnumerateFiles(Folder, "UserReadsAsStored.*.verified.jsonl", SearchOption.AllDirectories);
        var file = files.Order(StringComparer.Ordinal).First();
        var line = SavedLine.Read(System.Text.Encoding.UTF8.GetBytes(File.ReadLines(file).ElementAt(1)));
        return (Path.GetFileName(Path.GetDirectoryName(file)!), line.Subject["user:".Length..]);
    }

    /// <summary>The sample, compared with its snapshot as it is and after changes.</summary>
    public sealed class ComparedRuns : IAsyncLifetime
    {
        private readonly SampleDeployments _deployments = new();
        // Comparing writes beside what it compares with.
        private readonly string _copy = Directory.CreateTempSubdirectory("integrity-sample-").FullName;
        private readonly Lazy<Task<(SuiteResult, SuiteResult, SuiteResult, SuiteResult)>> _runs;

        public ComparedRuns() => _runs = new(CompareAsync);

        /// <inheritdoc/>
        public Task InitializeAsync() => _deployments.InitializeAsync();

        /// <inheritdoc/>
        public async Task DisposeAsync()
        {
            await _deployments.DisposeAsync();
            Directory.Delete(_copy, recursive: true);
        }

        /// <summary>The runs, made once.</summary>
        internal Task<(SuiteResult Unchanged, SuiteResult Changed, SuiteResult Written, SuiteResult Known)> RunsAsync() => _runs.Value;

        private async Task<(SuiteResult, SuiteResult, SuiteResult, SuiteResult)> CompareAsync()
        {
            var deployment = await _deployments.StartAsync();
            SnapshotCommands.Copy(Folder, _copy);
            var verification = SampleDeployments.Verification(deployment) with { Filter = SuiteCommand.ReadsOfApi };
            var command = verification.Comparing(_copy).With("INTEGRITY_MAX_USERS_PER_PROJECT", "25");

            var unchanged = await command.RunAsync();
            await ChangeRowAsync(command, $"""UPDATE "ProjectUser" SET "displayName" = 'Another' WHERE "projectUserId" = '{First.User}'""");
            await ChangeRowAsync(command, $"""
                INSERT INTO "ItemQuantityChange" (id, "tenancyId", "customerId", "itemId", quantity, "createdAt", "customerType")
                SELECT '{Change}', id, 'org-8', 'custom_minutes', 1000, '2026-06-01', 'CUSTOM'
                FROM "Tenancy" WHERE "projectId" = '{ProjectWithCustomers}'
                """);
            command = command.With("INTEGRITY_PROJECTS", $"{First.Project},{ProjectWithCustomers}");
            var changed = await command.RunAsync();
            command = command.With("INTEGRITY_BASELINE", Path.Combine(_copy, "known.jsonl"));
            var written = await command.With("INTEGRITY_BASELINE_WRITE", "yes").RunAsync();
            return (unchanged, changed, written, await command.RunAsync());
        }

        private static async Task ChangeRowAsync(SuiteCommand command, string sql)
        {
            var database = ConnectionString.Read(command.Variables["INTEGRITY_DATABASE"]).ConnectionString;
            await using var connection = new NpgsqlConnection(database);
            await connection.OpenAsync();
#pragma warning disable CA2100 // The tests' own statements.
            await using var change = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
            (await change.ExecuteNonQueryAsync()).Should().Be(1);
            // As the platform does behind each write.
            await EngineRows.FollowAsync(connection, tenancy: null, CancellationToken.None);
        }
    }
}
