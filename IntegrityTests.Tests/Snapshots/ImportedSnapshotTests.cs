using FluentAssertions;
using IntegrityTests.Snapshots.Files;
using IntegrityTests.Snapshots.Import;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.Snapshots;

/// <summary>A snapshot made of the original script's output: whose each answer is.</summary>
public sealed class ImportedSnapshotTests : IDisposable
{
    private const string CurrentProject = "/api/v1/internal/projects/current";
    private const string Users = "/api/v1/users?limit=1000";
    private const string Definitions = "/api/v1/project-permission-definitions";

    private static readonly string[] OneProject =
    [
        Line(CurrentProject, """{"id":"p1"}"""),
        Line(Definitions, """{"items":[{"id":"read"}]}"""),
        Line(Users, """{"items":[{"id":"u1","signed_up_at_millis":1}],"pagination":{"next_cursor":"u2"}}"""),
        Line("/api/v1/users/u1", """{"id":"u1"}"""),
        Line("/api/v1/project-permissions?user_id=u1", """{"items":[]}"""),
        Line("/api/v1/teams?user_id=u1", """{"items":[{"id":"t2"},{"id":"t1"}]}"""),
        Line(Users + "&cursor=u2", """{"items":[{"id":"u2","signed_up_at_millis":2}],"pagination":{"next_cursor":null}}"""),
        Line("/api/v1/users/u2", "{}", status: 404),
        Line("/api/v1/teams?user_id=u2", """{"items":[{"id":"t1"},{"name":"without id"}]}"""),
        Line("/api/v1/team-permissions?team_id=t1", """{"items":[]}"""),
        Line("/api/v1/team-permissions?team_id=t1", """{"items":[]}"""),
        Line("/api/v1/team-permissions?team_id=t2", """{"items":[]}"""),
    ];

    private readonly TemporaryFolder _root = new();

    private string Folder => _root.File("set");

    public void Dispose() => _root.Dispose();

    [Fact]
    public void Each_answer_is_that_of_its_project_user_or_team()
    {
        Import(OneProject).Should().Be((12, 12));

        Lines("p1", "PRJ001.M").Should().Equal($"project:p1 {CurrentProject} 200");
        Lines("p1", "PRJ002.M").Should().Equal($"project:p1 {Definitions} 200", $"permission:read {Definitions} 200");
        Lines("p1", "USR001.M_list=default").Should().Equal("user:u1 /api/v1/users 200", "user:u2 /api/v1/users 200");
        Lines("p1", "USR002.M").Should().Equal("user:u1 /api/v1/users/u1 200", "user:u2 /api/v1/users/u2 404");
        Lines("p1", "USR003.M").Should().Equal("user:u1 /api/v1/project-permissions?user_id=u1 200");
        Lines("p1", "USR004.M").Should().Equal("user:u1 /api/v1/teams?user_id=u1 200", "user:u2 /api/v1/teams?user_id=u2 200");
        Lines("p1", "TEM002.M").Should().Equal(
            "team:t1 /api/v1/team-permissions?team_id=t1 200", "team:t2 /api/v1/team-permissions?team_id=t2 200");
    }

    [Fact]
    public void The_set_says_that_it_was_imported_and_may_lack_projects()
    {
        Import(OneProject);

        var set = SavedSet.Read(Folder);
        (set.IsImported, set.LeavesProjectsOut).Should().Be((true, true));
        set.Checks.Should().Equal("PRJ001.M", "PRJ002.M", "PRJ003.M", "TEM002.M", "USR001.M", "USR002.M", "USR003.M", "USR004.M");
    }

