using FluentAssertions;
using IntegrityTests.Options;
using Xunit;

namespace IntegrityTests.Tests.Docs;

public sealed class ReadmeTests
{
    [Fact]
    public void Options_table_has_a_row_for_each_available_variable_and_no_other()
    {
        var expected = Variables.All.Select(Row);

        var rows = Repository.Read("README.md").Split('\n').Where(line => line.StartsWith("| `INTEGRITY_", StringComparison.Ordinal));

        rows.Should().Equal(expected);
    }

    [Fact]
    public void First_screen_shows_the_two_commands()
    {
        var screen = Repository.Read("README.md").Split('\n').Take(25);

        screen.Should().Contain(line => line.StartsWith("dotnet test IntegrityTests ", StringComparison.Ordinal))
            .And.Contain(line => line.StartsWith("dotnet test IntegrityTests.Tests ", StringComparison.Ordinal));
    }

    private static string Row(Variable variable) =>
        $"| `{variable.Name}` | {variable.Meaning} | {variable.Form} | {variable.Default} |";
}
