using FluentAssertions;
using IntegrityTests.Options;
using IntegrityTests.Running;
using IntegrityTests.Snapshots.Files;
using IntegrityTests.Tests.Checks;
using IntegrityTests.Tests.SampleDeployment;
using Xunit;

namespace IntegrityTests.Tests.Snapshots;

/// <summary>What a run says that compares with a snapshot, beside the differences.</summary>
public sealed class ComparingRunTests(ClusterFixture clusters) : IClassFixture<ClusterFixture>, IDisposable
{
    private static readonly string[] TwoUsers = ["""{"name":"A"}""", """{"name":"B"}"""];

    private readonly SnapshotRuns _runs = new(clusters);

    public void Dispose() => _runs.Dispose();

    [Fact]
    public async Task A_difference_is_found()
    {
        await _runs.SaveAsync(TwoUsers);

        var compared = await _runs.CompareAsync(TwoUsers[0], """{"name":"C"}""");

        compared.Findings.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Code = "SNP001", Subject = "user:2" });
    }

    [Fact]
    public async Task A_run_that_asks_about_nothing_that_was_saved_says_what_is_gone_and_that_it_compared_nothing()
    {
        await _runs.SaveAsync(TwoUsers);

        (await _runs.CompareAsync(AllProjects)).Told.Should().Equal(
            "SNP002 user:1 was saved, and is not there any more",
            "SNP002 user:2 was saved, and is not there any more",
            $"SNP001 not verified: The run compared nothing with the snapshot {_runs.Folder}. Are scope and filter those that it was saved "
            + "with?");
    }

    [Fact]
    public async Task Where_test_cases_are_of_one_project_each_one_without_a_case_was_left_out_by_a_filter()
    {
        await _runs.SaveAsync(TwoUsers);

        var compared = await _runs.RunAsync(
            SnapshotMode.Verify, [], AllProjects, partition: new CasePartition("another", "Another", new Dictionary<string, string>()));

        compared.Told.Should().HaveCount(2).And.HaveElementAt(
            0, "SNP002 skipped 2 saved answers: not compared: the scope or a filter leaves their project out");
    }

    [Fact]
    public async Task A_run_without_a_snapshot_to_compare_with_cannot_be_followed()
    {
        var comparing = () => _runs.CompareAsync(TwoUsers);

        (await comparing.Should().ThrowAsync<NotVerifiedException>())
            .WithMessage($"There is no snapshot in {_runs.Folder}: nothing was compared.*");
    }

    [Fact]
    public async Task Tables_that_were_not_saved_cannot_be_compared()
    {
        await _runs.SaveAsync(TwoUsers);

        var comparing = () => _runs.RunAsync(
            SnapshotMode.Verify,
            TwoUsers,
            options => options with { SnapshotTables = new TableChoice([], IsNone: false) },
            before: (snapshots, run) => snapshots.TablesAsync(run));

        (await comparing.Should().ThrowAsync<NotVerifiedException>())
            .WithMessage($"INTEGRITY_SNAPSHOT_TABLES is set, but the snapshot {_runs.Folder} holds no tables.*");
    }

    [Fact]
    public async Task A_snapshot_of_another_deployment_is_refused_and_its_folder_is_free_again()
    {
        await _runs.SaveAsync(TwoUsers);
        _runs.Change(set => set with { Header = set.Header with { Target = "another" } });

        var comparing = () => _runs.CompareAsync(TwoUsers);

        (await comparing.Should().ThrowAsync<NotVerifiedException>()).WithMessage("*is of another deployment*");
        SnapshotFolder.Open(_runs.Folder, saves: false).Dispose();
    }

    [Theory]
    [InlineData(true, false, true)]
    [InlineData(false, false, false)]
    [InlineData(true, true, false)]
    public async Task A_path_to_ignore_that_matches_nothing_is_a_warning_of_a_whole_run(bool isComplete, bool isPart, bool isTold)
    {
        await _runs.SaveAsync(TwoUsers);

        var compared = await _runs.RunAsync(
            SnapshotMode.Verify,
            TwoUsers,
            options => options with
            {
                SnapshotIgnore = IgnoredPath.ReadList("$.name,$.nmae"),
                Shard = isPart ? new Shard(1, 2) : Shard.Whole,
                ResultsDirectory = _runs.Results,
            },
            isComplete);

        compared.Findings.Where(finding => finding.Subject.StartsWith("ignore:", StringComparison.Ordinal))
            .Select(finding => (finding.Code, finding.Subject, finding.Severity)).Should()
            .Equal(isTold ? [("SNP001", "ignore:$.nmae", Severity.Warning)] : []);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public async Task A_snapshot_of_another_generation_is_said_once(int shard, bool isTold)
    {
        await _runs.SaveAsync(TwoUsers);
        _runs.Change(set => set with { Header = set.Header with { Platform = new SavedPlatform("1999-01", "1999-01", "0.1") } });

        var compared = await _runs.RunAsync(SnapshotMode.Verify, TwoUsers, options => options with
        {
            Shard = new Shard(shard, 2),
            ResultsDirectory = _runs.Results,
        },
        atEnd: () => SnapshotFolder.Open(_runs.Folder, saves: false).Dispose());

        compared.Told.Where(told => told.Contains("snapshot:set", StringComparison.Ordinal)).Should().HaveCount(isTold ? 1 : 0);
        if (!isTold) return;
        var finding = compared.Findings.Should().ContainSingle().Subject;
        finding.Severity.Should().Be(Severity.Info);
        finding.Message.Should().StartWith("was saved from another generation of the platform: data of 1999-01");
    }

    [Fact]
    public async Task Secrets_without_a_key_are_not_compared_and_nothing_is_stale_by_them()
    {
        string[] secret = ["""{"api_key":"one"}"""];
        await _runs.SaveAsync(secret);

        var compared = await _runs.CompareAsync("""{"api_key":"another"}""");

        compared.Told.Should().Equal("SNP001 skipped 1 secrets in answers: "
            + "not compared, since INTEGRITY_SNAPSHOT_KEY was not set when the snapshot was saved");
        compared.Completed.Should().BeEmpty();
    }

    [Fact]
    public async Task Secrets_with_a_key_are_compared()
    {
        static IntegrityOptions Keyed(IntegrityOptions options) => options with { SnapshotKey = Written.Key };
        await _runs.SaveAsync(Keyed, """{"api_key":"one"}""");

        (await _runs.CompareAsync(Keyed, """{"api_key":"one"}""")).Completed.Should().Contain(("SNP001", null));
        (await _runs.CompareAsync(Keyed, """{"api_key":"another"}""")).Findings.Should().ContainSingle();
    }

    [Fact]
    public async Task An_import_is_compared_and_removed_and_what_cannot_be_imported_is_said()
    {
        const string Project = "/api/v1/internal/projects/current";
        var output = _runs.Folder + ".output";
        // A run that was killed has left it.
        Directory.CreateDirectory(Path.Combine(_runs.Results, "imported-snapshot", "left"));
        File.WriteAllText(Path.Combine(_runs.Results, "imported-snapshot", "left", "Class.Method.verified.jsonl"), "");
        File.WriteAllLines(output,
        [
            $$"""{"endpoint":"{{Project}}","output":{"status":200,"responseJson":{"id":"{{ServedSample.Project.Id}}"} } }""",
            """{"endpoint":"/api/v1/contact-channels","output":{"status":200,"responseJson":{} } }""",
        ]);

        var compared = await _runs.RunAsync(
            SnapshotMode.Verify,
            [],
            options => options with { SnapshotImport = output, ResultsDirectory = _runs.Results });

        compared.Told.Should().Contain("SNP002 skipped 1 saved answers: not compared: their kind cannot be imported (docs/snapshots.md)")
            .And.NotContain(told => told.Contains("imported-snapshot/left"));
        compared.Completed.Should().BeEmpty();
        Directory.Exists(Path.Combine(_runs.Results, "imported-snapshot")).Should().BeFalse();
    }

    [Fact]
    public async Task A_save_that_was_cut_off_is_said_by_the_next_run()
    {
        await _runs.SaveAsync(TwoUsers);
        Directory.CreateDirectory(Path.Combine(_runs.Folder, ".saving", "p"));
        IReadOnlyList<string> notes = [];

        await _runs.RunAsync(SnapshotMode.Verify, TwoUsers, look: run => notes = run.Notes);

        notes.Should().Contain(
            $"snapshot: an earlier save to {_runs.Folder} was cut off. What it had written was removed; a save begins again.");
    }

    private static IntegrityOptions AllProjects(IntegrityOptions options) => options with { Projects = [] };
}
