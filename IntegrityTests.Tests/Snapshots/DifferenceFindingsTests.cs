using System.Text;
using FluentAssertions;
using IntegrityTests.Options;
using IntegrityTests.Redaction;
using IntegrityTests.Snapshots.Files;
using IntegrityTests.Snapshots.Verify;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.Snapshots;

/// <summary>What is said of answers that are not as they were saved: each change once.</summary>
public sealed class DifferenceFindingsTests
{
    private const string User = "/api/v1/users/1";
    private readonly SpyReport _report = new();

    [Theory]
    [InlineData("\"status\":404", "\"status\":200", "answered 404 when it was saved, and answers 200")]
    [InlineData("\"body\":{}", "\"body\":{\"a\":1}", "$.a was not there when the snapshot was saved")]
    [InlineData("\"body\":{},", "", "answers something that is not JSON, and JSON was saved")]
    [InlineData("", "\"body\":{},", "answers JSON, and something that is not JSON was saved")]
    [InlineData("\"digest\":\"a\"", "\"digest\":\"b\"", "does not answer as it did when the snapshot was saved; only its digest was saved")]
    [InlineData("\"digest\":\"a\"", "\"body\":{}", "does not answer as it did when the snapshot was saved; only its digest was saved")]
    public void A_difference_is_one_finding_however_often_it_shows(string saved, string now, string message)
    {
        var differences = Of(Set());
        for (var time = 0; time < 2; time++)
            differences.Compare(Line(User, "user:1", saved), Line(User, "user:1", now)).Should().BeTrue();

        _report.Told.Should().Equal($"SNP001 user:1 {message}");
        _report.Findings[0].Should().BeEquivalentTo(new { Project = "p", ProjectName = "People", Endpoint = User, IsOfAnyEndpoint = true });
    }

    [Theory]
    [InlineData("\"status\":404")]
    [InlineData("\"body\":{\"a\":1}")]
    [InlineData("\"digest\":\"a\"")]
    [InlineData("")]
    public void Equal_answers_are_no_finding(string both)
    {
        Of(Set()).Compare(Line(User, "user:1", both), Line(User, "user:1", both)).Should().BeFalse();

        _report.Findings.Should().BeEmpty();
    }

    // Nothing is saved of an answer that is not JSON but its status.
    [Fact]
    public void An_answer_that_is_no_json_is_the_same_at_another_place()
    {
        static byte[] File(string place) =>
            Written.File([$"{{\"at\":\"{place}\",\"endpoint\":\"{User}\",\"status\":500,\"subject\":\"user:1\"}}"]);
        using var saved = Written.Read(File("1"));
        using var now = Written.Read(File("2"));
        var comparison = new FileComparison(saved, now, Of(Set()));

        comparison.Run();

        comparison.Should().BeEquivalentTo(new { Compared = 1L, HasDifferences = false });
        _report.Findings.Should().BeEmpty();
    }

    [Fact]
    public void What_a_digest_hides_is_shown_as_far_as_findings_may()
    {
        Of(Set()).Compare(Line(User, "user:1", "\"digest\":\"a\""), Line(User, "user:1", "\"digest\":\"b\",\"shown\":\"<text>\""));

        _report.Findings.Should().ContainSingle().Which.Actual!.GetValue<string>().Should().Be("<text>");
    }

