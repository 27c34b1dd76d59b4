using FluentAssertions;
using IntegrityTests.Options;
using Xunit;

namespace IntegrityTests.Tests.Options;

public sealed class VariablesTests
{
    [Fact]
    public void Every_variable_is_documented_and_named_once()
    {
        Variables.All.Select(variable => variable.Name).Should().OnlyHaveUniqueItems().And.OnlyContain(name => name.StartsWith(Variables.Prefix));
        Variables.All.Should().OnlyContain(variable => variable.Form != "" && variable.Default != "" && variable.Meaning != "");
    }

    [Fact]
    public void The_base_directory_is_the_solutions_folder()
    {
        var folder = ProcessEnvironment.BaseDirectory();

        File.Exists(Path.Combine(folder, "IntegrityTests.sln")).Should().BeTrue();
    }

    [Fact]
    public void Outside_of_a_checkout_the_base_directory_is_the_programs()
    {
        var folder = Path.GetPathRoot(Path.GetTempPath())!;

        ProcessEnvironment.BaseDirectory(folder).Should().Be(folder);
    }
}