    [Fact]
    public void The_nth_answer_of_what_every_project_has_is_that_of_the_nth_project()
    {
        Import(
            Line(CurrentProject, """{"id":"p1"}"""),
            Line(Definitions, """{"items":[{"id":"read"}]}"""),
            Line(Users, """{"items":[]}"""),
            Line(CurrentProject, """{"id":"p2"}"""),
            Line(Definitions, """{"items":[{"id":"write"}]}"""),
            Line(Users, """{"items":[{"id":"u9","signed_up_at_millis":1}]}""")).Should().Be((6, 6));

        Lines("p1", "PRJ002.M").Should().Contain($"permission:read {Definitions} 200");
        Lines("p2", "PRJ002.M").Should().Contain($"permission:write {Definitions} 200");
        Lines("p2", "USR001.M_list=default").Should().Equal("user:u9 /api/v1/users 200");
        HasFile("p2", "TEM002.M").Should().BeFalse("no user is in a team");
    }

    [Fact]
    public void Where_another_number_of_answers_is_there_nobody_knows_whose_they_are()
    {
        Import(
            Line(CurrentProject, """{"id":"p1"}"""),
            Line(CurrentProject, """{"id":"p2"}"""),
            Line(Definitions, """{"items":[]}"""),
            Line(Users, """{"items":[]}""")).Should().Be((2, 4));

        Lines("p1", "PRJ001.M").Should().ContainSingle();
        (HasFile("p1", "PRJ002.M"), HasFile("p1", "USR001.M_list=default"), HasFile("p1", "USR002.M")).Should().Be((false, false, false));
    }

    [Fact]
    public void A_project_that_is_not_named_is_left_out()
    {
        Import(
            Line(CurrentProject, """{"code":"SCHEMA_ERROR"}""", status: 400),
            Line(CurrentProject, """{"id":"p2"}""")).Should().Be((1, 2));

        Directory.GetDirectories(Folder).Select(Path.GetFileName).Should().Equal("p2");
    }

    [Fact]
    public void Output_that_names_no_project_is_refused()
    {
        var import = () => Import(Line("/api/v1/users/u1", "{}"));

        import.Should().Throw<SnapshotUnusableException>().WithMessage(
            $"INTEGRITY_SNAPSHOT_IMPORT holds 1 answer, but none of {CurrentProject} names a project*--save-output, whole.");
    }

    [Theory]
    [InlineData("\"text\"", false)]
    [InlineData("7", false)]
    [InlineData("[1]", true)]
    [InlineData("{}", true)]
    public void What_is_no_object_or_list_is_no_body(string answer, bool hasBody)
    {
        Import([Line(CurrentProject, """{"id":"p1"}"""), Line("/api/v1/project-permission-definitions", answer)]);

        using var reader = Open("p1", "PRJ002.M");
        (SavedLine.Read(reader.Next()!.Value.ToArray()).Body.ValueKind != System.Text.Json.JsonValueKind.Undefined).Should().Be(hasBody);
    }

    private static string Line(string endpoint, string answer, int status = 200) =>
        $"{{\"endpoint\":\"{endpoint}\",\"output\":{{\"status\":{status},\"responseJson\":{answer}}}}}";

    /// <returns>How many answers the snapshot holds, and how many there are.</returns>
    private (long Used, long All) Import(params string[] lines)
    {
        File.WriteAllLines(_root.File("output"), lines);
        using var output = OriginalOutput.Open(_root.File("output"));
        var header = Written.Header with { Project = null, File = null };
        var imported = new ImportedSnapshot(output, Folder, header, Written.Lines(), code => $"{code}.M");
        imported.Write();
        return (imported.Used, output.Count);
    }

    private string PathOf(string project, string name) =>
        Path.Combine(Folder, SnapshotFiles.PathOf(project, name, SnapshotFiles.Verified));

    private bool HasFile(string project, string name) => File.Exists(PathOf(project, name));

    private SnapshotReader Open(string project, string name) => SnapshotReader.Open(PathOf(project, name));

    private List<string> Lines(string project, string name)
    {
        using var reader = Open(project, name);
        var lines = new List<string>();
        while (reader.Next() is { } line)
        {
            var read = SavedLine.Read(line.ToArray());
            lines.Add($"{read.Subject} {read.Endpoint} {read.Status}");
        }

        return lines;
    }
}
