using System.Text.RegularExpressions;
using FluentAssertions;
using IntegrityTests.Checks.Database;
using IntegrityTests.Checks.Tables;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Options;
using IntegrityTests.Running;
using IntegrityTests.Snapshots.Files;
using IntegrityTests.Snapshots.Tables;
using IntegrityTests.Tests.Fakes;

namespace IntegrityTests.Tests.Snapshots.Tables;

/// <summary>A folder that the tables of databases are saved to, and compared with, by the checks themselves.</summary>
internal sealed partial class SavedTables : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("integrity-tables-").FullName;

    public IntegrityOptions Options { get; set; } = new() { SnapshotTables = new TableChoice([], IsNone: false) };

    public IReadOnlyList<string>? Projects { get; set; }

    /// <summary>The files of tables, by name.</summary>
    public IReadOnlyDictionary<string, byte[]> Files =>
        Directory.EnumerateFiles(Path.Combine(Folder, "_tables"), "*.bin").ToDictionary(file => Path.GetFileName(file), File.ReadAllBytes);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>Saves the tables of a database.</summary>
    public async Task<Outcome> SaveAsync(string connectionString)
    {
        using var folder = SnapshotFolder.Open(Folder, saves: true);
        var outcome = await RunAsync(connectionString, folder, SnapshotMode.Save, tables =>
        {
            tables.Complete();
            return Task.CompletedTask;
        });
        new SavedSet(new SnapshotHeader { Target = "test", Scope = new SavedScope() }, [], LeavesProjectsOut: false).Write(folder.Work);
        folder.Commit();
        return outcome;
    }

    /// <summary>Compares the tables of a database with what was saved.</summary>
    public async Task<Outcome> CompareAsync(string connectionString)
    {
        using var folder = SnapshotFolder.Open(Folder, saves: false);
        return await RunAsync(connectionString, folder, SnapshotMode.Verify, _ => Task.CompletedTask);
    }

    private async Task<Outcome> RunAsync(
        string connectionString, SnapshotFolder folder, SnapshotMode mode, Func<TableSnapshot, Task> ended)
    {
        await using var database = await ReplicaDatabase.OpenAsync(connectionString, default);
        await using var tables = await TableSnapshot.OpenAsync(
            Options with { Snapshots = mode }, folder, database, Projects, "Rows.Are", default);
        tables.WhyNot.Should().BeNull();
        using var turns = new InvariantTurns();
        var outcome = new Outcome();
        foreach (var table in tables.Chosen.Concat(tables.New).Select(shape => new SnapshotTable(shape)))
        {
            var row = new TestRow("TBL001");
            if (mode == SnapshotMode.Verify)
                await outcome.TryAsync(() => new TablesAreUnchanged(tables).Every_table_is_as_saved(table, row.Row, default));
            if (tables.Chosen.Contains(table.Shape))
                await outcome.TryAsync(() => new RowsAreUnchanged(tables, turns).Every_row_is_as_saved(table, row.Row, default));
            outcome.Findings.AddRange(row.Findings);
            outcome.Left.AddRange(row.Skips.Select(skip => skip.Reason));
        }

        await ended(tables);
        outcome.Rows = tables.Done.Values.Sum();
        outcome.IsOneMoment = tables.View.IsOneMoment;
        return outcome;
    }

    [GeneratedRegex("00000000-0000-0000-0000-0{1,11}")]
    private static partial Regex Zeros();

    /// <summary>What a run said.</summary>
    public sealed class Outcome
    {
        public List<Finding> Findings { get; } = [];

        public List<string> Left { get; } = [];

        public long Rows { get; set; }

        public bool IsOneMoment { get; set; }

        /// <summary>The findings, in which # and a number stands for the id that begins with zeros.</summary>
        public IEnumerable<string> Texts =>
            Findings.Select(finding => Zeros().Replace($"{finding.Code} {finding.Severity} {finding.Subject} {finding.Message}", "#"));

        public async Task TryAsync(Func<Task> check)
        {
            try
            {
                await check();
            }
            catch (Exception reason) when (reason is RowSkippedException or NotVerifiedException)
            {
                Left.Add(reason.Message);
            }
        }
    }
}
