using FluentAssertions;
using IntegrityTests.Options;
using IntegrityTests.Snapshots.Files;
using IntegrityTests.Tests.SampleDeployment;
using Xunit;

namespace IntegrityTests.Tests.Snapshots;

/// <summary>What a run says that saves a snapshot, and when it leaves the one before as it is.</summary>
public sealed class SavingRunTests(ClusterFixture clusters) : IClassFixture<ClusterFixture>, IDisposable
{
    private static readonly string[] TwoUsers = ["""{"name":"A"}""", """{"name":"B"}"""];

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
        (set.Checks, set.LeavesProjectsOut).Should().BeEquivalentTo((new[] { SnapshotRuns.Check }, false));
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
        SavedSet.Read(Path.Combine(_runs.Results, IntegrityOptions.PartOfSnapshot)).Checks.Should().Equal(SnapshotRuns.Check);
    }

    [Fact]
    public async Task A_set_that_lacks_a_project_of_the_scope_says_so()
    {
        await _runs.SaveAsync(options => options with { Projects = [] }, TwoUsers);

        SavedSet.Read(_runs.Folder).LeavesProjectsOut.Should().BeTrue();
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
