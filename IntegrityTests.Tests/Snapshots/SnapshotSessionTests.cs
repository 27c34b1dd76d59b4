using System.Text;
using FluentAssertions;
using IntegrityTests.Options;
using IntegrityTests.Redaction;
using IntegrityTests.Snapshots;
using IntegrityTests.Snapshots.Files;
using IntegrityTests.Tests.Fakes;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.Snapshots;

/// <summary>With which settings a run saves and compares: its own where it saves, those of the snapshot where it compares.</summary>
public sealed class SnapshotSessionTests : IDisposable
{
    private const string Check = "Class.Method";
    private const string Answered = """{"a":1,"b":2,"id":"1"}""";
    private static readonly SavedPlatform Platform = new("2026-03", "2026-03", "2.8.77");
    private static readonly IntegrityOptions Saving = new() { Snapshots = SnapshotMode.Save };
    private static readonly IntegrityOptions Comparing = new() { Snapshots = SnapshotMode.Verify };

    private readonly TemporaryFolder _root = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public void A_save_has_the_settings_of_the_run_and_shows_nothing_of_what_it_hashes()
    {
        using var session = Open(
            Saving with { SnapshotDigests = true, SnapshotKey = Written.Key, SnapshotIgnore = Paths("$.a"), MaxUsersPerProject = 7 });

        var header = HeaderOf(session);
        (header.Target, header.Digests, header.Key).Should().Be(("target", true, new SecretHashes(Written.Key).Fingerprint));
        (header.Ignored.Single(), header.Scope.MaxUsers).Should().Be(("$.a", 7));
        Line(session).Should().Contain("\"digest\"").And.NotContain("shown");
        (session.Comparison, session.Compared, session.OtherGeneration).Should().Be((null, null, null));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void A_comparison_hashes_if_the_snapshot_does_and_shows_then_what_findings_may_say(bool saved, bool asked)
    {
        Save(header => header with { Digests = saved, Key = new SecretHashes(Written.Key).Fingerprint });

        using var session = Open(Comparing with { SnapshotDigests = asked, SnapshotKey = Written.Key });

        HeaderOf(session).Digests.Should().Be(saved);
        if (saved) Line(session).Should().Contain("\"digest\"").And.Contain("\"shown\"");
        else Line(session).Should().Contain("\"body\"").And.NotContain("digest");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_comparison_has_the_key_only_if_the_snapshot_was_saved_with_it(bool saved)
    {
        var key = new SecretHashes(Written.Key).Fingerprint;
        Save(header => header with { Key = saved ? key : null });

        using var session = Open(Comparing with { SnapshotKey = Written.Key });

        HeaderOf(session).Key.Should().Be(saved ? key : null);
        session.Secrets.Fingerprint.Should().Be(saved ? key : null);
    }

    [Fact]
    public void What_the_snapshot_was_saved_without_is_left_out_of_this_run_too()
    {
        Save(header => header with { Ignored = ["$.a"] });

        using var session = Open(Comparing);

        HeaderOf(session).Ignored.Should().Equal("$.a");
        Line(session).Should().Contain("""
            "body":{"b":2,"id":"1"}
            """.Trim());
        session.Comparison!.Ignored.Should().BeNull("saved lines lack it already");
    }

    [Fact]
    public void What_is_ignored_only_now_is_left_out_of_saved_lines()
    {
        Save(header => header with { Ignored = ["$.a"] });

        using var session = Open(Comparing with { SnapshotIgnore = Paths("$.a,$.b") });

        HeaderOf(session).Ignored.Should().Equal("$.a", "$.b");
        var leaveOut = session.Comparison!.Ignored!;
        leaveOut(Read(Written.User(1, """{"b":2,"c":3}"""))).Body.GetRawText().Should().Be("""{"c":3}""");
        var unknown = Read(Written.Unknown(1));
        leaveOut(unknown).Should().Be(unknown, "it has no body");
    }

    [Fact]
    public void Only_a_path_of_the_run_itself_is_told_when_it_matches_nothing()
    {
        Save(header => header with { Ignored = ["$.gone"] });

        using var session = Open(Comparing with { SnapshotIgnore = Paths("$.b,$.nmae") });
        Line(session);

        session.UnmatchedPaths.Select(path => path.Text).Should().Equal("$.nmae");
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("2026-03", null)]
    [InlineData("2026-04", "was saved from another generation of the platform: *2026-04*; now: *2026-03*. Answers may differ *")]
    public void A_snapshot_of_another_generation_says_so(string? generation, string? expected)
    {
        Save(header => header with { Platform = generation is null ? null : new SavedPlatform(generation, generation, "3.0") });

        using var session = Open(Comparing);

        if (expected is null) session.OtherGeneration.Should().BeNull();
        else session.OtherGeneration.Should().Match(expected);
    }

    [Fact]
    public void What_is_committed_says_what_gave_the_answers()
    {
        using (var session = Open(Saving)) session.Commit([Check], leavesProjectsOut: true);

        var set = SavedSet.Read(_root.File("set"));
        set.Header.Platform.Should().Be(Platform);
        (set.Checks.Single(), set.LeavesProjectsOut, set.IsImported).Should().Be((Check, true, false));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Only_an_imported_snapshot_is_removed_at_the_end(bool isImported)
    {
        Save(header => header, isImported);

        Open(Comparing).Dispose();

        Directory.Exists(_root.File("set")).Should().Be(!isImported);
    }

    private void Save(Func<SnapshotHeader, SnapshotHeader> change, bool isImported = false)
    {
        Directory.CreateDirectory(_root.File("set"));
        var header = change(Written.Header with { Project = null, File = null });
        new SavedSet(header, [Check], LeavesProjectsOut: false) { IsImported = isImported }.Write(_root.File("set"));
    }

    private SnapshotSession Open(IntegrityOptions options) => new(
        options,
        SnapshotFolder.Open(_root.File("set"), options.Snapshots == SnapshotMode.Save),
        "target",
        Platform,
        text => text,
        new PersonalData(false),
        () => 0,
        reason => throw new InvalidOperationException(reason));

    private static IReadOnlyList<IgnoredPath> Paths(string list) => IgnoredPath.ReadList(list);

    private static SnapshotHeader HeaderOf(SnapshotSession session)
    {
        using (var writer = session.Answers.Create("p", Check)) writer.Complete(isPartial: false);
        using var reader = SnapshotReader.Open(session.Folder.WorkFile("p", Check));
        return reader.Header;
    }

    private static string Line(SnapshotSession session) => Encoding.UTF8.GetString(
        session.Answers.Lines.Answer("0001", Example.Response(Answered), "/api/v1/users/1", null, []));

    private static SavedLine Read(string line) => SavedLine.Read(Encoding.UTF8.GetBytes(line));
}
