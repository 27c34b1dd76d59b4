using FluentAssertions;
using IntegrityTests.Options.Connections;
using IntegrityTests.Tests.EndToEnd.Harness;
using IntegrityTests.Tests.EndToEnd.Recorded.Snapshots;
using IntegrityTests.Tests.Running.Support;
using Npgsql;
using SampleDeployment;
using Xunit;
using StandIn = SampleDeployment.Deployment;

namespace IntegrityTests.Tests.EndToEnd.Sample;

/// <summary>The committed snapshot of the sample deployment: one changed column of its database is found at exactly that row.</summary>
public sealed class SampleSnapshotTests : IDisposable
{
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
        var user = IntegrityTests.Snapshots.Format.SavedLine.Read(System.Text.Encoding.UTF8.GetBytes(File.ReadLines(file).ElementAt(1))).Subject["user:".Length..];
        var project = Path.GetFileName(Path.GetDirectoryName(file)!);
        var variables = deployment.Variables.ToDictionary(variable => variable.Name, variable => variable.Value);
        var command = new SuiteCommand { Variables = variables }.Comparing(CopyOf(Folder)).With("INTEGRITY_MAX_USERS_PER_PROJECT", "25");

        (await command.RunAsync()).Should().BeGreen();

        await using (var connection = new NpgsqlConnection(ConnectionString.Read(variables["INTEGRITY_DATABASE"]).ConnectionString))
        {
            await connection.OpenAsync();
            await using var change = new NpgsqlCommand("""UPDATE "ProjectUser" SET "displayName" = 'Another' WHERE "projectUserId" = $1""", connection);
            change.Parameters.Add(new() { Value = Guid.Parse(user) });
            (await change.ExecuteNonQueryAsync()).Should().Be(1);
        }

        var run = await command.With("INTEGRITY_PROJECTS", project).RunAsync();

        run.Should().BeRed();
        run.Differences().Should().Equal(("SNP001", $"user:{user}", "$.display_name"));
        run.Should().FindExactly(("SNP001", project, $"user:{user}"));
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
