using FluentAssertions;
using IntegrityTests.Continuation;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.Continuation;

/// <summary>The file that says what was verified: cut off at any place, it says less and nothing wrong.</summary>
public sealed class CoverageFileTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 8, 5, 37, TimeSpan.Zero);
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File(CoverageFile.Name);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_added_is_there_in_the_next_run()
    {
        Fill(ranges: 3);

        using var file = CoverageFile.Open(_folder.Path);

        file.Target.Should().Be("here");
        file.Began.Should().Be(Now);
        file.Of("USR002", "p", "user").Ranges.Should().HaveCount(3).And.OnlyContain(range => range.Run.Suite == "1");
        file.Of("USR002", "p", "user").At("user:2").Should().BeEquivalentTo(new { Rows = 12, Digest = 2UL });
        file.Of("USR002", "p", "user").Whole!.Number.Should().Be(1);
        file.Of("USR002", "p", "team").Ranges.Should().BeEmpty();
    }

    [Fact]
    public void Cut_off_at_every_byte_it_has_what_stood_in_whole_lines_and_can_be_gone_on_with()
    {
        Fill(ranges: 2);
        var whole = File.ReadAllBytes(Path);
        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(Path, whole[..length]);
            var lines = whole[..length].Count(letter => letter == '\n');
            using (var file = CoverageFile.Open(_folder.Path))
            {
                file.All.SelectMany(covered => covered.Ranges).Should().HaveCount(Math.Clamp(lines - 3, 0, 2));
                var run = file.Begin("here", Now, "1", "2026-04");
                file.Add(file.Of("USR003", "p", "user"), new VerifiedRange("user:9", 1, 9, run));
            }

            using var next = CoverageFile.Open(_folder.Path);
            next.Of("USR003", "p", "user").Ranges.Should().ContainSingle();
            next.Of("USR002", "p", "user").Ranges.Should().HaveCount(Math.Clamp(lines - 3, 0, 2));
        }
    }

    [Fact]
    public void It_does_not_grow_with_the_number_of_runs()
    {
        for (var run = 0; run < 12; run++) Fill(ranges: 300);
        var size = new FileInfo(Path).Length;

        for (var run = 0; run < 12; run++) Fill(ranges: 300);

        new FileInfo(Path).Length.Should().BeLessThan(2 * size);
        File.ReadLines(Path).Count().Should().BeLessThan(2500);
        using var file = CoverageFile.Open(_folder.Path);
        file.Of("USR002", "p", "user").Ranges.Should().HaveCount(300);
    }

    [Fact]
    public void Of_rows_it_holds_nothing_but_kind_and_id()
    {
        Fill(ranges: 1);

        const string Range = """
            {"kind":"range","check":"USR002","project":"p","of":"user","from":"user:0","rows":10,"digest":"0000000000000000","run":1}
            """;
        File.ReadLines(Path).Should().Contain(Range).And.HaveCount(5);
    }

    [Theory]
    [InlineData("hello\n", "line 1 of ")]
    [InlineData("{\"kind\":\"run\",\"run\":1}\n", "line 1 of ")]
    [InlineData("{\"kind\":\"coverage\",\"target\":\"here\",\"began\":\"2026-11-22T08:05:37Z\"}\n{\"kind\":\"other\"}\n", "line 2 of ")]
    [InlineData("{\"kind\":\"coverage\",\"target\":\"here\",\"began\":\"2026-11-22T08:05:37Z\"}\n"
        + "{\"kind\":\"range\",\"check\":\"a\",\"project\":\"p\",\"of\":\"user\",\"from\":\"u:1\",\"rows\":501,\"digest\":\"0\","
        + "\"run\":1}\n",
        "line 2 of ")]
    [InlineData("{\"kind\":\"coverage\",\"target\":\"here\",\"began\":\"soon\"}\n", "line 1 of ")]
    public void A_file_that_no_run_wrote_is_refused(string text, string place)
    {
        File.WriteAllText(Path, text);

        var opening = () => CoverageFile.Open(_folder.Path);

        opening.Should().Throw<InvalidOperationException>().Which.Message.Should()
            .StartWith("INTEGRITY_COVERAGE cannot be used: " + place).And.Contain("Remove the file to begin again");
    }

    [Fact]
    public void Two_runs_at_once_are_refused()
    {
        using var first = CoverageFile.Open(_folder.Path);

        var opening = () => CoverageFile.Open(_folder.Path);

        opening.Should().Throw<InvalidOperationException>().WithMessage("*another run is using*");
    }

    private void Fill(int ranges)
    {
        using var file = CoverageFile.Open(_folder.Path);
        var run = file.Begin("here", Now, "1", "2026-04");
        var covered = file.Of("USR002", "p", "user");
        for (var range = 0; range < ranges; range++)
            file.Add(covered, new VerifiedRange($"user:{range}", 10 + (range % 400), (ulong)range, run));
        file.Complete(covered, run);
    }
}
