using System.Text.RegularExpressions;
using FluentAssertions;
using IntegrityTests.Tests.Docs;
using Xunit;

namespace IntegrityTests.Tests.House;

/// <summary>What no analyzer of the build looks at: how long lines and files are, and what threads share.</summary>
public sealed partial class SourceFilesTests
{
    private const int LongestLine = 140;
    private const int LongestFile = 250;

    /// <summary>Files that may be longer, each with its reason.</summary>
    private static readonly Dictionary<string, string> LongFiles = [];

    /// <summary>Files that may have longer lines, each with its reason.</summary>
    private static readonly Dictionary<string, string> LongLines = [];

    private static readonly IReadOnlyList<string> Sources = Repository.Files("*.cs");

    [Fact]
    public void Lines_are_at_most_140_characters() =>
        Sources.Except(LongLines.Keys).SelectMany(PlacesOfLongLines).Should().BeEmpty("a line has at most {0} characters", LongestLine);

    [Fact]
    public void Files_are_at_most_250_lines() =>
        Sources.Except(LongFiles.Keys).Where(IsLong).Should().BeEmpty("a file has at most {0} lines, or a reason here", LongestFile);

    [Fact]
    public void An_exception_that_is_not_needed_is_not_listed()
    {
        LongFiles.Keys.Where(file => !Sources.Contains(file) || !IsLong(file)).Should().BeEmpty();
        LongLines.Keys.Where(file => !Sources.Contains(file) || !PlacesOfLongLines(file).Any()).Should().BeEmpty();
    }

    [Fact]
    public void A_field_that_threads_share_is_not_changed_by_what_it_was() =>
        Sources.SelectMany(PlacesOfLostWrites).Should().BeEmpty("between the reading and the writing, another thread may have written it");

    [Fact]
    public void All_projects_are_looked_at() =>
        Sources.Select(file => file.Split('/')[0]).Distinct().Should()
            .BeEquivalentTo("IntegrityTests", "IntegrityTests.Tests", "SampleDeployment", "SampleClickHouse", "Benchmarks");

    private static IEnumerable<string> PlacesOfLongLines(string file) =>
        from line in Repository.Read(file).Split('\n').Index()
        where line.Item.TrimEnd('\r').Length > LongestLine
        select $"{file}:{line.Index + 1} has {line.Item.Length} characters";

    private static IEnumerable<string> PlacesOfLostWrites(string file)
    {
        var text = Repository.Read(file);
        return from shared in VolatileField().Matches(text)
               from change in Regex.Matches(text, $@"\b{shared.Groups["name"].Value}\s*(?:[-+|&^?]+=|\+\+|--)")
               select $"{file}: {change.Value}";
    }

    [GeneratedRegex(@"\bvolatile\s+\S+\s+(?<name>\w+)")]
    private static partial Regex VolatileField();

    private static bool IsLong(string file) => Repository.Read(file).TrimEnd('\n').Split('\n').Length > LongestFile;
}
