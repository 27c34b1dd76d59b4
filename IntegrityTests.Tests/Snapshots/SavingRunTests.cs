using FluentAssertions;
using IntegrityTests.Options;
using IntegrityTests.Snapshots.Files;
using IntegrityTests.Tests.SampleDeployment;
using SampleDeployment.Data;
using Xunit;

namespace IntegrityTests.Tests.Snapshots;

/// <summary>What a run says that saves a snapshot, and when it leaves the one before as it is.</summary>
public sealed class SavingRunTests(ClusterFixture clusters) : IClassFixture<ClusterFixture>, IDisposable
{
    private static readonly string[] TwoUsers = ["""{"name":"A"}""", """{"name":"B"}"""];

    private static readonly TableChoice AllTables = new([], IsNone: false);

    private readonly SnapshotRuns _runs = new(clusters);

    public void Dispose() => _runs.Dispose();

    [Fact]
    public async Task What_a_run_saves_agrees_with_what_the_next_one_gets()
    {
        var saved = await _runs.SaveAsync(TwoUsers);
        var compared = await _runs.CompareAsync(TwoUsers);

        saved.Told.Should().BeEmpty();
        _runs.Printed.Should().Equal($"snapshot: 2 answers saved to {_runs.Folder}");
        compared.Told.Should().BeEmpty();
        compared.Verified.Should().Be(2);
        compared.Completed.Should().Contain([("SNP001", null), ("SNP002", null)]);
        var set = SavedSet.Read(_runs.Folder);
        (set.Checks, set.LeavesProjectsOut).Should().BeEquivalentTo((new[] { SnapshotRuns.Check, SnapshotRuns.Silent }, false));
        Guid.TryParse(set.Header.Target, out _).Should().BeTrue("the tenancy of the project internal says what deployment it is");
        set.Header.Platform.Should().NotBeNull();
    }

    [Theory]
    [InlineData(false, 1, "the run did not get to its end")]
    [InlineData(true, 0, "no check of the run asked for anything")]
    public async Task A_save_that_is_not_whole_leaves_what_was_saved_before(bool isComplete, int users, string why)
    {
        await _runs.SaveAsync(TwoUsers);

        var saved = await _runs.RunAsync(SnapshotMode.Save, TwoUsers[..users], isComplete: isComplete);

        saved.Told.Should().Equal(
            $"SNP002 not verified: The snapshot was not saved: {why}. What was saved in {_runs.Folder} before is unchanged.");
        (await _runs.CompareAsync(TwoUsers)).Told.Should().BeEmpty();
    }

    [Fact]
    public async Task A_shard_that_has_nothing_saves_an_empty_part()
    {
        var saved = await _runs.RunAsync(SnapshotMode.Save, [], options => options with
        {
            Shard = new Shard(2, 2),
            ResultsDirectory = _runs.Results,
        });

        saved.Told.Should().BeEmpty();
        SavedSet.Read(Path.Combine(_runs.Results, IntegrityOptions.PartOfSnapshot)).Checks.Should()
            .Equal(SnapshotRuns.Check, SnapshotRuns.Silent);
    }

    [Fact]
    public async Task A_set_that_lacks_a_project_of_the_scope_says_so()
    {
        await _runs.SaveAsync(options => options with { Projects = [] }, TwoUsers);

        SavedSet.Read(_runs.Folder).LeavesProjectsOut.Should().BeTrue();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Tables_are_of_the_projects_of_the_run_by_id_and_that_none_was_saved_is_said(bool choosesAll)
    {
        string[] projects = [.. Plans.Default.Take(3).Select(project => project.Id).OrderDescending(StringComparer.Ordinal)];
        IReadOnlyList<string>? chosen = [];

        var saved = await _runs.RunAsync(
            SnapshotMode.Save,
            TwoUsers,
            options => options with { Projects = choosesAll ? [] : projects, SnapshotTables = AllTables },
            before: async (snapshots, run) =>
            {
                await using var tables = await snapshots.TablesAsync(run);
                chosen = tables.Projects;
            });

        if (choosesAll) chosen.Should().BeNull("all projects are");
        else chosen.Should().Equal(projects.Order(StringComparer.Ordinal));
        saved.Told.Should().ContainSingle().Which.Should().StartWith("TBL001 not verified: INTEGRITY_SNAPSHOT_TABLES=all asks for tables");
    }

    [Fact]
    public async Task A_snapshot_that_cannot_take_its_place_is_not_verified()
    {
        var saved = await _runs.RunAsync(SnapshotMode.Save, TwoUsers, atEnd: () =>
        {
            // Another process has put a file where the complete set is kept.
            File.WriteAllText(Path.Combine(_runs.Folder, ".saved"), "");
        });

        saved.Told.Should().ContainSingle().Which.Should()
            .StartWith($"SNP002 not verified: The snapshot could not be saved to {_runs.Folder}: ")
            .And.EndWith(" What was saved before is unchanged.");
        _runs.Printed.Should().BeEmpty();
    }
}
