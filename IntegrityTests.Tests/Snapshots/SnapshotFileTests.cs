using System.Text;
using FluentAssertions;
using IntegrityTests.Snapshots.Files;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.Snapshots;

public sealed class SnapshotFileTests : IDisposable
{
    private static readonly string Good = Encoding.UTF8.GetString(Written.File([Written.User(1), Written.User(2)]));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_written_is_read()
    {
        var lines = new[] { Written.User(1), Written.User(2, $"\"{new string('x', 200_000)}\"") };
        using var reader = Written.Read(Written.File(lines, isPartial: true));

        reader.Header.Should().BeEquivalentTo(Written.Header);
        SavedLine.Read(reader.Next()!.Value).Should()
            .BeEquivalentTo(new { Place = "0001", Endpoint = "/api/v1/users/1", Subject = "user:1", Status = 200 });
        reader.Next()!.Value.Length.Should().BeGreaterThan(200_000);
        reader.Next().Should().BeNull();
        reader.IsPartial.Should().BeTrue();
    }

    public static TheoryData<string, string> Damages => new()
    {
        { "", "is empty" },
        { "{}\n", "does not begin with the first line of a snapshot" },
        { "no json\n", "does not begin with the first line of a snapshot" },
        {
            Good.Replace("\"snapshot\":1", "\"snapshot\":2", StringComparison.Ordinal),
            "has version 2 of the format, and this suite reads version 1"
        },
        { Good.Replace("\"scope\"", "\"scape\"", StringComparison.Ordinal), "begins with a first line that lacks something" },
        { Good.Replace("\n", "\r\n", StringComparison.Ordinal), "has lines that end in \\r\\n" },
        { Good[..^20], "ends within a line: it was cut off" },
        { Good[..(Good.LastIndexOf("{\"end", StringComparison.Ordinal))], "ends before its last line: it was cut off" },
        { Good.Replace(Written.User(2) + "\n", "", StringComparison.Ordinal), "has 1 instead of 2 lines" },
        { Good + "more\n", "goes on after its last line" },
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public void A_file_that_is_not_whole_is_refused_with_what_is_wrong_and_what_to_do(string text, string problem)
    {
        var reading = () =>
        {
            using var reader = Written.Read(Encoding.UTF8.GetBytes(text));
            while (reader.Next() is not null)
            {
            }
        };

        reading.Should().Throw<SnapshotUnusableException>().WithMessage($"The snapshot some.verified.jsonl {problem}*save*again*");
    }

    [Fact]
    public void A_file_that_cannot_be_opened_is_told_with_its_path()
    {
        var opening = () => SnapshotReader.Open("/nowhere/some.verified.jsonl");

        opening.Should().Throw<SnapshotUnusableException>().WithMessage("The snapshot /nowhere/some.verified.jsonl cannot be read: *");
    }

    [Fact]
    public void A_file_that_the_system_allows_no_longer_is_one_that_cannot_be_written()
    {
        var writing = () =>
        {
            using var writer = new SnapshotWriter(new LimitedStream(limit: 300), Written.Header);
            for (var i = 0; i < 10; i++) writer.Write(Encoding.UTF8.GetBytes(Written.User(1)));
        };

        writing.Should().Throw<IOException>().WithMessage("The file is longer than*");
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("no json")]
    [InlineData("""{"subject":"user:1","unknown":true}""")]
    [InlineData("""{"at":"1","body":{},"endpoint":"/a","status":"200","subject":"user:1"}""")]
    [InlineData("""{"at":"1","body":{},"endpoint":null,"status":200,"subject":"user:1"}""")]
    public void What_is_not_a_line_is_refused(string text)
    {
        var reading = () => SavedLine.Read(Encoding.UTF8.GetBytes(text));

        reading.Should().Throw<FormatException>().WithMessage("has a line that is not one of a snapshot: it was edited");
    }

    [Fact]
    public void A_list_that_is_read_from_its_beginning_again_is_written_from_its_beginning_again()
    {
        var stream = new MemoryStream();
        using var writer = new SnapshotWriter(stream, Written.Header);
        writer.Write(Encoding.UTF8.GetBytes(Written.User(1)));

        writer.Restart();
        writer.Write(Encoding.UTF8.GetBytes(Written.User(2)));
        writer.Complete(isPartial: false);

        stream.ToArray().Should().Equal(Written.File([Written.User(2)]));
    }

    [Fact]
    public void A_file_is_whole_as_soon_as_it_is_complete_also_while_it_is_open()
    {
        var path = _folder.File("new/some.verified.jsonl");
        using var writer = SnapshotWriter.Create(path, Written.Header);
        writer.Write(Encoding.UTF8.GetBytes(Written.User(1)));
        writer.Restart();
        foreach (var number in new[] { 2, 3 }) writer.Write(Encoding.UTF8.GetBytes(Written.User(number)));
        writer.Complete(isPartial: true);

        File.ReadAllBytes(path).Should().Equal(Written.File([Written.User(2), Written.User(3)], isPartial: true));
        writer.Lines.Should().Be(2);
    }

    /// <summary>Fails as a file does that the system allows no longer: when it is written and, again, when it is closed.</summary>
    private sealed class LimitedStream(int limit) : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            Require(buffer.Length);
            base.Write(buffer);
        }

        protected override void Dispose(bool disposing)
        {
            Require(limit);
            base.Dispose(disposing);
        }

        private void Require(int more) => ArgumentOutOfRangeException.ThrowIfGreaterThan(Length + more, limit, nameof(limit));
    }
}
