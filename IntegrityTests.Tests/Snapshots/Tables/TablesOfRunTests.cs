using FluentAssertions;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Options;
using IntegrityTests.Running;
using IntegrityTests.Snapshots.Files;
using IntegrityTests.Snapshots.Tables;
using IntegrityTests.Tests.Fakes;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.Snapshots.Tables;

/// <summary>Which tables a run saves or compares, why it does not, and what it says of them at its end.</summary>
public sealed class TablesOfRunTests(DatabaseFixture databases) : FilledTables(databases)
{
    private static readonly TableChoice All = new([], IsNone: false);
    private static readonly TableChoice None = new([], IsNone: true);

    private readonly SpyReport _report = new();
    private IReadOnlyList<string> _notes = [];

    [Fact]
    public async Task A_run_says_how_many_rows_it_saved_and_that_they_are_of_one_moment()
    {
        await EndAsync(SnapshotMode.Save, All, look: tables =>
        {
            tables.Count("Thing", 1000);
            tables.Count("Word", 400);
        });

        _notes.Should().Equal("tables: 1,400 rows of 2 tables saved, all as they were at one moment");
        _report.Told.Should().BeEmpty();
    }

    [Fact]
    public async Task A_run_that_asked_for_tables_and_saved_none_is_not_verified()
    {
        await EndAsync(SnapshotMode.Save, All);

        _notes.Should().BeEmpty();
        _report.Told.Should().Equal("TBL001 not verified: INTEGRITY_SNAPSHOT_TABLES=all asks for tables, but none was saved: TBL001, which "
            + "saves them, did not run or could read none. Run it too, or leave the variable out.");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_run_that_asks_for_no_tables_saves_none(bool isSaid)
    {
        (await WhyNotAsync(SnapshotMode.Save, isSaid ? None : TableChoice.Usual)).Should()
            .Be("INTEGRITY_SNAPSHOT_TABLES leaves tables out");
        _report.Told.Should().BeEmpty();
    }

    [Fact]
    public async Task Saved_tables_that_a_run_does_not_compare_are_counted_with_the_reason()
    {
        await Saved.SaveAsync(Rows.ConnectionString);

        await EndAsync(SnapshotMode.Verify, All, look: tables => tables.Count("Thing", 1000));
        _notes.Should().Equal("tables: 1,000 rows of 1 table compared, all as they were at one moment");
        _report.Told.Should().Equal("TBL001 skipped 6 saved tables: not compared: the options or a filter leave them out");

        await EndAsync(SnapshotMode.Verify, None);
        _report.Told[^1].Should().Be("TBL001 skipped 7 saved tables: not compared: INTEGRITY_SNAPSHOT_TABLES leaves tables out");
    }

    [Fact]
    public async Task Tables_of_other_projects_are_not_compared()
    {
        await Saved.SaveAsync(Rows.ConnectionString);

        (await WhyNotAsync(SnapshotMode.Verify, All, ["p"])).Should().StartWith("the tables were saved for other projects than this run");
        (await WhyNotAsync(SnapshotMode.Verify, All)).Should().BeNull();
    }

    [Theory]
    [InlineData("p", true)]
    [InlineData("q", false)]
    public async Task Tables_that_were_saved_for_a_project_are_compared_for_the_same(string project, bool isCompared)
    {
        Saved.Projects = ["p"];
        await Saved.SaveAsync(Rows.ConnectionString);

        (await WhyNotAsync(SnapshotMode.Verify, All, [project]) is null).Should().Be(isCompared);
        (await WhyNotAsync(SnapshotMode.Verify, All)).Should().NotBeNull();
    }

    [Fact]
    public async Task A_snapshot_without_tables_has_none_to_compare_and_is_refused_where_they_are_asked_for()
    {
        using (var folder = SnapshotFolder.Open(Saved.Folder, saves: true))
        {
            new SavedSet(new SnapshotHeader { Target = "test", Scope = new SavedScope() }, [], LeavesProjectsOut: false).Write(folder.Work);
            folder.Commit();
        }

        (await WhyNotAsync(SnapshotMode.Verify, TableChoice.Usual)).Should()
            .Be("the snapshot holds no tables: it was saved without INTEGRITY_SNAPSHOT_TABLES=all");
        (await WhyNotAsync(SnapshotMode.Verify, None)).Should().NotBeNull();
        var asking = () => WhyNotAsync(SnapshotMode.Verify, All);
        (await asking.Should().ThrowAsync<SnapshotUnusableException>()).WithMessage(
            $"INTEGRITY_SNAPSHOT_TABLES is set, but the snapshot {Saved.Folder} holds no tables. Save it again*");
    }

    [Fact]
    public async Task The_original_script_saved_no_tables()
    {
        await Saved.SaveAsync(Rows.ConnectionString);
        Saved.Options = Saved.Options with { SnapshotImport = "output" };

        (await WhyNotAsync(SnapshotMode.Verify, All)).Should().Be("the original script saved no tables");
    }

    [Fact]
    public async Task A_column_to_ignore_that_no_table_has_is_a_warning_and_one_that_a_saved_table_had_is_none()
    {
        await Saved.SaveAsync(Rows.ConnectionString);
        await Rows.ExecuteAsync("""ALTER TABLE "Thing" DROP COLUMN "lastName" """);
        Saved.Options = Saved.Options with
        {
            SnapshotIgnoredColumns = [new("Thing", "name"), new("Thing", "lastName"), new("Thing", "nmae")],
        };

        await EndAsync(SnapshotMode.Verify, None);
        _report.Findings.Should().BeEmpty("tables are not looked at");
        await EndAsync(SnapshotMode.Verify, All);

        _report.Findings.Select(finding => (finding.Code, finding.Subject, finding.Severity)).Should()
            .Equal(("TBL001", "ignore:Thing.nmae", Severity.Warning));
    }

    private async Task<string?> WhyNotAsync(SnapshotMode mode, TableChoice choice, IReadOnlyList<string>? projects = null)
    {
        string? why = null;
        await EndAsync(mode, choice, projects, tables => why = tables.WhyNot);
        return why;
    }

    private async Task EndAsync(
        SnapshotMode mode, TableChoice choice, IReadOnlyList<string>? projects = null, Action<TableSnapshot>? look = null)
    {
        var options = Saved.Options with { Snapshots = mode, SnapshotTables = choice };
        using var run = new Run(new RunSettings(), TimeProvider.System);
        using var folder = SnapshotFolder.Open(Saved.Folder, mode == SnapshotMode.Save);
        await using var database = await ReplicaDatabase.OpenAsync(Rows.ConnectionString, default);
        await using var tables = await TableSnapshot.OpenAsync(options, folder, database, projects, "Rows.Are", default);
        look?.Invoke(tables);
        new TablesEnd(tables, folder, options).Tell(run, _report);
        _notes = run.Notes;
    }
}
