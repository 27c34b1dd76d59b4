using FluentAssertions;
using IntegrityTests.Running.Baseline;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.Running.Baseline;

public sealed class BaselineFileTests : IDisposable
{
    private static readonly KnownFinding Full = new("USR001", "p", "user:1", "/api/v1/users?limit=1000", "$.a[\"é\"]");
    private static readonly KnownFinding Short = new("DBI001", null, "tenancy:1", null, null);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_written_is_read()
    {
        BaselineFile.Write(_folder.File("known.jsonl"), [Full, Short]);

        BaselineFile.Read(_folder.File("known.jsonl")).Keys.Should().BeEquivalentTo([Short, Full]);
        File.ReadAllText(_folder.File("known.jsonl")).Should().Be(
            """{"code":"DBI001","subject":"tenancy:1"}""" + "\n"
            + """{"code":"USR001","project":"p","subject":"user:1","endpoint":"/api/v1/users?limit=1000","path":"$.a[\"é\"]"}""" + "\n");
        Directory.GetFiles(_folder.Path).Should().ContainSingle("nothing else is left");
    }

    [Theory]
    [InlineData("nonsense", "line 2 is not a JSON object. Expected: {\"code\":*")]
    [InlineData("[]", "line 2 is not a JSON object*")]
    [InlineData("{\"code\":\"A\",\"code\":\"B\",\"subject\":\"s\"}", "line 2 is not a JSON object*")]
    [InlineData("{\"code\":\"USR001\"}", "line 2 lacks code or subject*")]
    [InlineData("{\"code\":1,\"subject\":\"s\"}", "line 2 has a member \"code\" that is not a text*")]
    [InlineData("{\"code\":\"A\",\"subject\":\"s\",\"message\":\"m\"}", "line 2 has the unknown member \"message\". Expected: only code*")]
    [InlineData("{\"code\":\"USR001\",\"subject\":\"user:1\"}", "line 2 repeats line 1*")]
    public void A_line_that_is_wrong_is_named(string line, string message)
    {
        File.WriteAllText(_folder.File("known.jsonl"), "{\"code\":\"USR001\",\"subject\":\"user:1\"}\n" + line);

        Reading("known.jsonl").Should().Throw<InvalidOperationException>()
            .WithMessage($"The file of known findings {_folder.File("known.jsonl")} {message}");
    }

    [Fact]
    public void A_missing_file_is_reported_with_what_to_do() =>
        Reading("missing.jsonl").Should().Throw<InvalidOperationException>()
            .WithMessage("*missing.jsonl does not exist*INTEGRITY_BASELINE_WRITE=yes*");

    [Fact]
    public void A_file_that_cannot_be_written_is_reported()
    {
        Directory.CreateDirectory(_folder.File("known.jsonl"));

        var writing = () => BaselineFile.Write(_folder.File("known.jsonl"), [Short]);

        writing.Should().Throw<InvalidOperationException>().WithMessage("*known.jsonl cannot be written*");
    }

    [Fact]
    public void A_file_is_written_into_a_folder_that_is_made_for_it()
    {
        BaselineFile.Write(_folder.File("of/mine/known.jsonl"), [Short]);

        BaselineFile.Read(_folder.File("of/mine/known.jsonl")).Keys.Should().Equal(Short);
    }

    [Fact]
    public void As_many_entries_as_the_limit_are_read()
    {
        BaselineFile.Write(_folder.File("known.jsonl"), Numbered(100_000));

        BaselineFile.Read(_folder.File("known.jsonl")).Should().HaveCount(100_000);
    }

    [Fact]
    public void One_entry_more_than_the_limit_is_refused()
    {
        BaselineFile.Write(_folder.File("known.jsonl"), Numbered(100_001));

        Reading("known.jsonl").Should().Throw<InvalidOperationException>().WithMessage("*has more than 100000 entries*");
    }

    [Fact]
    public void A_file_beyond_64_MB_is_refused_before_it_is_read()
    {
        using (var file = File.Create(_folder.File("known.jsonl"))) file.SetLength((64 << 20) + 1);

        Reading("known.jsonl").Should().Throw<InvalidOperationException>().WithMessage("*is larger than 64 MB, which is the limit*");
    }

    private static IEnumerable<KnownFinding> Numbered(int count) =>
        Enumerable.Range(0, count).Select(number => Short with { Subject = $"tenancy:{number}" });

    private Func<object> Reading(string file) => () => BaselineFile.Read(_folder.File(file));
}
