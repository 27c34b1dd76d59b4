using FluentAssertions;
using IntegrityTests.Snapshots.Files;
using IntegrityTests.Snapshots.Import;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.Snapshots;

public sealed class OriginalOutputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("""
        {"endpoint":"/a","output":{"status":200,"responseJson":{"n":1}}}
        {"endpoint":"/b","output":{"status":200,"responseJson":{"n":2}}}


        {"endpoint":"/a","output":{"status":200,"responseJson":{"n":3}}}
        {"endpoint":"/a","output":{"status":200,"responseJson":{"n":4}}}
        """)]
    [InlineData("""
        {
          "/a":[{"status":200,"responseJson":{"n":1}},{"status":200,"responseJson":{"n":3}},{"status":200,"responseJson":{"n":4}}],
          "/b":[{"status":200,"responseJson":{"n":2}}]
        }
        """)]
    public void Answers_are_found_by_endpoint_and_by_how_often_it_was_asked_before(string text)
    {
        using var output = OriginalOutput.Open(Written(text));

        output.Count.Should().Be(4);
        new[] { output.CountOf("/a"), output.CountOf("/b"), output.CountOf("/c") }.Should().Equal(3, 1, 0);
        Number(output, "/a", 0).Should().Be(1);
        Number(output, "/a", 1).Should().Be(3);
        Number(output, "/b", 0).Should().Be(2);
        Number(output, "/a", 2).Should().Be(4);
        output.Find("/a", 3).Should().BeNull();
        output.Find("/c").Should().BeNull();
    }

    // The file is read in pieces of 1 MB.
    [Theory]
    [InlineData(10, 500_000)]
    [InlineData(3, 2_500_000)]
    public void Answers_are_found_wherever_a_piece_of_the_file_ends(int answers, int length)
    {
        var text = new string('x', length);
        var lines = Enumerable.Range(1, answers).Select(number =>
            $"{{\"endpoint\":\"/{number}\",\"output\":{{\"status\":200,\"responseJson\":{{\"n\":{number},\"text\":\"{text}\"}}}}}}\n");
        using var output = OriginalOutput.Open(Written(string.Concat(lines)));

        output.Count.Should().Be(answers);
        Enumerable.Range(1, answers).Should().OnlyContain(number => Number(output, $"/{number}", 0) == number);
    }

    [Fact]
    public void A_line_that_is_none_is_named_by_its_number_without_empty_ones()
    {
        const string Line = """{"endpoint":"/a","output":{"status":200,"responseJson":{}}}""";

        var opening = () => OriginalOutput.Open(Written($"{Line}\n\n{Line}\nno json"));

        opening.Should().Throw<SnapshotUnusableException>().WithMessage("*its line 3 is not a saved answer*");
    }

    [Fact]
    public void A_line_that_is_nested_too_deep_is_named_with_what_to_do()
    {
        var deep = new string('[', 1000) + new string(']', 1000);
        var line = $$$"""{"endpoint":"/a","output":{"status":200,"responseJson":{{{deep}}}}}""";

        var opening = () => OriginalOutput.Open(Written(line));

        opening.Should().Throw<SnapshotUnusableException>()
            .WithMessage("*its line 1 is nested deeper than 1,000 levels, which this suite does not read. Copy the file without*");
    }

    [Theory]
    [InlineData("", "shorter")]
    [InlineData("""{"endpoint":"/a","out""", "shorter")]
    [InlineData("                                                                                                         ", "not where")]
    [InlineData("[\"another file, which has as many bytes at the place where the answer was, and is JSON as well\"]        ", "not where")]
    public void A_file_that_changes_while_it_is_read_is_refused(string later, string problem)
    {
        var path = Written("""{"endpoint":"/a","output":{"status":200,"responseJson":{"text":"an answer of some length"}}}""");
        using var output = OriginalOutput.Open(path);
        using (var other = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            other.SetLength(0);
            other.Write(System.Text.Encoding.UTF8.GetBytes(later));
        }

        var finding = () => output.Find("/a");

        finding.Should().Throw<SnapshotUnusableException>()
            .WithMessage($"INTEGRITY_SNAPSHOT_IMPORT={path} was changed while it was read: *{problem}*Copy it*");
    }

    [Theory]
    [InlineData("", "it holds no answer")]
    [InlineData("{}", "it holds no answer")]
    [InlineData("""{"endpoint":"/a"}""", "its line 1 is not a saved answer")]
    [InlineData("no json", "its line 1 is not a saved answer")]
    public void A_file_of_another_kind_is_refused_with_what_was_expected(string text, string problem)
    {
        var opening = () => OriginalOutput.Open(Written(text));

        opening.Should().Throw<SnapshotUnusableException>()
            .WithMessage($"INTEGRITY_SNAPSHOT_IMPORT=*{problem}*Expected: what the original script saved*");
    }

    private static int Number(OriginalOutput output, string endpoint, int occurrence) =>
        output.Find(endpoint, occurrence)!.Value.GetProperty("responseJson").GetProperty("n").GetInt32();

    private string Written(string text)
    {
        var path = _folder.File("output.json");
        File.WriteAllText(path, text);
        return path;
    }
}
