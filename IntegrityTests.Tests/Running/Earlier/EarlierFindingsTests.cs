using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Running.Earlier;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.Running.Earlier;

#pragma warning disable xUnit1000 // The check here is not public, so that xUnit does not run it by itself.
/// <summary>What becomes of all that an earlier run named: nothing is left unsaid, and nothing unseen counts as mended.</summary>
public sealed class EarlierFindingsTests : IDisposable
{
    private static readonly CasePartition Project = Cases.Partition("p", "One");
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_is_found_again_is_still_there_and_what_is_not_is_mended()
    {
        var earlier = Named(Line("number:1"), Line("number:2"));
        var scenario = Again(earlier);

        await scenario.RunAsync(2, number =>
        {
            if (number == 2) Script.Row.Report(Scenario.Finding(subject: "number:2"));
        });

        Says(earlier).Should().Contain("1 mended, 1 still there, 0 gone, 0 not looked at, 0 new")
            .And.Contain("still there: TST001 number:2 of project p").And.Contain("mended: TST001 number:1 of project p");
        earlier.Conclude().NotVerified.Should().BeEmpty();
    }

    [Fact]
    public async Task A_row_that_could_not_be_verified_is_not_mended()
    {
        var earlier = Named(Line("number:1"), Line("number:2"));

        await Again(earlier).RunAsync(2, number =>
        {
            if (number == 1) throw new NotVerifiedException("503");
            throw new RowSkippedException("no such column");
        });

        Says(earlier).Should().Contain("0 mended, 0 still there, 0 gone, 2 not looked at");
        earlier.Conclude().NotVerified.Should().ContainSingle().Which.Should().StartWith("2 of 2 that ").And.Contain("number:1");
    }

    [Fact]
    public async Task A_row_that_crashed_is_not_mended()
    {
        var earlier = Named(Line("number:1"));

        await Again(earlier).RunAsync(1, _ => throw new InvalidOperationException("a mistake of the check"));

        Says(earlier).Should().Contain("0 mended").And.Contain("1 not looked at");
    }

    [Fact]
    public async Task A_finding_that_the_earlier_run_did_not_have_is_counted_as_new()
    {
        var earlier = Named(Line("number:1"));

        await Again(earlier).RunAsync(1, _ => Script.Row.Report(Scenario.Finding(subject: "other:1")));

        Says(earlier).Should().Contain("1 mended, 0 still there, 0 gone, 0 not looked at, 1 new");
    }

    [Fact]
    public async Task A_check_that_does_not_ask_per_row_mends_only_when_all_of_its_rows_were_verified()
    {
        var whole = Named(Line("number:1"));
        var partly = Named(Line("number:1"));

        await new Scenario(new RunSettings { Only = whole }) { Partition = Project }.RunAsync(3);
        await new Scenario(new RunSettings { Only = partly }) { Partition = Project }.RunAsync(3, number =>
        {
            if (number == 3) throw new NotVerifiedException("503");
        });

        Says(whole).Should().Contain("1 mended");
        Says(partly).Should().Contain("0 mended").And.Contain("1 not looked at");
    }

    [Fact]
    public async Task What_was_not_verified_and_is_now_is_said_so()
    {
        var earlier = Named("""{"kind":"not-verified","code":"TST001","project":"p","subject":"number:1","reason":"503"}""");

        await Again(earlier).RunAsync(1);

        Says(earlier).Should().Contain("verified now: TST001 number:1");
    }

    [Fact]
    public void What_is_gone_is_gone_by_row_and_by_project()
    {
        var earlier = Named(Line("number:1"), Line("number:2", "q"));

        earlier.Gone(CheckInfo.Of(typeof(RowCheck)), "p", "number:1");
        earlier.OpenPartitions.Should().Equal("q");
        earlier.Gone("q");

        earlier.GoneCount.Should().Be(2);
        earlier.Conclude().NotVerified.Should().BeEmpty();
        Says(earlier).Should().Contain("2 gone").And.Contain("gone: TST001 number:2 of project q");
    }

    [Fact]
    public void A_check_that_no_longer_exists_is_named()
    {
        var earlier = Named(Line("number:1").Replace("TST001", "OLD001"));

        earlier.Conclude().NotVerified.Should().ContainSingle().Which.Should().Contain("This suite has no check OLD001");
    }

    [Fact]
    public void Checks_that_no_longer_exist_are_named_in_order_and_none_where_all_do()
    {
        var earlier = Named(Line("number:1").Replace("TST001", "OLD002"), Line("number:1").Replace("TST001", "OLD001"));

        earlier.Conclude().NotVerified.Single().Should().Contain("This suite has no check OLD001, OLD002: docs/checks.md has those");
        Named(Line("number:1")).Conclude().NotVerified.Single().Should().NotContain("This suite has no check");
    }

