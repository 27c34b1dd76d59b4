using FluentAssertions;
using IntegrityTests.Options;
using Xunit;

namespace IntegrityTests.Tests.Docs;

/// <summary>
/// The README's table of options is the list in the code. To renew it:
/// <c>UPDATE_DOCS=yes dotnet test IntegrityTests.Tests --filter ReadmeTests</c>.
/// </summary>
public sealed class ReadmeTests
{
    private const string Path = "README.md";
    private const string Begin = "<!-- From IntegrityTests/Options/Variables.cs; a test says how to renew it. -->\n";
    private const string End = "<!-- End of the options. -->\n";

    [Fact]
    public void Options_table_has_a_row_for_each_available_variable_and_no_other()
    {
        var table = string.Concat(Variables.All.Select(Row).Prepend("| variable | meaning | form | default |\n|---|---|---|---|\n"));

        GeneratedText.In(Path, Begin, End, table).Should().Be(table, "UPDATE_DOCS=yes renews it");
    }

    [Fact]
    public void No_text_breaks_the_table() =>
        Variables.All.Should().OnlyContain(variable => !(variable.Meaning + variable.Form + variable.Default).Contains('|'));

    [Fact]
    public void First_screen_shows_the_two_commands()
    {
        var screen = Repository.Read(Path).Split('\n').Take(25);

        screen.Should().Contain(line => line.StartsWith("dotnet test IntegrityTests ", StringComparison.Ordinal))
            .And.Contain(line => line.StartsWith("dotnet test IntegrityTests.Tests ", StringComparison.Ordinal));
    }

    private static string Row(Variable variable) =>
        $"| `{variable.Name}` | {variable.Meaning} | {variable.Form} | {variable.Default} |\n";
}
