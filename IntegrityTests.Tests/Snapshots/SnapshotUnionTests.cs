using System.Text.Json.Nodes;
using FluentAssertions;
using IntegrityTests.Options;
using IntegrityTests.Running;
using IntegrityTests.Snapshots.Files;
using IntegrityTests.Snapshots.Union;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.Snapshots;

/// <summary>The snapshots of all shards of a run, put together into one.</summary>
public sealed class SnapshotUnionTests : IDisposable
{
    private const string Check = "Class.Method";
    private static readonly JsonObject Saved = new() { ["snapshots"] = "save" };

    private readonly TemporaryFolder _root = new();

    private string Target => _root.File("set");

    public void Dispose() => _root.Dispose();

    [Fact]
    public void A_run_that_saved_nothing_has_nothing_to_put_together()
    {
        var end = SnapshotUnion.PutTogether(Options, new JsonObject { ["snapshots"] = "verify" }, [_root.File("one")]);

        end.Should().BeEquivalentTo(new Conclusion([], []));
        Directory.Exists(Target).Should().BeFalse();
    }

    [Fact]
    public void Each_file_has_the_lines_of_all_shards_and_the_set_all_their_checks()
    {
        Part("one", Set(["A.B", Check]), ("p", [Written.User(1), Written.User(3)]), ("q", [Written.User(1)]));
        Part("two", Set([Check, "C.D"]), ("p", [Written.User(2)]));

        var end = PutTogether("one", "two");

        end.Should().BeEquivalentTo(new Conclusion([], [$"snapshot: 4 answers of 2 shards saved to {Target}"]));
        Subjects("p").Should().Equal("user:1", "user:2", "user:3");
        Subjects("q").Should().Equal("user:1");
        SavedSet.Read(Target).Checks.Should().Equal("A.B", "C.D", Check);
    }

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(true, false, true)]
    [InlineData(false, true, true)]
    public void The_set_leaves_projects_out_if_a_shard_does(bool first, bool second, bool expected)
    {
        Part("one", Set([Check], first), ("p", [Written.User(1)]));
        Part("two", Set([Check], second), ("q", [Written.User(1)]));

        PutTogether("one", "two").NotVerified.Should().BeEmpty();

        SavedSet.Read(Target).LeavesProjectsOut.Should().Be(expected);
    }

    [Fact]
    public void What_was_saved_before_is_gone_where_no_shard_has_it()
    {
        Part("one", Set([Check]), ("p", [Written.User(1)]), ("q", [Written.User(1)]));
        PutTogether("one");
        Part("two", Set([Check]), ("q", [Written.User(2)]));

        PutTogether("two");

        Directory.Exists(Path.Combine(Target, "p")).Should().BeFalse();
        Subjects("q").Should().Equal("user:2");
    }

    [Fact]
    public void Shards_with_other_settings_are_refused_and_what_was_saved_before_stays()
    {
        Part("one", Set([Check]), ("p", [Written.User(1)]));
        PutTogether("one");
        Part("two", Set([Check]) with { Header = Header with { Target = "another" } }, ("p", [Written.User(2)]));

        var end = PutTogether("one", "two");

        end.Notes.Should().BeEmpty();
        end.NotVerified.Should().ContainSingle().Which.Should().Be(
            $"The snapshots of the shards were not put together: {PartOf("two")} was saved with other settings, of another deployment or "
            + $"with another key than {PartOf("one")}. Run the shards again, all with the same settings.");
        Subjects("p").Should().Equal("user:1");
    }

    [Fact]
    public void A_shard_without_a_snapshot_is_named()
    {
        Part("one", Set([Check]), ("p", [Written.User(1)]));

        PutTogether("one", "two").NotVerified.Should().ContainSingle().Which.Should()
            .StartWith("The snapshots of the shards were not put together: "
                + $"The snapshot {Path.Combine(PartOf("two"), "set.json")} cannot be read");
        Directory.Exists(Target).Should().BeFalse();
    }

    [Fact]
    public void A_file_of_a_shard_that_was_edited_is_named()
    {
        Part("one", Set([Check]), ("p", [Written.User(1)]));
        Part("two", Set([Check]), ("p", ["{}"]));

        PutTogether("one", "two").NotVerified.Should().ContainSingle().Which.Should()
            .StartWith("The snapshots of the shards were not put together: "
                + $"The snapshot {FileOf("two", "p")} has a line that is not one of a snapshot");
    }

    [Fact]
    public void Files_of_one_name_with_other_settings_are_refused()
    {
        Part("one", Set([Check]), ("p", [Written.User(1)]));
        Part("two", Set([Check]), ("q", [Written.User(2)]));
        Directory.CreateDirectory(Path.GetDirectoryName(FileOf("two", "p"))!);
        File.Copy(FileOf("two", "q"), FileOf("two", "p"));

        PutTogether("one", "two").NotVerified.Should().Equal(
            $"The snapshots of the shards were not put together: {FileOf("two", "p")} and {FileOf("one", "p")} are no parts of one file.");
    }

    [Fact]
    public void Lines_of_one_place_stand_in_the_order_of_the_shards()
    {
        string[] shards = ["one", "two", "three", "four", "five"];
        foreach (var (index, shard) in shards.Index())
            Part(shard, Set([Check]), ("p", [Written.User(1).Replace("user:1", $"user:of {index}", StringComparison.Ordinal)]));

        PutTogether(shards);

        Subjects("p").Should().Equal("user:of 0", "user:of 1", "user:of 2", "user:of 3", "user:of 4");
    }

    [Theory]
    [InlineData(null, "sample")]
    [InlineData("https://api.example.com", "api.example.com")]
    [InlineData("https://api.example.com:8443", "api.example.com_8443")]
    public void Without_a_folder_of_the_operators_it_is_named_as_the_shards_would_name_it(string? url, string expected)
    {
        var ran = new JsonObject { ["apiUrl"] = url };

        SnapshotUnion.FolderOf(new IntegrityOptions { UsesSample = false }, ran).Should()
            .EndWith(Path.Combine("snapshots", expected));
        SnapshotUnion.FolderOf(Options, ran).Should().Be(Target);
    }

    [Fact]
    public void Files_that_cannot_be_written_are_told_with_what_became_of_the_snapshot_before()
    {
        Part("one", Set([Check]), ("p", [Written.User(1)]));
        PutTogether("one");
        Part("two", Set([Check]), ("p", [Written.User(2)]));
        Part("three", Set([Check]));
        // One shard has a file where another has a folder.
        File.WriteAllBytes(Path.Combine(PartOf("two"), "x.verified.jsonl"), Written.File([]));
        Directory.CreateDirectory(Path.Combine(PartOf("three"), "x.verified.jsonl"));
        File.WriteAllBytes(Path.Combine(PartOf("three"), "x.verified.jsonl", "y.verified.jsonl"), Written.File([]));

        var end = PutTogether("two", "three");

        end.NotVerified.Should().ContainSingle().Which.Should()
            .StartWith($"The snapshots of the shards could not be put together in {Target}: ")
            .And.EndWith(" What was saved before is as it was.");
        Subjects("p").Should().Equal("user:1");
    }

    private static SnapshotHeader Header => Written.Header with { Project = null, File = null };

    private IntegrityOptions Options => new() { SnapshotDirectory = Target };

    private static SavedSet Set(IReadOnlyList<string> checks, bool leavesProjectsOut = false) => new(Header, checks, leavesProjectsOut);

    private Conclusion PutTogether(params string[] results) =>
        SnapshotUnion.PutTogether(Options, Saved, [.. results.Select(_root.File)]);

    private string PartOf(string results) => Path.Combine(_root.File(results), IntegrityOptions.PartOfSnapshot);

    private string FileOf(string results, string project) =>
        Path.Combine(PartOf(results), SnapshotFiles.PathOf(project, Check, SnapshotFiles.Verified));

    private void Part(string results, SavedSet set, params (string Project, string[] Lines)[] files)
    {
        Directory.CreateDirectory(PartOf(results));
        set.Write(PartOf(results));
        foreach (var (project, lines) in files)
        {
            var path = FileOf(results, project);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, Written.File(lines, header: Written.Header with { Project = project, File = Check }));
        }
    }

    private List<string> Subjects(string project)
    {
        using var reader = SnapshotReader.Open(Path.Combine(Target, SnapshotFiles.PathOf(project, Check, SnapshotFiles.Verified)));
        var subjects = new List<string>();
        while (reader.Next() is { } line) subjects.Add(SavedLine.Read(line.ToArray()).Subject);
        return subjects;
    }
}