    [Fact]
    public void Of_very_many_the_first_fifty_are_listed_those_that_are_still_there_before_the_others()
    {
        var earlier = Named([.. Enumerable.Range(1, 51).Select(number => Line($"number:{number:d2}"))]);
        for (var number = 1; number <= 51; number++)
        {
            if (number > 2) earlier.Gone(CheckInfo.Of(typeof(RowCheck)), "p", $"number:{number:d2}");
            else earlier.Found(Scenario.Finding(subject: $"number:{number:d2}") with { Project = "p" });
        }

        var lines = Says(earlier).Split(Environment.NewLine);

        lines[1..4].Should().Equal(
            "    still there: TST001 number:01 of project p",
            "    still there: TST001 number:02 of project p",
            "    gone: TST001 number:03 of project p");
        lines[^1].Should().Be("    and 1 more");
        Named([.. Enumerable.Range(1, 50).Select(number => Line($"number:{number:d2}"))]).Conclude().NotVerified.Single()
            .Should().Contain("number:50").And.NotContain(" more");
    }

    [Theory]
    [InlineData(true, true, "of the deployment. Lines of severity info name no single rows (2).")]
    [InlineData(false, true, "of the deployment.")]
    [InlineData(false, false, "of the deployment. That run was cut off: what it had not come to is not looked at.")]
    public void What_the_earlier_run_could_not_name_is_said(bool hasInfos, bool hasEnd, string expected)
    {
        var info = Line("leftover:1").Replace("error", "info");
        string[] lines = [Line("number:1"), .. hasInfos ? new[] { info, info } : [], .. hasEnd ? new[] { """{"kind":"end"}""" } : []];
        File.WriteAllLines(_folder.File("findings.jsonl"), ["""{"kind":"run"}""", .. lines]);

        Says(EarlierFindings.Read(_folder.File("findings.jsonl"), new HashSet<string> { "TST001" })).Should().EndWith(expected);
    }

    [Fact]
    public async Task A_case_of_which_nothing_was_reported_does_not_run()
    {
        var scenario = new Scenario(new RunSettings { Only = Named(Line("number:1", "q")) }) { Partition = Project };

        await scenario.RunAsync(5);

        scenario.Results.Should().Equal(
            new Result("skipped", "TST001 Every number is fine [One, p]", "The earlier run reported nothing of it."));
        scenario.Tally.Verified.Should().Be(0);
    }

    [Fact]
    public async Task A_finding_names_its_row_where_its_subject_is_another()
    {
        var scenario = new Scenario() { Check = typeof(RowCheck), Partition = Project };

        await scenario.RunAsync(2, number => Script.Row.Report(Scenario.Finding(subject: number == 1 ? "number:1" : "user:9")));

        scenario.Log.OfKind("finding").Select(line => (string?)line["row"]).Should().BeEquivalentTo(new string?[] { null, "number:2" });
    }

    [Fact]
    public async Task All_that_was_named_can_be_gone_and_the_run_is_not_empty_then()
    {
        using var run = new ScriptedRun();
        var earlier = Named(Line("number:1"));
        run.Script.Source = _ =>
        {
            earlier.Gone(CheckInfo.Of(typeof(RowCheck)), "p", "number:1");
            return Script.NumbersThenThrow(0, new NothingToVerifyException("what was named is gone"));
        };

        var bus = await run.RunAsync(
            () => run.Settings() with { Only = earlier }, new SpyBus(), Cases.Of(typeof(RowCheck), Project));

        bus.Results.Should().NotContain(result => result.Kind == "failed");
        run.Printed[^1].Should().EndWith("PASSED: 0 rows verified, 1 finding gone with its row");
    }

    public static RowSource NamedRows() => RowSource.From((context, cancel) =>
        Script.Ambient.Value!.Source(cancel).Select(object[] (row) => [new Numbered((int)row[0])]));

    private static Scenario Again(EarlierFindings earlier) =>
        new(new RunSettings { Only = earlier }) { Check = typeof(RowCheck), Partition = Project };

    private static string Says(EarlierFindings earlier) => earlier.Conclude().Notes.Single();

    private static string Line(string subject, string project = "p") =>
        $$"""{"kind":"finding","code":"TST001","severity":"error","project":"{{project}}","subject":"{{subject}}"}""";

    private EarlierFindings Named(params string[] lines)
    {
        File.WriteAllLines(_folder.File("findings.jsonl"), ["""{"kind":"run"}""", .. lines, """{"kind":"end"}"""]);
        return EarlierFindings.Read(_folder.File("findings.jsonl"), new HashSet<string> { "TST001" });
    }

    internal sealed record Numbered(int Number)
    {
        public override string ToString() => $"number:{Number}";
    }

    [Check("TST001", Severity.Error, Category = "Scripted", IsPerRow = true)]
    internal sealed class RowCheck
    {
        [StreamingTheory]
        [MemberData(nameof(NamedRows), MemberType = typeof(EarlierFindingsTests))]
        public Task Every_number_is_fine(Numbered numbered, CheckRow row, CancellationToken cancel)
        {
            Script.Row = row;
            return Script.Ambient.Value!.Body(numbered.Number, cancel);
        }
    }
}
