using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Tests.Fakes;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.Running;

/// <summary>What a case says that the budget cut off.</summary>
public sealed class CutOffCaseTests
{
    [Theory]
    [InlineData(100, "3 of 100 rows", 100L)]
    [InlineData(3, "3 rows", null)]
    [InlineData(0, "3 rows", null)]
    public async Task A_case_that_the_budget_cut_off_says_after_how_many_of_its_rows(long stored, string after, long? of)
    {
        var scenario = await CutOffAsync(new RunSettings { Part = "1/2" }, stored);

        scenario.Results.Single(result => result.Kind == "skipped").Text.Should().StartWith($"left: the budget was over after {after}.");
        ((long?)scenario.Log.OfKind("left").Single()["of"]).Should().Be(of);
        ((bool?)scenario.Log.OfKind("case").Single()["left"]).Should().BeTrue();
        ((string?)scenario.Log.OfKind("share").Single()["state"]).Should().Be("left");
    }

    [Fact]
    public async Task A_case_that_was_cut_off_and_lacks_something_was_not_verified()
    {
        var scenario = await CutOffAsync(new RunSettings { Part = "1/2" }, 100, _ => Script.Row.Leave("grants", Gap.Unknown("no answer")));

        ((string?)scenario.Log.OfKind("share").Single()["state"]).Should().Be("not-verified");
    }

    [Fact]
    public async Task The_progress_goes_on_to_count_rows_that_a_case_that_was_cut_off_left()
    {
        var scenario = await CutOffAsync(new RunSettings(), 100);

        scenario.Report.Progress.CaseEnded(CheckInfo.Of(scenario.Check), null);

        scenario.Report.Progress.PerRow((_, _) => new RowForecast(100, IsAbout: false)).Single().Left.Should().Be(97);
    }

    // The budget is over after the third row.
    private static async Task<Scenario> CutOffAsync(RunSettings settings, long stored, Action<int>? body = null)
    {
        var clock = new WatchedClock();
        var scenario = new Scenario(settings with { Budget = TimeSpan.FromHours(1), Concurrency = 1 }, clock: clock)
        {
            Check = typeof(ScriptedRowCheck),
        };
        scenario.Script.Source = _ =>
        {
            scenario.Script.Opened.Single().Expect(stored);
            return Script.Numbers(100);
        };
        scenario.Script.Body = (number, _) =>
        {
            if (number == 3) clock.Advance(TimeSpan.FromHours(1));
            body?.Invoke(number);
            return Task.CompletedTask;
        };
        await scenario.RunAsync();
        return scenario;
    }
}
