using System.Text.RegularExpressions;
using System.Xml.Linq;
using FluentAssertions;
using IntegrityTests.Options;
using Xunit;

namespace IntegrityTests.Tests.Options;

public sealed partial class RunsettingsTests
{
    private const string Runtime = "DOTNET_EnableWriteXorExecute";
    private static readonly string Folder = Path.Combine(ProcessEnvironment.BaseDirectory(), "runsettings");

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Folder, "*.runsettings").Select(file => Path.GetFileName(file))];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_filter_that_matches_nothing_is_red(string file)
    {
        Setting(file, "RunConfiguration", "TreatNoTestsAsError").Should().Be("true");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Progress_is_seen_in_a_log(string file)
    {
        Setting(file, "xUnit", "DiagnosticMessages").Should().Be("true");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_failed_result_is_printed_once_and_no_skipped_case_has_a_line_of_xUnits(string file)
    {
        Setting(file, "xUnit", "ReporterSwitch").Should().Be("silent");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void No_variable_wins_over_the_shells(string file)
    {
        // Two files are there to set it; the other is the runtime's, and nobody needs it otherwise.
        Document(file).Descendants("EnvironmentVariables").Elements().Select(element => element.Name.LocalName)
            .Should().BeSubsetOf(["INTEGRITY_SNAPSHOTS", Runtime]);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void The_runtime_keeps_its_code_in_memory_once(string file)
    {
        Document(file).Descendants(Runtime).Single().Value.Should().Be("0");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Only_variables_that_exist_are_named(string file)
    {
        var available = Variables.All.Select(variable => variable.Name);

        Name().Matches(File.ReadAllText(Path.Combine(Folder, file))).Select(match => match.Value).Should().BeSubsetOf(available);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_comment_gives_the_command_that_uses_the_file(string file)
    {
        Document(file).DescendantNodes().OfType<XComment>().First().Value.Should().Contain($"-s runsettings/{file}");
    }

    [Fact]
    public void Bail_stops_at_the_first_failure() => Setting("bail.runsettings", "xUnit", "StopOnFail").Should().Be("true");

    [Fact]
    public void Ci_writes_a_trx_and_ends_in_time()
    {
        Setting("ci.runsettings", "RunConfiguration", "TestSessionTimeout").Should().NotBeNull();
        Document("ci.runsettings").Descendants("Logger").Attributes("friendlyName").Should().Contain(name => name.Value == "trx");
    }

    private static string? Setting(string file, string section, string name) =>
        Document(file).Root!.Element(section)?.Element(name)?.Value;

    private static XDocument Document(string file) => XDocument.Load(Path.Combine(Folder, file));

    [GeneratedRegex("INTEGRITY_[A-Z_]+")]
    private static partial Regex Name();
}
