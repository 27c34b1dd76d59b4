using System.Text.RegularExpressions;
using FluentAssertions;
using IntegrityTests.Tests.Detection;
using IntegrityTests.Tests.EndToEnd.Recorded;
using IntegrityTests.Tests.SampleDeployment;
using Xunit;

namespace IntegrityTests.Tests.Docs;

/// <summary>docs/columns.md says of each column of the platform who sees a change of it.</summary>
public sealed partial class ColumnsTests
{
    private const string Path = "docs/columns.md";

    [Fact]
    public void Every_column_of_the_platform_has_a_line() =>
        Columns().Should().BeEquivalentTo(
            Csv.Read(System.IO.Path.Combine(Recording.Newer.Folder, "schema", "columns.csv"))
                .Select(column => $"{column["table_name"]}.{column["column_name"]}"));

    [Fact]
    public void Checks_that_are_named_exist() =>
        Code().Matches(Repository.Read(Path)).Select(code => code.Value).Distinct().Should().BeSubsetOf(AllCodes.Codes);

    private static IEnumerable<string> Columns()
    {
        var table = "";
        foreach (var line in Repository.Read(Path).Split('\n'))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal)) table = line[3..];
            if (Column().Match(line) is { Success: true } column) yield return $"{table}.{column.Groups["name"].Value}";
        }
    }

    [GeneratedRegex(@"^\| `(?<name>\w+)` \| .+ \|$")]
    private static partial Regex Column();

    [GeneratedRegex(@"\b[A-Z]{3}[0-9]{3}\b")]
    private static partial Regex Code();
}
