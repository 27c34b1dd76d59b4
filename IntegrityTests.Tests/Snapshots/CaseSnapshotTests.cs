using FluentAssertions;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Rows;
using IntegrityTests.Running;
using IntegrityTests.Snapshots.Files;
using IntegrityTests.Snapshots.Save;
using IntegrityTests.Tests.Fakes;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.Snapshots;

/// <summary>The files that a case writes: one per project, and what each says of its end.</summary>
public sealed class CaseSnapshotTests : IDisposable
{
    private const string Check = "Class.Method";
    private static readonly Project One = Example.Project() with { Id = "one" };
    private static readonly Project Two = Example.Project() with { Id = "two" };

    private readonly TemporaryFolder _root = new();
    private readonly List<string> _finished = [];
    private readonly List<string> _failures = [];
    private readonly SnapshotFolder _folder;

    public CaseSnapshotTests() => _folder = SnapshotFolder.Open(_root.File("set"), saves: true);

    public void Dispose()
    {
        _folder.Dispose();
        _root.Dispose();
    }

    [Fact]
    public void Each_project_has_a_file_with_its_answers_in_the_order_of_the_rows()
    {
        var files = Files();
        var following = Follow(files);

        foreach (var (project, number) in new[] { (One, 1), (One, 2), (Two, 1) }) Ask(following, project, User(number));
        following.End(isComplete: true);

        Lines(One).Should().Equal("user:1 200", "user:2 200");
        Lines(Two).Should().Equal("user:1 200");
        _finished.Should().Equal("one Class.Method whole", "two Class.Method whole");
        files.Written.Should().Be(3);
    }

    [Fact]
    public void A_file_of_a_project_is_finished_when_the_next_project_begins()
    {
        var following = Follow(Files());

        Ask(following, One, User(1));
        _finished.Should().BeEmpty();
        Ask(following, Two, User(1));

        _finished.Should().Equal("one Class.Method whole");
    }

    [Fact]
    public void Only_the_last_file_of_a_case_that_was_not_read_to_its_end_is_partial()
    {
        var following = Follow(Files());

        foreach (var project in new[] { One, Two }) Ask(following, project, User(1));
        following.End(isComplete: false);

        _finished.Should().Equal("one Class.Method whole", "two Class.Method partial");
    }

    [Fact]
    public void A_row_that_was_not_verified_is_unknown_whatever_it_was_answered()
    {
        var following = Follow(Files());

        Ask(following, One, User(1), isAnswered: false);
        Ask(following, One, User(2));
        following.End(isComplete: true);

        Lines(One).Should().Equal("user:1 unknown", "user:2 200");
    }

    [Fact]
    public void A_row_that_asked_for_nothing_has_no_line_and_a_project_without_lines_no_file()
    {
        var following = Follow(Files());

        Ask(following, One, User(1), endpoint: null);
        following.End(isComplete: true);

        _finished.Should().BeEmpty();
        File.Exists(_folder.WorkFile("one", Check)).Should().BeFalse();
    }

    [Fact]
    public void A_row_without_a_project_is_not_followed()
    {
        Follow(Files()).BeginRow(["table", 7]).Should().BeNull();
        Follow(Files()).BeginRow([]).Should().BeNull();
    }

    [Theory]
    [InlineData(1, "whole")]
    [InlineData(2, "partial")]
    public void Of_a_project_with_as_many_users_as_the_run_is_limited_to_the_rest_is_unknown(int users, string expected)
    {
        var following = Follow(Files(maxUsers: 2));

        for (var number = 1; number <= users; number++) Ask(following, One, User(number));
        Ask(following, Two, User(1));
        following.End(isComplete: true);

        _finished.Should().Equal($"one Class.Method {expected}", "two Class.Method whole");
    }

