using System.Globalization;
using System.Text.Json.Nodes;
using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Running.Baseline;
using IntegrityTests.Running.Parts;
using IntegrityTests.Running.Reporting;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.Running.Parts;

/// <summary>Parts that do not make up one run: each is red, named, and said what to do about.</summary>
public sealed class PartsOfAnotherRunTests : IDisposable
{
    private readonly SplitRuns _runs = new();

    public void Dispose() => _runs.Dispose();

    [Fact]
    public async Task A_folder_without_parts_is_red()
    {
        var merged = await _runs.MergeAsync();

        merged.IsGreen.Should().BeFalse();
        merged.Problems.Should().ContainSingle().Which.Should().StartWith($"There is no shard in {_runs.Folder}").And.Contain("Expected:");
    }

    [Fact]
    public async Task A_part_that_is_missing_is_named()
    {
        await _runs.PartsAsync();
        Directory.Delete(Path.GetDirectoryName(_runs.FindingsOf(2))!, recursive: true);

        var merged = await _runs.MergeAsync();

        merged.IsGreen.Should().BeFalse();
        merged.Problems.Should().ContainSingle().Which.Should().StartWith("1 shard of 3 is missing: 2/3.").And.Contain("Expected:");
        merged.Totals("TST001").Should().Contain("\"verified\":20");
    }

    [Fact]
    public async Task A_part_that_is_there_twice_is_named_and_counts_once()
    {
        await _runs.PartsAsync();
        await _runs.PartAsync(2, "another");

        var merged = await _runs.MergeAsync();

        merged.IsGreen.Should().BeFalse();
        merged.Problems.Should().ContainSingle().Which.Should()
            .StartWith("Shard 2/3 is there twice: in another, which counts here, and in part-2, which is left out.");
        merged.Totals("TST001").Should().Contain("\"verified\":30");
    }

