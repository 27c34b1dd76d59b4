using System.Diagnostics;
using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Tests.EndToEnd.Harness;
using IntegrityTests.Tests.EndToEnd.Recorded;
using Npgsql;
using SampleDeployment.Postgres;
using Xunit;

namespace IntegrityTests.Tests.Snapshots.Tables;

/// <summary>Recorded rows in other places: what a copy or a migration does to them is no changed row.</summary>
public sealed class CopiedTablesTests : IDisposable
{
    private SavedTables Saved { get; } = new();

    public void Dispose() => Saved.Dispose();

    [Fact]
    public async Task A_dump_that_is_restored_with_another_collation_and_time_zone_does_not_differ()
    {
        var original = await TestCluster.CopyAsync(await RecordedTables.TemplateOf(Recording.Newer));
        var saving = await Saved.SaveAsync(await TestCluster.ConnectionStringAsync(original));
        var dump = Path.Combine(Saved.Folder, "dump");
        await RunAsync("pg_dump", "--format=custom", $"--file={dump}", await TestCluster.UriAsync(original));
        await using (var connection = await TestCluster.OpenAsync(original))
        {
            string[] statements =
            [
                """
                CREATE DATABASE restored TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'sv' LC_COLLATE 'C' LC_CTYPE 'C'
                """,
                "ALTER DATABASE restored SET TimeZone = 'Asia/Kathmandu'",
            ];
            foreach (var sql in statements)
            {
#pragma warning disable CA2100 // The tests' own statements.
                await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
                await command.ExecuteNonQueryAsync();
            }
        }

        await RunAsync("pg_restore", $"--dbname={await TestCluster.UriAsync("restored")}", dump);

        var comparing = await Saved.CompareAsync(await TestCluster.ConnectionStringAsync("restored"));

        comparing.Texts.Should().BeEmpty();
        comparing.Rows.Should().Be(saving.Rows);
    }

    [Fact]
    public async Task Rows_of_the_reference_version_in_the_tables_of_the_newer_one_are_the_same_rows()
    {
        var before = await TestCluster.CopyAsync(await RecordedTables.TemplateOf(Recording.Reference));
        await Saved.SaveAsync(await TestCluster.ConnectionStringAsync(before));
        var after = await TestCluster.CreateAsync("after", async connection =>
        {
            var catalogue = RecordedCatalogue.Of(Recording.Newer);
            await catalogue!.CreateTablesAsync(connection);
            foreach (var file in Recording.Reference.Tables) await RecordedTables.CopyAsync(connection, file);
            await catalogue.AddConstraintsAsync(connection);
        });

        var comparing = await Saved.CompareAsync(await TestCluster.ConnectionStringAsync(after));

        comparing.Findings.Where(finding => finding.Code == "TBL001").Select(finding => finding.Message).Should().BeEmpty();
        comparing.Findings.Where(finding => finding.Subject.StartsWith("column:")).Should().NotBeEmpty()
            .And.OnlyContain(finding => finding.Severity == Severity.Info
                // The recorded schema has no precision of times.
                && (finding.Message.StartsWith("is new, of type ")
                    || finding.Message.StartsWith("is of type timestamp without time zone now")))
            .And.OnlyHaveUniqueItems(finding => finding.Subject);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        var server = new FileInfo(ServerBinaries.Find()!.Program("initdb"));
        // A link may lead from a folder of programs to where the server's own are.
        var folder = ((server.ResolveLinkTarget(returnFinalTarget: true) ?? server) as FileInfo)!.DirectoryName!;
        var start = new ProcessStartInfo(Path.Combine(folder, program), arguments) { RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.Should().Be(0, errors);
    }
}
