using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.Running;

#pragma warning disable xUnit1000 // The checks here are not public, so that xUnit does not run them by itself.
/// <summary>What a case says of itself when it ends: to whoever reads its line, puts parts together or follows its progress.</summary>
public sealed class CaseReportTests
{
    private static readonly CasePartition Project = Cases.Partition("p1", "One");

    [Fact]
    public async Task Rows_that_were_stopped_while_they_ran_keep_the_case_from_being_read_to_its_end()
    {
        var scenario = new Scenario(new RunSettings { Concurrency = 2 });
        var isRead = new TaskCompletionSource();
        scenario.Script.Source = _ => OneRow();
        scenario.Script.Body = async (_, cancel) =>
        {
            await isRead.Task;
            scenario.Run.Abort("the server is dead");
            cancel.ThrowIfCancellationRequested();
        };

        await scenario.RunAsync();

        scenario.Failures.Should().ContainSingle().Which.Text.Should().Be("NOT VERIFIED: the server is dead");

        async IAsyncEnumerable<object[]> OneRow()
        {
            await Task.Yield();
            yield return [1];
            isRead.SetResult();
        }
    }

    [Fact]
    public async Task Every_row_counts_for_the_progress_however_it_ends()
    {
        var scenario = new Scenario { Check = typeof(ScriptedRowCheck) };

        await scenario.RunAsync(4, number =>
        {
            if (number == 1) Script.Row.Report(Scenario.Finding());
            if (number == 2) throw new NotVerifiedException("503");
            if (number == 3) throw new RowSkippedException("too new");
        });

        scenario.Report.Progress.PerRow((_, _) => null).Should().ContainSingle().Which.Done.Should().Be(4);
    }

    [Theory]
    [InlineData(false, "skipped", "there is none", 0)]
    [InlineData(true, "elsewhere", "another shard verifies it", 1)]
    public async Task A_case_with_nothing_to_verify_says_whether_another_part_has_it(
        bool isElsewhere, string state, string reason, int elsewhere)
    {
        var scenario = new Scenario(new RunSettings { Part = "1/2" });
        var nothing = isElsewhere
            ? NothingToVerifyException.Elsewhere()
            : new NothingToVerifyException(reason) { ReportedBy = "TST002" };
        scenario.Script.Source = _ => Script.NumbersThenThrow(0, nothing);

        await scenario.RunAsync();

        var share = scenario.Log.OfKind("share").Should().ContainSingle().Which;
        ((string?)share["state"], (string?)share["reason"]).Should().Be((state, reason));
        scenario.Report.Tally.Elsewhere.Should().Be(elsewhere);
        scenario.Report.Reliance.Unfounded.Should().HaveCount(isElsewhere ? 0 : 1);
    }

    [Theory]
    [InlineData("p1")]
    [InlineData(null)]
    public async Task A_row_that_is_not_verified_is_named_by_its_project_and_itself(string? project)
    {
        var scenario = new Scenario
        {
            Check = typeof(NumberOfProjectCheck),
            Partition = project is null ? null : Project,
        };
        scenario.Script.Source = _ => Rows();

        await scenario.RunAsync();

        var line = scenario.Log.OfKind("not-verified").Should().ContainSingle().Which;
        ((string?)line["project"], (string?)line["subject"]).Should().Be(("p1", "7"));

        static async IAsyncEnumerable<object[]> Rows()
        {
            await Task.Yield();
            yield return ["project:p1", 7];
        }
    }

    [Fact]
    public async Task A_row_of_a_check_of_lists_that_is_not_verified_is_of_no_project()
    {
        var scenario = new Scenario();

        await scenario.RunAsync(1, _ => throw new NotVerifiedException("503"));

        scenario.Log.OfKind("not-verified").Should().ContainSingle().Which.ToJsonString().Should()
            .Be("""{"kind":"not-verified","code":"TST001","subject":"1","reason":"503"}""");
    }

    [Theory]
    [InlineData(false, "TST001 project:p1, 7")]
    [InlineData(true, "TST001 7 [One, p1]")]
    public async Task A_failing_row_is_called_by_all_that_tells_it_from_others(bool hasPartition, string name)
    {
        var scenario = new Scenario { Check = typeof(PairCheck), Partition = hasPartition ? Project : null };
        scenario.Script.Source = _ => Rows();

        await scenario.RunAsync();

        scenario.Failures.Should().ContainSingle().Which.Name.Should().Be(name);

        static async IAsyncEnumerable<object[]> Rows()
        {
            await Task.Yield();
            yield return ["project:p1", 7];
        }
    }

    [Fact]
    public async Task A_failing_row_is_called_by_what_is_wrong_and_not_by_what_is_only_information()
    {
        var scenario = new Scenario();

        await scenario.RunAsync(2, number =>
        {
            Script.Row.Report(Scenario.Finding(Severity.Info, $"leftover:{number}"));
            if (number == 1) Script.Row.Report(Scenario.Finding(subject: "number:1"));
            else throw new NotVerifiedException("503");
        });

        scenario.Failures.Select(failure => failure.Name).Should().BeEquivalentTo("TST001 number:1", "TST001 leftover:2");
    }

    [Fact]
    public async Task A_source_that_breaks_shows_where_it_did()
    {
        var scenario = new Scenario();
        scenario.Script.Source = _ => Script.NumbersThenThrow(1, new IOException("connection lost"));

        await scenario.RunAsync();

        Trace(scenario).Should().Contain(nameof(Script.NumbersThenThrow));
    }

    [Fact]
    public async Task A_source_that_says_why_it_cannot_go_on_shows_no_trace()
    {
        var scenario = new Scenario();
        scenario.Script.Source = _ => Script.NumbersThenThrow(1, new NotVerifiedException("the database is down"));

        await scenario.RunAsync();

        Trace(scenario).Should().BeEmpty();
    }

    private static string Trace(Scenario scenario) =>
        scenario.Bus.Messages.OfType<Xunit.Abstractions.ITestFailed>().Should().ContainSingle().Which.StackTraces.Single()!;

    [Check("TST001", Severity.Error, Category = "Scripted", IsPerRow = true)]
    private sealed class NumberOfProjectCheck
    {
        [StreamingTheory]
        [MemberData(nameof(Script.Rows), MemberType = typeof(Script))]
        public void Every_number_is_fine(string project, int number) => throw new NotVerifiedException($"{project} has no {number}");
    }

    [Check("TST001", Severity.Error, Category = "Scripted")]
    private sealed class PairCheck
    {
        [StreamingTheory]
        [MemberData(nameof(Script.Rows), MemberType = typeof(Script))]
        public void Every_pair_is_fine(string project, int number) => throw new NotVerifiedException($"{project} has no {number}");
    }
}
