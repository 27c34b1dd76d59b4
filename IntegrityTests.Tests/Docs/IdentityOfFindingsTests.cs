using System.Text.RegularExpressions;
using FluentAssertions;
using IntegrityTests.Tests.Detection;
using Xunit;

namespace IntegrityTests.Tests.Docs;

/// <summary>docs/checks.md says of each code what identifies its findings.</summary>
public sealed partial class IdentityOfFindingsTests
{
    [Fact]
    public void Every_code_is_in_the_table()
    {
        var text = Repository.Read("docs/checks.md");
        var start = text.IndexOf("### What identifies a finding", StringComparison.Ordinal);
        var table = text[start..text.IndexOf("The queries below only read.", start, StringComparison.Ordinal)];
        var named = Named().Matches(table).Select(match => match.Groups["code"].Value).ToList();

        AllCodes.Codes.Where(code => !named.Exists(name => code.StartsWith(name, StringComparison.Ordinal)) && !code.StartsWith("CLH"))
            .Should().BeEmpty();
        table.Should().Contain("`CLH001` to `CLH008`");
    }

    [GeneratedRegex(@"`(?<code>[A-Z]{3}(?:[0-9]{3})?)(?:\.\.\.)?`")]
    private static partial Regex Named();
}
