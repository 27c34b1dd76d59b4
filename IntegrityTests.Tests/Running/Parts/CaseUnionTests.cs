using System.Text.Json;
using System.Text.Json.Nodes;
using FluentAssertions;
using IntegrityTests.Running.Parts;
using IntegrityTests.Running.Reporting;
using Xunit;

namespace IntegrityTests.Tests.Running.Parts;

/// <summary>What two parts say of one case: whether together they are the whole of it.</summary>
public sealed class CaseUnionTests
{
    private readonly CaseUnion _union = new("TST001", "p1", parts: 2);

    [Theory]
    [InlineData("skipped", "skipped", "of the first")]
    [InlineData("skipped", "elsewhere", "of the first")]
    [InlineData("elsewhere", "skipped", "of the second")]
    [InlineData("skipped", "complete", null)]
    [InlineData("complete", "complete", null)]
    public void It_had_nothing_to_verify_if_no_part_had(string first, string second, string? reason)
    {
        Share(1, first, reason: "of the first");
        Share(2, second, reason: "of the second");

        _union.Skipped.Should().Be(reason);
    }

    [Theory]
    [InlineData("complete", "complete", true)]
    [InlineData("complete", "elsewhere", true)]
    [InlineData("complete", "partial", false)]
    [InlineData("elsewhere", "elsewhere", false)]
    [InlineData("complete", "skipped", false)]
    public void It_is_complete_if_each_part_is_and_one_has_something(string first, string second, bool isComplete)
    {
        Share(1, first);
        Share(2, second);

        _union.IsComplete.Should().Be(isComplete);
    }

    [Fact]
    public void Rows_moved_if_the_parts_count_some_of_them_otherwise()
    {
        Share(1, "complete", own: """{"users":[3,5],"teams":[1,2]}""");
        _union.HasMoved.Should().BeFalse();

        Share(2, "complete", own: """{"users":[3,6],"teams":[1,2]}""");
        _union.HasMoved.Should().BeTrue();
        _union.WhyNotWhole().Should().BeNull();
    }

    [Fact]
    public void What_the_parts_proved_is_added_and_has_the_names_of_the_first()
    {
        Share(1, "complete");
        Share(2, "complete");
        _union.Prove(Line("""{"projectName":"Acme","title":"All is well","verified":1,"failed":2,"notVerified":3}"""));
        _union.Prove(Line("""{"projectName":"Renamed","title":"Another","verified":10,"failed":20,"notVerified":30}"""));

        _union.Proven()!.ToJsonString().Should().Be(
            """
            {"kind":"case","code":"TST001","project":"p1","projectName":"Acme","title":"All is well","verified":11,"failed":22,
            "notVerified":33}
            """.ReplaceLineEndings(""));
    }

    [Theory]
    [InlineData("{}", "{}", false)]
    [InlineData("""{"caseNotVerified":true,"left":true}""", "{}", true)]
    [InlineData("{}", """{"caseNotVerified":true,"left":true}""", true)]
    [InlineData("""{"caseNotVerified":true,"left":true}""", """{"caseNotVerified":true,"left":true}""", true)]
    public void What_one_part_could_not_verify_or_left_is_so_in_the_whole(string first, string second, bool isSaid)
    {
        Share(1, "complete");
        Share(2, "complete");
        _union.Prove(Line(first));
        _union.Prove(Line(second));

        var proven = _union.Proven()!;

        (proven.ContainsKey("caseNotVerified"), proven.ContainsKey("left")).Should().Be((isSaid, isSaid));
    }

    [Fact]
    public void Parts_that_are_not_the_whole_have_not_verified_it()
    {
        Share(1, "complete");
        _union.Prove(Line("{}"));

        _union.WhyNotWhole().Should().StartWith("2/2 of the shards did not come to it");
        _union.Proven()!.ContainsKey("caseNotVerified").Should().BeTrue();
    }

    [Fact]
    public void A_case_of_which_no_part_proved_anything_has_no_line() => _union.Proven().Should().BeNull();

    [Fact]
    public void A_part_that_says_twice_what_it_did_was_changed()
    {
        Share(1, "complete");
        Share(2, "complete");
        Share(2, "complete");

        _union.WhyNotWhole().Should().StartWith("a shard says twice what it did about it");
    }

    [Theory]
    [InlineData("complete", false)]
    [InlineData("left", true)]
    [InlineData("not-verified", true)]
    public void Shares_need_not_add_up_where_a_part_says_itself_that_it_did_not_come_to_all(string state, bool isWhole)
    {
        Share(1, state, rows: 2, own: """{"users":[2,5]}""");
        Share(2, "complete", rows: 2, own: """{"users":[2,5]}""");

        (_union.WhyNotWhole() is null).Should().Be(isWhole);
    }

    [Fact]
    public void What_the_parts_rely_on_is_known_once_and_a_claim_that_is_none_is_no_claim()
    {
        Share(1, "complete", own: """{"users":7,"teams":[1,2,3],"items":[1,1]}""", relied: """["PRJ004","PRJ005"]""");
        Share(2, "complete", own: """{"items":[0,1]}""", relied: """["PRJ004"]""");

        _union.Relied.Should().BeEquivalentTo("PRJ004", "PRJ005");
        _union.WhyNotWhole().Should().BeNull();
    }

    private static JsonElement Line(string json) => JsonElement.Parse(json);

    private void Share(int index, string state, int rows = 0, string reason = "none", string own = "{}", string relied = "null") =>
        _union.Add(index, Line(new JsonObject
        {
            ["kind"] = "share",
            ["state"] = state,
            ["rows"] = rows,
            ["reason"] = state == CaseEnd.Skipped ? reason : null,
            ["own"] = JsonNode.Parse(own),
            ["relied"] = JsonNode.Parse(relied),
        }.ToJsonString()));
}
