using System.Text.Json.Nodes;
using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.Running.Parts;

/// <summary>What parts say of rows and of themselves, their union tells: once where it is the same, and counted where it is much.</summary>
public sealed class PartsToldTests : IDisposable
{
    private readonly SplitRuns _runs = new();

    public void Dispose() => _runs.Dispose();

    [Fact]
    public async Task The_union_is_of_the_platform_that_the_parts_found()
    {
        _runs.Claim = static (index, context) =>
        {
            context.Run.Describe(new Target("2026-04", [], new JsonObject { ["data"] = "2026-04", ["markers"] = new JsonArray(1) }));
            context.Claim("numbers", SplitRuns.Numbers, SplitRuns.Numbers / 3);
        };
        await _runs.PartsAsync();

        var merged = await _runs.MergeAsync();

        merged.Lines[0]["platform"]!.ToJsonString().Should().Be("""{"data":"2026-04","markers":[1]}""");
        merged.Printed.Should().Contain(line => line.Contains("data 2026-04", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rows_that_were_not_verified_are_told_each_and_the_first_shown()
    {
        _runs.Body = static (number, _) =>
        {
            if (number <= 5) throw new NotVerifiedException($"no answer for {number}");
        };
        await _runs.PartsAsync();

        var merged = await _runs.MergeAsync(settings => settings with { MaxFailuresPerCase = 2 });

        merged.OfKind("not-verified").Should().HaveCount(5);
        merged.Results.Where(result => result.Kind == "failed").Should().HaveCount(3).And.Contain(
            result => result.Name == "TST001 Every number is fine and 3 more" && result.Text.StartsWith("NOT VERIFIED: 3 more, see "));
        merged.Results.Where(result => result.Kind == "failed").Should()
            .Contain(result => result.Text.StartsWith("NOT VERIFIED: no answer for ") && result.Text.Contains("\n  subject:  "));
        merged.Totals("TST001").Should().Contain("\"verified\":25,\"failed\":0,\"notVerified\":5");
    }

    [Fact]
    public async Task What_every_part_says_of_the_case_is_told_once()
    {
        _runs.Body = static (_, row) => row.Leave("grants", Gap.Unknown("no answer"));
        await _runs.PartsAsync();

        var merged = await _runs.MergeAsync();

        merged.OfKind("not-verified").Where(line => line["subject"] is null && ((string)line["reason"]!).StartsWith("grants")).Should()
            .ContainSingle().Which["reason"]!.GetValue<string>().Should().Be("grants, 10 times: no answer");
        merged.Results.Where(result => result.Kind == "failed").Should()
            .Contain(result => result.Text.TrimEnd() == "NOT VERIFIED: grants, 10 times: no answer");
        merged.IsGreen.Should().BeFalse();
    }

    [Fact]
    public async Task What_was_not_verified_of_a_project_names_it_and_the_first_line_is_that_of_the_parts()
    {
        _runs.Body = static (_, row) => row.Leave("grants", Gap.Unknown("no answer"));
        await _runs.PartsAsync();
        for (var index = 1; index <= 3; index++)
        {
            var lines = await File.ReadAllLinesAsync(_runs.FindingsOf(index));
            await File.WriteAllLinesAsync(_runs.FindingsOf(index), lines.Select(line => line.Contains("\"kind\":\"not-verified\"")
                ? line.Replace("\"reason\"", "\"project\":\"p1\",\"projectName\":\"Acme\",\"reason\"", StringComparison.Ordinal)
                : line));
        }

        JsonObject? began = null;
        var merged = await _runs.MergeAsync(
            settings => settings with { Union = settings.Union! with { Began = header => began = header } });

        merged.Results.Should().Contain(result => result.Text.Split('\n').Contains("  project:  Acme (p1)"));
        merged.Lines[0].Select(member => member.Key).Should().Equal(
            "kind", "started", "apiUrl", "runId", "failOn", "suite", "baseline", "shards", "merged");
        ((string?)began!["apiUrl"], (int?)began["shards"]).Should().Be(("https://api.example.com/", 3));
    }

    [Fact]
    public async Task What_a_part_left_for_another_run_is_left_in_the_union()
    {
        await _runs.PartsAsync();
        var lines = await File.ReadAllLinesAsync(_runs.FindingsOf(2));
        lines[^1] = lines[^1].Replace("\"casesLeft\":0", "\"casesLeft\":1", StringComparison.Ordinal);
        const string Left = """{"kind":"left","code":"TST001","rows":4,"of":10}""";
        await File.WriteAllLinesAsync(_runs.FindingsOf(2), [.. lines[..^1], Left, lines[^1]]);

        var merged = await _runs.MergeAsync();

        merged.OfKind("left").Should().ContainSingle().Which.ToJsonString().Should().Be(Left);
        merged.Totals("TST001").Should().Contain("\"casesLeft\":1");
    }

    [Fact]
    public async Task A_file_of_a_part_that_cannot_be_read_is_named()
    {
        await _runs.PartsAsync();
        var lines = await File.ReadAllLinesAsync(_runs.FindingsOf(2));
        await File.WriteAllLinesAsync(_runs.FindingsOf(2), [.. lines, lines[^1]]);

        (await _runs.MergeAsync()).Problems.Should().ContainSingle().Which.Should()
            .Contain("cannot be used: its file findings.jsonl goes on after its last line, in line").And.EndWith("Run the shard again.");
    }

    [Fact]
    public async Task What_was_found_of_severity_info_is_one_line_with_all_of_them()
    {
        _runs.Body = static (number, row) => row.Report(Scenario.Finding(Severity.Info, $"leftover:{number}"));
        await _runs.PartsAsync();

        var merged = await _runs.MergeAsync();

        var line = merged.OfKind("finding").Should().ContainSingle().Subject;
        ((long)line["count"]!).Should().Be(SplitRuns.Numbers);
        line["examples"]!.AsArray().Should().HaveCount(3);
        merged.IsGreen.Should().BeTrue();
    }

    [Fact]
    public async Task What_was_found_of_severity_info_fails_where_the_settings_say_so()
    {
        _runs.With = static (_, settings) => settings with { FailOn = Severity.Info };
        _runs.Body = static (number, row) =>
        {
            if (number == 7) row.Report(Scenario.Finding(Severity.Info, "leftover:7"));
        };
        await _runs.PartsAsync();

        var merged = await _runs.MergeAsync(settings => settings with { FailOn = Severity.Info });

        merged.Results.Where(result => result.Kind == "failed").Select(result => result.Name).Should().Equal("TST001 leftover:7");
    }
}
