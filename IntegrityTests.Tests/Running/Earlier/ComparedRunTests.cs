using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Running.Earlier;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.Running.Earlier;

/// <summary>A run over the whole scope that knows an earlier one: what is new, still there and gone, and what nobody looked at.</summary>
public sealed class ComparedRunTests : IDisposable
{
    private static readonly CasePartition Project = Cases.Partition("p", "One");
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_finding_is_new_or_still_there_and_what_is_not_found_again_is_gone()
    {
        var earlier = Compared(Line("number:1"), Line("number:2"));
        var scenario = new Scenario(new RunSettings { Previous = earlier }) { Partition = Project };

        await scenario.RunAsync(3, number =>
        {
            if (number != 1) Script.Row.Report(Scenario.Finding(subject: $"number:{number}"));
        });

        scenario.Log.OfKind("finding").Select(line => ((string?)line["subject"], (bool?)line["new"]))
            .Should().BeEquivalentTo([("number:2", (bool?)false), ("number:3", true)]);
        Says(earlier).Should().EndWith(": 1 new, 1 still there, 1 gone");
        earlier.Conclude().NotVerified.Should().BeEmpty();
    }

    [Fact]
    public async Task What_was_left_out_or_could_not_be_had_is_not_gone()
    {
        var earlier = Compared(Line("number:1"), Line("number:2", "q"));
        var scenario = new Scenario(new RunSettings { Previous = earlier }) { Partition = Project };

        await scenario.RunAsync(3, number =>
        {
            if (number == 3) throw new NotVerifiedException("503");
        });

        Says(earlier).Should().EndWith(": 0 new, 0 still there, 0 gone, 2 not looked at");
        earlier.Conclude().NotVerified.Should().BeEmpty("a run that is compared is judged by itself");
    }

    [Fact]
    public async Task Of_a_project_that_is_verified_in_part_nothing_is_gone()
    {
        var earlier = Compared(project => project != "p", Line("number:1"));
        var scenario = new Scenario(new RunSettings { Previous = earlier }) { Partition = Project };

        await scenario.RunAsync(3);

        Says(earlier).Should().EndWith("0 gone, 1 not looked at");
    }

    [Fact]
    public async Task A_check_that_asks_per_row_comes_to_what_no_row_shows_any_more()
    {
        var earlier = Compared(Line("number:99"));
        var scenario = new Scenario(new RunSettings { Previous = earlier })
        {
            Partition = Project,
            Check = typeof(EarlierFindingsTests.RowCheck),
        };

        await scenario.RunAsync(3);

        Says(earlier).Should().EndWith("1 gone");
    }

    [Fact]
    public void A_difference_that_any_answer_may_show_is_known_whichever_shows_it()
    {
        var earlier = Compared(Line("user:1")[..^1] + ""","endpoint":"/api/v1/users","path":"$.name"}""");
        var finding = Scenario.Finding(subject: "user:1") with { Project = "p", Endpoint = "/api/v1/teams", Path = "$.name" };

        earlier.Found(finding with { IsOfAnyEndpoint = true }).Should().BeFalse();
        earlier.Found(finding).Should().BeTrue("of another endpoint it is another finding");
    }

    [Fact]
    public void Lines_of_severity_info_and_checks_that_failed_are_neither_new_nor_old()
    {
        var earlier = Compared();

        earlier.Found(Scenario.Finding(Severity.Info)).Should().BeNull();
        earlier.Found(Scenario.Finding() with { IsOfTheCheck = true }).Should().BeNull();
        Says(earlier).Should().EndWith(": 0 new, 0 still there, 0 gone");
    }

