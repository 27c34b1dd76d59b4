using System.Text;
using System.Text.Json.Nodes;
using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Running.Framework;
using IntegrityTests.Running.Reporting;
using IntegrityTests.Tests.Running.Support;
using Xunit;
using Xunit.Abstractions;

namespace IntegrityTests.Tests.Running;

public sealed class ReportingTests
{
    private static readonly Finding Full = new()
    {
        Code = "USR002",
        Severity = Severity.Warning,
        Project = "6fbb",
        ProjectName = "Ac\nme",
        Subject = "user:1",
        Endpoint = "/users/1",
        Message = "The name differs.",
        Path = "$.name",
        Expected = JsonValue.Create("Zoë"),
    };

    [Fact]
    public void A_finding_line_has_every_member_in_the_order_of_the_design()
    {
        EventLine.Finding(Full).ToJsonString().Should().Be(
            """
            {"kind":"finding","code":"USR002","severity":"warning","project":"6fbb","projectName":"Ac\nme","subject":"user:1",
            "endpoint":"/users/1","message":"The name differs.","path":"$.name","expected":"Zo\u00EB","actual":null}
            """.ReplaceLineEndings(""));
    }

    [Fact]
    public void A_finding_line_leaves_out_what_is_not_known()
    {
        EventLine.Finding(Scenario.Finding()).ToJsonString().Should().Be(
            """{"kind":"finding","code":"TST001","severity":"error","subject":"number:7","message":"It is odd."}""");
    }

    [Fact]
    public void A_finding_reads_as_a_sentence_and_one_line_per_fact()
    {
        FindingText.Of(Full).Should().Be(
            """
            USR002 warning: The name differs.
              project:  Ac\nme (6fbb)
              subject:  user:1
              endpoint: /users/1
              path:     $.name
              expected: "Zoë"
              actual:   null

            """);
    }

    [Fact]
    public void Long_values_are_shortened()
    {
        FindingText.Of(Full with { Actual = new string('x', 5000) }).Should()
            .Contain("xxx... (5002 characters)").And.NotContain(new string('x', 501));
    }

    [Fact]
    public void The_first_line_says_what_the_run_is_about()
    {
        EventLine.Run(DateTimeOffset.UnixEpoch, new JsonObject { ["target"] = "here" }).ToJsonString().Should().Be(
            """{"kind":"run","started":"1970-01-01T00:00:00.0000000Z","target":"here"}""");
    }

    [Fact]
    public void The_last_line_has_the_totals_of_each_check()
    {
        var tally = new Tally();
        tally.Of("B").Count(RowVerdict.Verified);
        tally.Of("A").Count(RowVerdict.Interrupted);
        tally.Of("A").Skips.Count("teams", "missing");

        EventLine.End(tally, new RunOutcome("here", TimeSpan.FromSeconds(1.5), 0) { Aborted = "dead" }).ToJsonString().Should().Be(
            """
            {"kind":"end","seconds":1.5,"aborted":"dead","verified":1,"failed":0,"notVerified":1,"causes":0,"findings":0,
            "infos":0,"known":0,"calls":0,
            "checks":[
            {"code":"A","verified":0,"failed":0,"notVerified":1,"casesNotVerified":0,"casesLeft":0,
            "findings":0,"infos":0,"known":0,"calls":0,"skipped":[{"what":"teams","reason":"missing","count":1}]},
            {"code":"B","verified":1,"failed":0,"notVerified":0,"casesNotVerified":0,"casesLeft":0,
            "findings":0,"infos":0,"known":0,"calls":0,"skipped":[]}]}
            """.ReplaceLineEndings(""));
    }

    [Fact]
    public void Reasons_without_end_do_not_fill_the_memory()
    {
        var skips = new SkipCounts();

        for (var i = 0; i < 1000; i++)
            skips.Count("rows", $"reason {i}");

        skips.All.Should().HaveCount(SkipCounts.MaxReasons + 1);
        skips.All.Should().Contain(new SkipCount("rows", "other reasons", 900));
    }

    [Fact]
    public void Lines_are_diagnostic_messages_unless_the_terminal_logger_is_on()
    {
        var sink = new SpyBus();

        OutputChannel.Choose(null, sink).Print("hello");

        sink.Messages.OfType<IDiagnosticMessage>().Single().Message.Should().Be("hello");
        OutputChannel.Choose("1", sink).Print.Should().BeEquivalentTo((Action<string>)Console.WriteLine);
        OutputChannel.Choose(null, sink).Status.Should().BeNull("in a log no line can be written anew");
    }

    [Fact]
    public void A_line_that_changes_is_the_last_of_the_terminal_and_leaves_the_cursor_where_it_was()
    {
        using var terminal = new MemoryStream();

        TerminalLine.Show(terminal, "12 %");
        TerminalLine.Show(terminal, "");

        Encoding.UTF8.GetString(terminal.ToArray()).Should()
            .Be("\e7\e[999;1H\e[2K\e[?7l12 %\e[?7h\e8" + "\e7\e[999;1H\e[2K\e[?7l\e[?7h\e8");
    }
}