    [Theory]
    [InlineData(20, 20)]
    [InlineData(21, 21)]
    [InlineData(50, 21)]
    public void Of_one_answer_so_many_places_are_named(int places, int findings)
    {
        string Body(int value) => $"\"body\":{{{string.Join(',', Enumerable.Range(1, places).Select(place => $"\"m{place}\":{value}"))}}}";

        Of(Set()).Compare(Line(User, "user:1", Body(1)), Line(User, "user:1", Body(2)));

        _report.Findings.Should().HaveCount(findings);
        if (places > 20) _report.Findings[^1].Message.Should().Be($"differs in {places - 20} more places");
    }

    [Fact]
    public void What_came_and_what_went_is_said_once()
    {
        var differences = Of(Set());
        for (var time = 0; time < 2; time++)
        {
            differences.Removed(Line(User, "user:1", ""));
            differences.Removed(Line("/api/v1/users", "user:2", ""));
            differences.Added(Line(User, "user:3", ""));
            differences.AddedProject();
            differences.RemovedProject();
        }

        _report.Told.Should().Equal(
            "SNP002 user:1 was saved, and is not there any more",
            "SNP002 user:2 was saved, and is not in the list any more",
            "SNP001 user:3 is new: it was not there when the snapshot was saved",
            "SNP001 project:p is new: it was not there when the snapshot was saved",
            "SNP002 project:p was saved, and does not exist any more");
        _report.Findings.Should().OnlyContain(finding => DifferenceFindings.HasComeOrGone(finding));
    }

    [Fact]
    public void What_the_original_script_did_not_save_is_not_new()
    {
        Of(Set() with { IsImported = true }).Added(Line(User, "user:1", ""));

        _report.Told.Should().Equal("SNP002 skipped 1 answers: not compared: the original script did not save them");
    }

    [Theory]
    [InlineData(5, false, 0)]
    [InlineData(7, true, 1)]
    public void What_time_changes_is_compared_with_what_was_foreseen(int quantity, bool? differs, int findings)
    {
        var saved = Line("/items", "user:1", "\"body\":{\"quantity\":1},\"later\":[{\"body\":{\"quantity\":5},\"from\":10}]");

        Of(Set()).Compare(saved, Line("/items", "user:1", $"\"body\":{{\"quantity\":{quantity}}}")).Should().Be(differs);

        _report.Findings.Should().HaveCount(findings);
    }

    [Fact]
    public void What_was_not_foreseen_is_not_judged() =>
        Of(Set()).Compare(
            Line("/items", "user:1", "\"body\":{\"quantity\":1},\"later\":[{\"from\":10}]"),
            Line("/items", "user:1", "\"body\":{\"quantity\":7}")).Should().BeNull();

    [Fact]
    public void What_goes_with_a_user_that_went_is_no_finding_of_its_own()
    {
        const string Granted = "/api/v1/team-permissions?team_id=t";
        var state = State(Set());
        var differences = state.Differences("p", "People", _report);

        differences.Compare(
            Line(Granted, "team:t", "\"body\":{\"items\":[{\"id\":\"a\",\"user_id\":\"u\"},{\"id\":\"a\",\"user_id\":\"v\"}]}"),
            Line(Granted, "team:t", "\"body\":{\"items\":[]}")).Should().BeTrue();
        _report.Findings.Should().BeEmpty("it is not known yet whether both users went");
        differences.Removed(Line("/api/v1/users/u", "user:u", ""));
        state.Dependent.Conclude(_report);

        _report.Told.Should().Equal(
            "SNP002 user:u was saved, and is not there any more",
            "SNP001 team:t $.items[id=a, user_id=v] was saved and is not there any more");
        _report.Findings[1].Root.Should().BeNull("one run sees both");
    }

    [Fact]
    public void A_part_of_a_run_says_what_a_difference_goes_with()
    {
        const string Granted = "/api/v1/team-permissions?team_id=t";
        var state = State(Set(), new Shard(1, 2));

        state.Differences("p", null, _report).Compare(
            Line(Granted, "team:t", "\"body\":{\"items\":[{\"id\":\"a\",\"user_id\":\"u\"}]}"),
            Line(Granted, "team:t", "\"body\":{\"items\":[]}"));
        state.Dependent.Conclude(_report);

        _report.Findings.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Root = "user:u", ProjectName = "p" });
    }

    [Theory]
    [InlineData("\"ann@example.com\"", "user:1", true)]
    [InlineData("\"00000000-0000-4000-8000-000000000001\"", "user:1", false)]
    [InlineData("7", "user:1", false)]
    [InlineData("true", "user:1", false)]
    [InlineData("null", "user:1", false)]
    [InlineData("{}", "user:1", true)]
    [InlineData("[]", "user:1", true)]
    [InlineData("\"ann@example.com\"", "permission:p", false)]
    public void Numbers_ids_and_what_a_project_defines_are_not_personal(string value, string subject, bool isPersonal) =>
        DifferenceFindings.IsPersonal(subject, System.Text.Json.Nodes.JsonNode.Parse(value)).Should().Be(isPersonal);

    private static SavedSet Set() => new(Written.Header with { Project = null, File = null }, [], LeavesProjectsOut: false);

    private static ComparisonState State(SavedSet set, Shard? shard = null) => new()
    {
        Set = set,
        Foreseen = new ForeseenAnswers(20, () => 20),
        Shard = shard ?? Shard.Whole,
        Values = new PersonalData(false),
    };

    private static SavedLine Line(string endpoint, string subject, string members)
    {
        var more = members.TrimEnd(',') is { Length: > 0 } all ? $",{all}" : "";
        var status = more.Contains("status", StringComparison.Ordinal) ? "" : ",\"status\":200";
        var text = $"{{\"at\":\"1\",\"endpoint\":\"{endpoint}\",\"subject\":\"{subject}\"{more}{status}}}";
        return SavedLine.Read(Encoding.UTF8.GetBytes(text));
    }

    private DifferenceFindings Of(SavedSet set) => State(set).Differences("p", "People", _report);
}
