using FluentAssertions;
using IntegrityTests.Snapshots.Files;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.Snapshots;

public sealed class SnapshotFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("set");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_set_takes_the_place_of_the_previous_one_as_a_whole()
    {
        Save(("a", "X.Y.verified.jsonl", "1"), ("b", "X.Y.verified.jsonl", "1"));
        File.WriteAllText(System.IO.Path.Combine(Path, "a", "X.Y.received.jsonl"), "1");
        File.WriteAllText(System.IO.Path.Combine(Path, "a", "notes.txt"), "mine");

        Save(("a", "X.Z.verified.jsonl", "2"));

        Files().Should().BeEquivalentTo("a/X.Z.verified.jsonl", "a/notes.txt", "set.json");
    }

    [Fact]
    public void What_was_not_committed_is_removed_and_changes_nothing()
    {
        Save(("a", "X.Y.verified.jsonl", "1"));
        Directory.CreateDirectory(System.IO.Path.Combine(Path, ".saving", "a"));
        File.WriteAllText(System.IO.Path.Combine(Path, ".saving", "a", "X.Y.verified.jsonl"), "half");
        File.WriteAllText(System.IO.Path.Combine(Path, ".lock"), "of a run that was killed");

        SnapshotFolder.Open(Path, saves: false).Dispose();

        Files().Should().BeEquivalentTo("a/X.Y.verified.jsonl", "set.json");
        File.ReadAllText(System.IO.Path.Combine(Path, "a", "X.Y.verified.jsonl")).Should().Be("1");
    }

    [Fact]
    public void A_commit_that_was_cut_off_is_finished_by_the_next_run()
    {
        Save(("a", "X.Y.verified.jsonl", "1"), ("a", "X.Z.verified.jsonl", "1"));
        var saved = System.IO.Path.Combine(Path, ".saved");
        Directory.CreateDirectory(System.IO.Path.Combine(saved, "a"));
        File.WriteAllText(System.IO.Path.Combine(saved, "set.json"), "2");
        File.WriteAllText(System.IO.Path.Combine(saved, "a", "X.Y.verified.jsonl"), "2");
        File.WriteAllText(System.IO.Path.Combine(saved, "a", "X.Z.verified.jsonl"), "");

        SnapshotFolder.Open(Path, saves: false).Dispose();

        Files().Should().BeEquivalentTo("a/X.Y.verified.jsonl", "set.json");
        File.ReadAllText(System.IO.Path.Combine(Path, "a", "X.Y.verified.jsonl")).Should().Be("2");
    }

    [Fact]
    public void Two_runs_in_one_folder_are_refused()
    {
        using var first = SnapshotFolder.Open(Path, saves: true);

        Opening(Path, saves: true).Should().Throw<SnapshotUnusableException>()
            .WithMessage($"Another run is saving to or comparing with {Path}. Wait*");
    }

    [Fact]
    public void A_folder_of_something_else_is_not_saved_to_and_not_held()
    {
        Directory.CreateDirectory(Path);
        File.WriteAllText(System.IO.Path.Combine(Path, "thesis.txt"), "mine");

        for (var time = 0; time < 2; time++)
        {
            Opening(Path, saves: true).Should().Throw<SnapshotUnusableException>()
                .WithMessage("*is not empty and holds no snapshot: there is thesis.txt*");
        }
    }

    [Fact]
    public void A_run_writes_beside_the_snapshot_and_leaves_nothing_of_it()
    {
        Save(("a", "X.Y.verified.jsonl", "1"));

        using (var saving = SnapshotFolder.Open(Path, saves: true))
        {
            saving.Work.Should().Be(System.IO.Path.Combine(Path, ".saving"));
            Directory.Exists(saving.Work).Should().BeTrue();
        }

        using (var comparing = SnapshotFolder.Open(Path, saves: false))
        {
            comparing.HadUnfinishedSave.Should().BeFalse("the save has ended, and has changed nothing");
            comparing.Work.Should().Be(System.IO.Path.Combine(Path, ".comparing"));
            comparing.HasCase("a", "X.Y").Should().BeFalse();
            comparing.HasProject("a").Should().BeFalse();
            comparing.MarkCase("a", "X.Y");
            comparing.HasCase("a", "X.Y").Should().BeTrue();
            comparing.HasProject("a").Should().BeTrue();
        }

        Directory.GetFileSystemEntries(Path).Select(System.IO.Path.GetFileName).Should().BeEquivalentTo("a", "set.json");
    }

    [Fact]
    public void A_save_that_was_cut_off_is_said()
    {
        Save(("a", "X.Y.verified.jsonl", "1"));
        Directory.CreateDirectory(System.IO.Path.Combine(Path, ".saving"));

        using var folder = SnapshotFolder.Open(Path, saves: false);

        folder.HadUnfinishedSave.Should().BeTrue();
    }

    [Fact]
    public void Several_runs_compare_with_one_folder_each_in_its_own_and_write_nothing_there()
    {
        Save(("a", "X.Y.verified.jsonl", "1"));
        var (one, other) = (_folder.File("one"), _folder.File("other"));
        Directory.CreateDirectory(one);
        File.WriteAllText(System.IO.Path.Combine(one, "left.txt"), "of an earlier run");

        using (var first = SnapshotFolder.OpenShared(Path, one))
        using (var second = SnapshotFolder.OpenShared(Path, other))
        {
            Directory.EnumerateFileSystemEntries(one).Should().BeEmpty();
            first.WorkFile("a", "X.Y").Should().StartWith(one);
            second.WorkFile("a", "X.Y").Should().StartWith(other);
            first.VerifiedFiles().Should().Equal(System.IO.Path.Combine(Path, "a", "X.Y.verified.jsonl"));
        }

        Files().Should().BeEquivalentTo("a/X.Y.verified.jsonl", "set.json");
    }

    [Fact]
    public void A_snapshot_that_is_not_whole_is_not_compared_with_by_several_runs()
    {
        Func<SnapshotFolder> opening = () => SnapshotFolder.OpenShared(Path, _folder.File("work"));
        opening.Should().Throw<SnapshotUnusableException>().WithMessage("There is no snapshot in *");
        Save(("a", "X.Y.verified.jsonl", "1"));
        Directory.CreateDirectory(System.IO.Path.Combine(Path, ".saved"));

        opening.Should().Throw<SnapshotUnusableException>().WithMessage("A save to * was cut off*without INTEGRITY_SHARD*");
    }

    [Fact]
    public void A_folder_without_set_is_not_compared_with()
    {
        Opening(Path, saves: false).Should().Throw<SnapshotUnusableException>()
            .WithMessage("There is no snapshot in *INTEGRITY_SNAPSHOTS=save*");
        Directory.Exists(Path).Should().BeFalse();
        Directory.CreateDirectory(System.IO.Path.Combine(Path, "a"));
        Opening(Path, saves: false).Should().Throw<SnapshotUnusableException>().WithMessage("There is no snapshot in *");
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_told()
    {
        // Not even root writes there.
        Opening("/proc/snapshots", saves: true).Should().Throw<SnapshotUnusableException>()
            .WithMessage(
                "The snapshot folder /proc/snapshots cannot be written: *Choose a folder that can be written in INTEGRITY_SNAPSHOT_DIR.");
    }

    private static Func<SnapshotFolder> Opening(string path, bool saves) => () => SnapshotFolder.Open(path, saves);

    private void Save(params (string Project, string Name, string Text)[] files)
    {
        using var folder = SnapshotFolder.Open(Path, saves: true);
        foreach (var (project, name, text) in files)
        {
            Directory.CreateDirectory(System.IO.Path.Combine(folder.Work, project));
            File.WriteAllText(System.IO.Path.Combine(folder.Work, project, name), text);
        }

        File.WriteAllText(System.IO.Path.Combine(folder.Work, SnapshotFiles.Set), "set");
        folder.Commit();
    }

    private IEnumerable<string> Files() =>
        Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories).Select(file => System.IO.Path.GetRelativePath(Path, file));
}