    [Fact]
    public async Task A_part_from_yesterday_is_named()
    {
        await _runs.PartsAsync();
        _runs.Change(2, line => line["started"] = Moment(line).AddDays(-1).ToString("O", CultureInfo.InvariantCulture));

        var merged = await _runs.MergeAsync();

        merged.IsGreen.Should().BeFalse();
        merged.Problems.Should().HaveCount(2).And.Contain(problem => problem.StartsWith("1 shard of 3 is missing: 2/3."))
            .And.Contain(problem => problem.StartsWith("Shard 2/3 (part-2) is of another run than the others: it began at ")
                && problem.Contains("more than 12 hours later", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("apiUrl", "https://other.example.com/")]
    [InlineData("suite", "another build")]
    [InlineData("platform", "2026-03")]
    [InlineData("runId", "4711")]
    [InlineData("skipUsers", "yes")]
    public async Task A_part_of_another_run_is_named_with_what_differs(string member, string value)
    {
        await _runs.PartsAsync();
        _runs.Change(3, line => line[member] = value);

        var merged = await _runs.MergeAsync();

        merged.IsGreen.Should().BeFalse();
        merged.Problems.Should().HaveCount(2).And.Contain(problem => problem.StartsWith("1 shard of 3 is missing: 3/3."))
            .And.Contain(problem => problem.StartsWith(
                $"Shard 3/3 (part-3) is of another run than the others: {member} is \"{value}\", and "));
        merged.Totals("TST001").Should().Contain("\"verified\":20");
    }

    [Theory]
    [InlineData(1, "2/3, 3/3")]
    [InlineData(3, "1/3, 2/3")]
    public async Task Of_runs_that_have_as_many_parts_the_one_that_began_last_is_chosen(int last, string missing)
    {
        await _runs.PartsAsync();
        for (var index = 1; index <= 3; index++)
        {
            var minutes = index == last ? 10 : index;
            _runs.Change(index, line =>
            {
                line["apiUrl"] = $"https://api-{minutes}.example.com/";
                line["started"] = Moment(line).AddMinutes(minutes).ToString("O", CultureInfo.InvariantCulture);
            });
        }

        var merged = await _runs.MergeAsync();

        merged.Problems.Should().HaveCount(3)
            .And.Contain(problem => problem.StartsWith($"2 shards of 3 are missing: {missing}."));
    }

    [Fact]
    public void A_folder_that_cannot_be_read_is_named()
    {
        var (parts, problems) = PartFolder.Read(_runs.Folder);

        parts.Should().BeEmpty();
        problems.Should().ContainSingle().Which.Should()
            .StartWith($"The folder {_runs.Folder} cannot be read: ").And.EndWith(" Nothing more of it is known.");
    }

    [Fact]
    public async Task Parts_of_the_run_that_the_settings_name_are_chosen()
    {
        await _runs.PartsAsync();
        foreach (var index in new[] { 1, 2 }) _runs.Change(index, line => line["runId"] = "before");
        _runs.Change(3, line => line["runId"] = "now");

        var merged = await _runs.MergeAsync(settings => settings with { Union = settings.Union! with { RunId = "now" } });

        merged.Problems.Should().HaveCount(3).And.Contain(problem => problem.StartsWith("2 shards of 3 are missing: 1/3, 2/3."));
    }

    [Fact]
    public async Task A_run_that_was_not_split_is_no_part()
    {
        await _runs.PartsAsync();
        _runs.Change(1, line => line.Remove("suite"));

        (await _runs.MergeAsync()).Problems.Should().HaveCount(2)
            .And.Contain(problem => problem.StartsWith("The folder part-1 has the findings of a run that was not split"));
    }

    [Theory]
    [InlineData("failOn", "warning", "The shards ran with failOn \"error\", and this merge has \"warning\"")]
    [InlineData("suite", "newer", "The shards ran with suite \"build\", and this merge has \"newer\"")]
    [InlineData("baseline", "known.jsonl", "The shards ran without baseline, and this merge has it")]
    public async Task A_merge_that_would_judge_otherwise_says_so(string member, string value, string problem)
    {
        await _runs.PartsAsync();
        var header = SplitRuns.Header("1/1");
        header[member] = value;

        var merged = await _runs.MergeAsync(settings => settings with { Header = header });

        merged.IsGreen.Should().BeFalse();
        merged.Problems.Should().ContainSingle().Which.Should().StartWith(problem).And.Contain("Expected:");
    }

    [Fact]
    public async Task A_part_that_was_given_up_is_named()
    {
        _runs.Body = static (number, _) =>
        {
            if (number == 4) throw new InvalidOperationException("the key is refused");
        };
        await _runs.PartsAsync();
        await ChangeEndAsync(2, line => line["aborted"] = "the key is refused");

        (await _runs.MergeAsync()).Problems.Should().ContainSingle()
            .Which.Should().StartWith("Shard 2/3 (part-2) was given up: the key is refused.");
    }

    [Fact]
    public async Task A_part_that_was_cut_off_at_any_byte_is_named()
    {
        _runs.Body = static (number, row) =>
        {
            if (number % 4 == 0)
                row.Report(new Finding { Code = "TST001", Severity = Severity.Error, Subject = $"number:{number}", Message = "is even" });
        };
        await _runs.PartsAsync();
        var whole = await File.ReadAllBytesAsync(_runs.FindingsOf(2));
        Problems().Should().BeEmpty();

        // Every byte of the last lines, and enough of the others to come to every place in a line.
        for (var length = 0; length < whole.Length; length += length < whole.Length - 50 ? 7 : 1)
        {
            await File.WriteAllBytesAsync(_runs.FindingsOf(2), whole[..length]);

            Problems().Should().Contain(
                problem => problem.Contains("part-2", StringComparison.Ordinal), "it was cut after {0} bytes", length);
        }
    }

    [Fact]
    public async Task A_line_that_was_removed_repeated_or_changed_is_noticed()
    {
        _runs.Body = static (number, row) =>
        {
            if (number % 4 == 0)
                row.Report(new Finding { Code = "TST001", Severity = Severity.Error, Subject = $"number:{number}", Message = "is even" });
        };
        await _runs.PartsAsync();
        var lines = await File.ReadAllLinesAsync(_runs.FindingsOf(2));

        for (var line = 1; line < lines.Length; line++)
        {
            // Causes are found again.
            if (lines[line].StartsWith("{\"kind\":\"cause\"", StringComparison.Ordinal)) continue;
            foreach (var changed in new[] { Without(lines, line), Twice(lines, line), Broken(lines, line) })
            {
                await File.WriteAllLinesAsync(_runs.FindingsOf(2), changed);

                Problems().Should().NotBeEmpty("line {0} was changed: {1}", line, lines[line]);
            }
        }
    }

    private static DateTimeOffset Moment(JsonObject line) =>
        DateTimeOffset.Parse((string)line["started"]!, CultureInfo.InvariantCulture);

    private static string[] Without(string[] lines, int line) => [.. lines[..line], .. lines[(line + 1)..]];

    private static string[] Twice(string[] lines, int line) => [.. lines[..line], lines[line], .. lines[line..]];

    private static string[] Broken(string[] lines, int line) => [.. lines[..line], lines[line][..^1], .. lines[(line + 1)..]];

    // Only what puts parts together, for many of them.
    private List<string> Problems()
    {
        var settings = new RunSettings { Header = SplitRuns.Header("1/1"), Union = new UnionSettings(_runs.Folder) { OfEach = ["shard"] } };
        using var run = new Run(settings, TimeProvider.System);
        var report = new RunReport(run, new SpyLog(), new RunProgress([]), KnownFindings.Open(settings));
        var union = new UnionReading(report, settings.Union).Read();
        var checks = report.Tally.Checks.Where(check => check.CasesNotVerified > 0).Select(check => check.Code);
        return [.. union.Conclusion.NotVerified, .. checks];
    }

    private async Task ChangeEndAsync(int index, Action<JsonObject> change)
    {
        var lines = await File.ReadAllLinesAsync(_runs.FindingsOf(index));
        var last = JsonNode.Parse(lines[^1])!.AsObject();
        change(last);
        await File.WriteAllLinesAsync(_runs.FindingsOf(index), [.. lines[..^1], last.ToJsonString()]);
    }
}
