using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Running.Earlier;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.Running.Earlier;

/// <summary>The findings of an earlier run, as this run may be given them: whole, cut off, or something else.</summary>
public sealed class EarlierFileTests : IDisposable
{
    private const string Run = """{"kind":"run","started":"2026-11-22T08:05:37Z","apiUrl":"https://api.example.com/"}""";
    private const string Finding = """{"kind":"finding","code":"USR003","severity":"error","project":"p","subject":"user:1","value":"v"}""";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Findings_and_what_was_not_verified_are_named_and_nothing_else()
    {
        var read = Read(
            Run,
            """{"kind":"page","code":"USR003","project":"p","rows":1000}""",
            Finding,
            """{"kind":"finding","code":"TEM002","severity":"warning","project":"p","subject":"user:2","row":"team:7"}""",
            """{"kind":"finding","code":"DBI007","severity":"info","project":"p","subject":"key:1","count":4}""",
            """{"kind":"not-verified","code":"USR002","project":"q","subject":"user:3","reason":"503"}""",
            """{"kind":"not-verified","code":"RUN","reason":"the database moved"}""",
            """{"kind":"stale","line":1,"code":"USR001","subject":"user:9"}""",
            """{"kind":"end"}""");

        read.Partitions.Should().BeEquivalentTo("p", "q");
        read.RowsOf(Check("USR003"), "p").Should().Equal("user:1");
        read.RowsOf(Check("TEM002"), "p").Should().Equal("team:7");
        read.RowsOf(Check("USR002"), "q").Should().Equal("user:3");
        read.RowsOf(Check("USR002"), "p").Should().BeEmpty();
        read.Concerns(Check("DBI007"), null).Should().BeFalse("lines of severity info name no single rows");
        read.Concerns(Check("USR001"), null).Should().BeFalse();
        read.Run.GetProperty("apiUrl").GetString().Should().Be("https://api.example.com/");
    }

    [Fact]
    public void A_file_that_was_cut_off_anywhere_gives_what_it_has_in_whole_lines()
    {
        var text = string.Join('\n', Run, Finding, Finding.Replace("user:1", "user:2"), "");
        var second = text.IndexOf('\n') + Finding.Length + 1;

        for (var length = second; length <= text.Length; length++)
        {
            File.WriteAllText(_folder.File("cut.jsonl"), text[..length]);

            var rows = EarlierFindings.Read(_folder.File("cut.jsonl"), Codes).RowsOf(Check("USR003"), "p");

            rows.Should().HaveCount(length >= text.Length - 1 ? 2 : 1).And.Contain("user:1");
        }
    }

    [Theory]
    [InlineData("is empty")]
    [InlineData("does not begin as the findings of a run do", "<TestRun>")]
    [InlineData("does not begin as the findings of a run do", """{"code":"USR003","subject":"user:1"}""")]
    [InlineData("does not begin as the findings of a run do", Finding)]
    [InlineData("has no event in line 2", Run, "{", Finding)]
    [InlineData("has no event in line 3", Run, Finding, "[]", "")]
    [InlineData("there is nothing to look at again", Run, """{"kind":"end"}""")]
    public void What_cannot_be_looked_at_again_is_refused_with_what_to_do(string problem, params string[] lines)
    {
        var reading = () => Read(lines);

        reading.Should().Throw<InvalidOperationException>()
            .Which.Message.Should().StartWith("The findings of an earlier run ").And.Contain(problem);
    }

    [Fact]
    public void A_file_with_more_findings_than_a_run_may_hold_is_refused()
    {
        var reading = () => Read(
            [Run, .. Enumerable.Range(0, EarlierFile.MaxEntries + 1).Select(user => Finding.Replace("user:1", $"user:{user}"))]);

        reading.Should().Throw<InvalidOperationException>().WithMessage("*names more than 100,000 findings, which is the limit*");
    }

    [Fact]
    public void A_line_without_end_is_refused_before_it_fills_the_memory()
    {
        var reading = () => Read(Run, new string('x', 5 << 20));

        reading.Should().Throw<InvalidOperationException>().WithMessage("*has a line of more than 4 MB*");
    }

    private static readonly HashSet<string> Codes = ["USR001", "USR002", "USR003", "TEM002", "DBI007"];

    private static CheckInfo Check(string code) => new(code, Severity.Error, "Tests") { IsPerRow = true };

    private EarlierFindings Read(params string[] lines)
    {
        File.WriteAllText(_folder.File("findings.jsonl"), string.Concat(lines.Select(line => line + "\n")));
        return EarlierFindings.Read(_folder.File("findings.jsonl"), Codes);
    }
}
