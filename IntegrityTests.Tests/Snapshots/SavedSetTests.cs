using System.Text;
using FluentAssertions;
using IntegrityTests.Options;
using IntegrityTests.Redaction;
using IntegrityTests.Snapshots.Files;
using IntegrityTests.Tests.EndToEnd.Harness;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.Snapshots;

public sealed class SavedSetTests : IDisposable
{
    private static readonly SavedPlatform Platform = new("2026-03", "2026-03", "2.8.77");
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("\"snapshot\":1", "\"snapshot\":7", "has version 7 of the format, and this suite reads version 1")]
    [InlineData("\"checks\"", "\"chocks\"", "lacks something: it was edited")]
    [InlineData("\"checks\":[", "\"checks\":[7,", "lacks something: it was edited")]
    [InlineData("\"imported\":false", "\"imported\":0", "lacks something: it was edited")]
    [InlineData("\"leaves_projects_out\"", "\"leaves\"", "lacks something: it was edited")]
    [InlineData("\"target\"", "\"tarjet\"", "begins with a first line that lacks something: it was edited")]
    [InlineData("\"content\":\"full\"", "\"content\":7", "begins with a first line that lacks something: it was edited")]
    [InlineData("\"ignore\":[]", "\"ignore\":[7]", "begins with a first line that lacks something: it was edited")]
    [InlineData("\"max_users\":25", "\"max_users\":\"many\"", "begins with a first line that lacks something: it was edited")]
    [InlineData("\"projects\":\"all\"", "\"projects\":\"none\"", "begins with a first line that lacks something: it was edited")]
    [InlineData("\"skip_neon\":false", "\"skip_neon\":null", "begins with a first line that lacks something: it was edited")]
    [InlineData("{", "[", "does not begin with the first line of a snapshot")]
    public void A_set_that_cannot_be_understood_is_refused_with_what_is_wrong_and_what_to_do(string text, string other, string problem)
    {
        var file = _folder.File("set.json");
        var sample = File.ReadAllText(Path.Combine(Checkout.Folder, "snapshots", "sample", "set.json"));
        sample.Should().Contain(text);
        File.WriteAllText(file, sample.Replace(text, other, StringComparison.Ordinal));

        var reading = () => SavedSet.Read(_folder.Path);

        reading.Should().Throw<SnapshotUnusableException>().WithMessage($"The snapshot {file} {problem}*Restore*save the snapshot again.");
    }

    [Fact]
    public void What_is_written_is_read()
    {
        var scope = new SavedScope { HasSomeProjects = true, SkipsNeon = true, SkipsUsers = true, MaxUsers = 1 };
        var header = Written.Header with { Project = null, File = null, Ignored = ["$.a"], Platform = Platform, Scope = scope };
        var set = new SavedSet(header, ["C.D", "A.B"], LeavesProjectsOut: true) { IsImported = true };
        set.Write(_folder.Path);

        SavedSet.Read(_folder.Path).Should().BeEquivalentTo(set with { Checks = ["A.B", "C.D"] }, options => options.WithStrictOrdering());
    }

    [Fact]
    public void Only_of_a_whole_set_a_project_without_saved_answers_is_new()
    {
        static SavedSet Of(SavedScope scope, bool leavesProjectsOut = false) =>
            new(Written.Header with { Scope = scope }, [], leavesProjectsOut);

        Of(new SavedScope()).HasAllProjects.Should().BeTrue();
        Of(new SavedScope { SkipsUsers = true, MaxUsers = 5 }).HasAllProjects.Should().BeTrue();
        Of(new SavedScope { HasSomeProjects = true }).HasAllProjects.Should().BeFalse();
        Of(new SavedScope { SkipsNeon = true }).HasAllProjects.Should().BeFalse();
        Of(new SavedScope(), leavesProjectsOut: true).HasAllProjects.Should().BeFalse();
        (Of(new SavedScope()) with { IsImported = true }).HasAllProjects.Should().BeFalse();
    }

    [Fact]
    public void A_set_is_compared_only_with_what_it_was_saved_of()
    {
        var key = new SecretHashes(Written.Key).Fingerprint;
        var set = new SavedSet(Written.Header with { Project = null, File = null }, [], LeavesProjectsOut: false);
        void Require(SavedSet saved, string target = "target", IntegrityOptions? options = null) =>
            saved.Require("/set", target, options ?? new IntegrityOptions());
        SavedSet With(Func<SnapshotHeader, SnapshotHeader> change) => set with { Header = change(set.Header) };
        var keyed = With(header => header with { Key = key });
        var digests = With(header => header with { Digests = true, Ignored = ["$.a"] });
        IntegrityOptions Ignoring(string paths) => new() { SnapshotIgnore = IgnoredPath.ReadList(paths) };

        Refusal(() => Require(set)).Should().BeNull();
        Refusal(() => Require(set, options: Ignoring("$.b"))).Should().BeNull();
        Refusal(() => Require(keyed, options: new IntegrityOptions { SnapshotKey = Written.Key })).Should().BeNull();
        Refusal(() => Require(digests, options: Ignoring("$.a"))).Should().BeNull();
        Refusal(() => Require(set, "other")).Should().Contain("is of another deployment").And.Contain("is target; here it is other");
        Refusal(() => Require(keyed)).Should().Contain("was saved with a key, and INTEGRITY_SNAPSHOT_KEY is not set");
        Refusal(() => Require(keyed, options: new IntegrityOptions { SnapshotKey = Written.Key + "!" }))
            .Should().Contain("was saved with another INTEGRITY_SNAPSHOT_KEY");
        Refusal(() => Require(digests, options: Ignoring("$.b"))).Should().Contain("holds digests").And.Contain("saved with ($.a)");
        Refusal(() => Require(With(header => header with { Digests = true }), options: Ignoring("$.b"))).Should().Contain("(none)");
    }

    [Theory]
    [InlineData("2026-03", "2026-03", "2.8.80", true)]
    [InlineData("2026-04", "2026-03", "2.8.77", false)]
    [InlineData("2026-03", "2026-04", "2.8.77", false)]
    public void A_generation_is_that_of_data_and_servers(string data, string servers, string version, bool isSame) =>
        Platform.IsGenerationOf(new SavedPlatform(data, servers, version)).Should().Be(isSame);

    [Fact]
    public void An_ignored_path_that_was_edited_is_told_with_its_file()
    {
        var set = new SavedSet(Written.Header with { Ignored = ["no path"] }, [], LeavesProjectsOut: false);

        var reading = () => set.WithSaved("/set", []);

        reading.Should().Throw<SnapshotUnusableException>()
            .WithMessage("The snapshot /set/set.json has under \"ignore\" a path that *it was edited. Restore*");
    }

    [Theory]
    [InlineData("", "", null)]
    [InlineData("\"project\":\"project\"", "\"project\":\"other\"", "is of project other, but lies in the folder of project")]
    [InlineData("\"file\":\"Class.Method\"", "\"file\":\"Class.Other\"", "is of Class.Other, but has another name")]
    [InlineData("\"target\":\"target\"", "\"target\":\"other\"", "is of another deployment")]
    [InlineData("\"content\":\"full\"", "\"content\":\"digest\"", "was saved with other settings than the rest")]
    [InlineData("\"file\"", "\"key\":\"7\",\"file\"", "was saved with other settings than the rest")]
    public void A_file_of_another_set_or_under_another_name_is_refused(string text, string other, string? problem)
    {
        var set = new SavedSet(Written.Header with { Project = null, File = null }, [], LeavesProjectsOut: false);
        var line = Encoding.UTF8.GetString(Written.Header.ToLine());
        if (text.Length > 0) line = line.Replace(text, other, StringComparison.Ordinal);
        var file = SnapshotHeader.Read(Encoding.UTF8.GetBytes(line));

        var requiring = () => set.Require(file, "project", "Class.Method", "some.verified.jsonl");

        if (problem is null) requiring.Should().NotThrow();
        else
        {
            requiring.Should().Throw<SnapshotUnusableException>()
                .WithMessage($"The snapshot some.verified.jsonl {problem}: files of two*");
        }
    }

    private static string? Refusal(Action require)
    {
        try
        {
            require();
            return null;
        }
        catch (SnapshotUnusableException refusal)
        {
            return refusal.Message;
        }
    }
}
