using System.Text.Json.Nodes;
using FluentAssertions;
using IntegrityTests.Running.Reporting;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.Running;

public sealed class FindingsFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_line_that_may_wait_stands_behind_the_first_line_which_says_what_was_found_out()
    {
        using var file = FindingsFile.Open(_folder.Path);
        var target = "unknown";
        file.FirstLine = () => new JsonObject { ["kind"] = "run", ["target"] = target };

        file.WriteBehind(new JsonObject { ["kind"] = "case" });
        ReadShared().Should().BeEmpty();
        target = "known";
        file.Begin();
        file.WriteBehind(new JsonObject { ["kind"] = "case" });

        ReadShared().Should().Be("""
            {"kind":"run","target":"known"}
            {"kind":"case"}
            {"kind":"case"}

            """);
    }

    [Fact]
    public void A_line_can_be_read_while_the_file_is_still_open()
    {
        using var file = FindingsFile.Open(_folder.Path);

        file.Write(new JsonObject { ["kind"] = "run", ["name"] = "Zoë \"<&+\n" });

        ReadShared().Should().Be("""{"kind":"run","name":"Zoë \"<&+\n"}""" + "\n");
    }

    [Fact]
    public void A_later_run_replaces_what_an_earlier_one_found()
    {
        using (var earlier = FindingsFile.Open(_folder.Path))
            earlier.Write(new JsonObject { ["run"] = 1 });

        using (var later = FindingsFile.Open(_folder.Path))
            later.Write(new JsonObject { ["run"] = 2 });

        Directory.GetFiles(_folder.Path).Should().Equal(_folder.File("findings.jsonl"));
        File.ReadAllText(_folder.File("findings.jsonl")).Should().Be("{\"run\":2}\n");
    }

    [Fact]
    public void The_report_of_an_earlier_run_is_gone_when_a_run_begins()
    {
        File.WriteAllText(_folder.File("report.html"), "PASSED");

        using var file = FindingsFile.Open(_folder.Path);

        File.Exists(_folder.File("report.html")).Should().BeFalse();
    }

    [Fact]
    public void Two_runs_at_once_in_one_folder_are_refused_and_the_first_keeps_its_lines()
    {
        using var first = FindingsFile.Open(_folder.Path);
        first.Write(new JsonObject { ["run"] = 1 });

        var second = () => FindingsFile.Open(_folder.Path);

        second.Should().Throw<InvalidOperationException>().WithMessage("Another run is writing to*another results folder.");
        ReadShared().Should().Be("{\"run\":1}\n");
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_reported()
    {
        File.WriteAllText(_folder.File("file"), "");

        var open = () => FindingsFile.Open(_folder.File("file"));

        open.Should().Throw<InvalidOperationException>().WithMessage("The results folder cannot be written*");
    }

    [Fact]
    public void A_findings_file_that_cannot_be_replaced_is_reported_and_leaves_the_folder_free()
    {
        Directory.CreateDirectory(_folder.File("findings.jsonl"));

        var open = () => FindingsFile.Open(_folder.Path);

        open.Should().Throw<InvalidOperationException>().WithMessage("The results folder cannot be written*");
        File.Exists(_folder.File("findings.lock")).Should().BeFalse();
    }

    [Fact]
    public void Text_that_is_no_valid_unicode_can_be_written()
    {
        using var file = FindingsFile.Open(_folder.Path);

        file.Write(new JsonObject { ["a"] = "x" + (char)0xd83d + "y" });

        ReadShared().Should().Be("{\"a\":\"x\\uFFFDy\"}\n");
    }

    [Fact]
    public void Values_of_any_depth_can_be_written()
    {
        using var file = FindingsFile.Open(_folder.Path);
        JsonNode deep = new JsonArray();
        for (var depth = 0; depth < 500; depth++)
            deep = new JsonArray(deep);

        file.Write(new JsonObject { ["deep"] = deep });

        ReadShared().Should().Contain(new string('[', 501) + new string(']', 501));
    }

    [Fact]
    public void A_disk_that_is_full_is_reported_once()
    {
        if (!File.Exists("/dev/full"))
            return;
        File.CreateSymbolicLink(_folder.File("findings.jsonl"), "/dev/full");
        using var file = FindingsFile.Open(_folder.Path);
        var reported = new List<string>();
        file.OnFailure = reported.Add;

        file.Write([]);
        file.Write([]);

        reported.Should().ContainSingle().Which.Should().StartWith("The findings could not be written to");
        file.Failure.Should().NotBeNull();
    }

    [Fact]
    public void A_write_that_fails_in_any_way_is_reported_once()
    {
        var file = FindingsFile.Open(_folder.Path);
        var reported = new List<string>();
        file.OnFailure = reported.Add;
        file.Dispose();

        file.Write([]);
        file.Write([]);

        reported.Should().ContainSingle().Which.Should().StartWith("The findings could not be written to");
    }

    private string ReadShared()
    {
        using var stream = new FileStream(_folder.File("findings.jsonl"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
