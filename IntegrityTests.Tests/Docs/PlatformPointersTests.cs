using System.Text.RegularExpressions;
using FluentAssertions;
using IntegrityTests.Tests.EndToEnd.Harness;
using Xunit;

namespace IntegrityTests.Tests.Docs;

/// <summary>Comments name their sources as <c>docs/platform.md, Heading</c>.</summary>
public sealed partial class PlatformPointersTests
{
    [Fact]
    public void Pointers_to_a_document_name_a_heading_that_it_has()
    {
        var pointers = Sources().SelectMany(file => Pointer().Matches(LineBreak().Replace(File.ReadAllText(file), " "))).ToList();

        pointers.Should().NotBeEmpty();
        pointers.Where(pointer => !Headings(pointer.Groups["document"].Value).Any(pointer.Groups["rest"].Value.StartsWith))
            .Should().BeEmpty();
    }

    private static IEnumerable<string> Sources() =>
        from pattern in (string[])["*.cs", "*.sql"]
        from file in Directory.EnumerateFiles(Checkout.Folder, pattern, SearchOption.AllDirectories)
        where !file.Contains("/obj/", StringComparison.Ordinal) && !file.EndsWith("PlatformPointersTests.cs", StringComparison.Ordinal)
        select file;

    private static IEnumerable<string> Headings(string document) =>
        Heading().Matches(Repository.Read(document)).Select(heading => heading.Groups["text"].Value);

    [GeneratedRegex(@"(?<document>docs/(platform|testing)\.md), (?<rest>.{0,80})")]
    private static partial Regex Pointer();

    [GeneratedRegex(@"\s*\n\s*(///?|--)\s*")]
    private static partial Regex LineBreak();

    [GeneratedRegex("^#+ (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