    [Theory]
    [InlineData(1, 3, false)]
    [InlineData(2, 3, true)]
    [InlineData(2, 1, true)]
    public void Among_customers_only_what_follows_the_users_is_unknown(int users, int teams, bool hasGap)
    {
        var following = Follow(Files(maxUsers: 2));

        for (var number = 1; number <= users; number++) Ask(following, One, Customer(CustomerType.User, number));
        for (var number = 1; number <= teams; number++) Ask(following, One, Customer(CustomerType.Team, number));
        following.End(isComplete: true);

        string[] gap = hasGap ? [" gap"] : [];
        Lines(One).Should().Equal(
        [
            .. Enumerable.Range(1, users).Select(number => $"user:{number} 200"),
            .. gap,
            .. Enumerable.Range(1, teams).Select(number => $"team:{number} 200"),
        ]);
        _finished.Should().Equal("one Class.Method whole");
    }

    [Fact]
    public void A_file_of_customers_that_ends_with_the_last_user_of_the_limit_says_it_at_its_end()
    {
        var following = Follow(Files(maxUsers: 1));

        Ask(following, One, Customer(CustomerType.User, 1));
        Ask(following, Two, Customer(CustomerType.Team, 1));
        following.End(isComplete: true);

        Lines(One).Should().Equal("user:1 200", " gap");
        Lines(Two).Should().Equal("team:1 200");
        _finished.Should().Equal("one Class.Method whole", "two Class.Method whole");
    }

    [Theory]
    [InlineData(true, null, "whole")]
    [InlineData(false, null, "partial")]
    [InlineData(true, 5, "partial")]
    public void A_list_has_a_file_of_its_own(bool isAnswered, int? maxUsers, string expected)
    {
        var following = Follow(Files(maxUsers));

        Ask(following, One, One, isAnswered, "/api/v1/users?limit=1000", """{"items":[{"id":"a","signed_up_at_millis":1}]}""");
        following.End(isComplete: true);

        _finished.Should().Contain($"one Class.Method_list=default {expected}");
    }

    [Fact]
    public void A_disk_that_cannot_be_written_gives_the_run_up()
    {
        var following = Follow(Files());
        Directory.Delete(_folder.Work, recursive: true);
        File.WriteAllText(_folder.Work, "");

        Ask(following, One, User(1));

        _failures.Should().ContainSingle().Which.Should().StartWith($"The snapshot cannot be written to {_folder.Path}: ")
            .And.EndWith("Make room, or set INTEGRITY_SNAPSHOT_DIR to another folder. What was saved before is unchanged.");
        File.Delete(_folder.Work);
    }

    // A row that names itself, as the suite's records do.
    private static string User(int number) => $"user:{number}";

    private static Customer Customer(CustomerType type, int number) => new(type, $"{number}", null) { SignedUpAtMillis = number };

    private AnswerFiles Files(int? maxUsers = null)
    {
        var header = Written.Header with { Project = null, File = null, Scope = new SavedScope { MaxUsers = maxUsers } };
        return new AnswerFiles(_folder, header, Written.Lines(), _failures.Add)
        {
            Finished = (file, _) => _finished.Add($"{file.Project.Id} {file.Name} {(file.IsPartial ? "partial" : "whole")}"),
        };
    }

    private static CaseSnapshot Follow(AnswerFiles files) =>
        new(files, new FollowedCase(new CheckInfo("TST001", Severity.Error, "Tests"), Check, null), new SpyReport());

    // A row that gets an answer, or none where there is no endpoint.
    private static void Ask(
        CaseSnapshot following,
        Project project,
        object row,
        bool isAnswered = true,
        string? endpoint = "/api/v1/internal/config",
        string body = "{}")
    {
        var notes = following.BeginRow([project, row]).Should().BeOfType<RowAnswers>().Subject;
        if (endpoint is not null)
            notes.Add(Example.Response(body) with { Project = project, Subject = $"{row}", Endpoint = endpoint });
        following.EndRow(notes, isAnswered, isSound: isAnswered);
        following.Pass(notes);
    }

    private List<string> Lines(Project project)
    {
        using var reader = SnapshotReader.Open(_folder.WorkFile(project.Id, Check));
        var lines = new List<string>();
        while (reader.Next() is { } line)
        {
            var read = SavedLine.Read(line.ToArray());
            lines.Add($"{read.Subject} {(read.IsGap ? "gap" : read.IsUnknown ? "unknown" : $"{read.Status}")}");
        }

        return lines;
    }
}
