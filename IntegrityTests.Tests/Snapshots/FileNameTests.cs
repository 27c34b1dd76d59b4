using FluentAssertions;
using IntegrityTests.Tests.EndToEnd.Harness;
using Xunit;

namespace IntegrityTests.Tests.Snapshots;

public sealed class FileNameTests
{
    [Theory]
    [InlineData("PRJ001")]
    [InlineData("PRJ002")]
    [InlineData("PRJ003")]
    [InlineData("USR001", "_list=default")]
    [InlineData("USR002")]
    [InlineData("USR003")]
    [InlineData("USR004")]
    [InlineData("TEM002")]
    [InlineData("PAY002")]
    public void A_code_names_the_files_that_its_check_has_in_the_committed_snapshot(string code, string list = "")
    {
        var sample = Path.Combine(Checkout.Folder, "snapshots", "sample");
        var project = Directory.EnumerateDirectories(sample).Order(StringComparer.Ordinal).First();

        File.Exists(Path.Combine(project, $"{Suite.FileOf(code)}{list}.verified.jsonl")).Should().BeTrue();
    }
}
