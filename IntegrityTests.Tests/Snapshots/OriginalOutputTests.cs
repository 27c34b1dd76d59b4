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
        """)]
    [InlineData("""
        {
          "/a":[{"status":200,"responseJson":{"n":1}},{"status":200,"responseJson":{"n":3}}],
          "/b":[{"status":200,"responseJson":{"n":2}}]
        }
        """)]
    public void Answers_are_found_by_endpoint_and_by_how_often_it_was_asked_before(string text)
    {
        using var output = OriginalOutput.Open(Written(text));

        output.Count.Should().Be(3);
        new[] { output.CountOf("/a"), output.CountOf("/b"), output.CountOf("/c") }.Should().Equal(2, 1, 0);
        Number(output, "/a", 0).Should().Be(1);
        Number(output, "/a", 1).Should().Be(3);
        Number(output, "/b", 0).Should().Be(2);
        output.Find("/a", 2).Should().BeNull();
        output.Find("/c").Should().BeNull();
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