    [Fact]
    public async Task The_run_writes_what_became_of_it_and_the_page_shows_it()
    {
        using var run = new ScriptedRun();
        var earlier = Compared(Line("number:7"), Line("number:8", "q"));
        run.Script.Body = (_, _) =>
        {
            Script.Row.Report(Scenario.Finding(Severity.Warning, "number:1"));
            return Task.CompletedTask;
        };

        await run.RunAsync(
            () => run.Settings() with { Previous = earlier }, new SpyBus(), Cases.Of(typeof(ScriptedCheck), Project));

        run.Kinds().Should().Equal("run", "finding", "page", "case", "earlier", "gone", "not-looked-at", "cause", "end");
        run.Printed[^1].Should()
            .Contain($"since {_folder.File("findings.jsonl")} of 2026-11-22T08:05:37Z: 1 new, 0 still there, 1 gone, 1 not looked at");
        File.ReadAllText(run.Folder.File("report.html")).Should()
            .Contain("Since the earlier run</h2>").And.Contain("<span class=\"badge\">new</span> TST001: It is odd.")
            .And.Contain("Gone since the earlier run (1)").And.Contain("<dd>number:7</dd>");
    }

    [Fact]
    public async Task A_run_over_what_an_earlier_one_named_says_it_too()
    {
        using var run = new ScriptedRun();
        File.WriteAllLines(_folder.File("findings.jsonl"), ["""{"kind":"run"}""", Line("number:7")]);
        var earlier = EarlierFindings.Read(_folder.File("findings.jsonl"), new HashSet<string> { "TST001" });

        await run.RunAsync(() => run.Settings() with { Only = earlier }, new SpyBus(), Cases.Of(typeof(ScriptedCheck), Project));

        run.Kinds().Should().Equal("run", "page", "case", "earlier", "gone", "end");
    }

    [Fact]
    public void Its_lines_say_everything_of_what_is_gone_and_of_what_nobody_looked_at()
    {
        const string Members = """
            "code":"TST001","project":"p","subject":"number:2","row":"row:2","endpoint":"/e","path":"$.a","value":"v"
            """;
        var earlier = Compared(Line("number:1"), $"{{\"kind\":\"not-verified\",{Members}}}", """{"kind":"not-verified","code":"TST002"}""");
        earlier.Gone(new CheckInfo("TST001", Severity.Error, "Tests"), "p", "number:1");

        earlier.Lines().Select(line => line.ToJsonString()).Should().Equal(
            $$"""
            {"kind":"earlier","file":"{{_folder.File("findings.jsonl")}}","started":"2026-11-22T08:05:37Z","new":0,"stillThere":0,"gone":1,
            "notLookedAt":2}
            """.ReplaceLineEndings(""),
            """{"kind":"gone","code":"TST001","project":"p","subject":"number:1","outcome":"gone"}""",
            $"{{\"kind\":\"not-looked-at\",{Members},\"wasNotVerified\":true}}",
            """{"kind":"not-looked-at","code":"TST002","wasNotVerified":true}""");
    }

    [Fact]
    public void A_finding_of_any_endpoint_is_that_of_the_earlier_run_whatever_endpoint_showed_it()
    {
        var earlier = Compared("""{"kind":"finding","code":"TST001","severity":"error","subject":"number:7","endpoint":"/a"}""");
        var found = Scenario.Finding() with { Endpoint = "/b" };

        earlier.Found(found).Should().BeTrue();
        earlier.Found(found with { IsOfAnyEndpoint = true }).Should().BeFalse();
    }

    private static string Says(EarlierFindings earlier) => earlier.Conclude().Notes.Single();

    private static string Line(string subject, string project = "p") =>
        $$"""{"kind":"finding","code":"TST001","severity":"error","project":"{{project}}","subject":"{{subject}}"}""";

    private EarlierFindings Compared(params string[] lines) => Compared(_ => true, lines);

    private EarlierFindings Compared(Func<string?, bool> verifiesAllOf, params string[] lines)
    {
        File.WriteAllLines(
            _folder.File("findings.jsonl"), ["""{"kind":"run","started":"2026-11-22T08:05:37Z"}""", .. lines, """{"kind":"end"}"""]);
        return EarlierFindings.Compare(_folder.File("findings.jsonl"), verifiesAllOf);
    }
}
