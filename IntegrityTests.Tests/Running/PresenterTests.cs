using System.Text.Json.Nodes;
using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Running.Reporting;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.Running;

public sealed class PresenterTests
{
    private readonly Presenter _presenter = new(new RunSettings
    {
        Redact = text => text.Replace("a\"b", "***"),
        Show = (_, isPersonal) => isPersonal ? "hidden" : "shortened",
    });

    [Fact]
    public void Secrets_in_values_and_names_are_removed_before_they_are_escaped()
    {
        var line = new JsonObject { ["a\"b"] = new JsonArray("xa\"by", 1, null, new JsonObject { ["k"] = true }) };

        _presenter.Json(line)!.ToJsonString().Should().Be("""{"***":["x***y",1,null,{"k":true}]}""");
    }

    [Fact]
    public void Every_text_of_a_finding_is_shown_without_secrets()
    {
        var finding = Scenario.Finding(subject: "a\"b") with
        {
            Project = "a\"b",
            ProjectName = "a\"b",
            Endpoint = "a\"b",
            Message = "a\"b",
            Path = "a\"b",
            Expected = "a\"b",
            Actual = "a\"b",
        };

        var shown = _presenter.Finding(finding);

        string?[] texts = [shown.Subject, shown.Project, shown.ProjectName, shown.Endpoint, shown.Message, shown.Path];
        texts.Should().OnlyContain(text => text == "***");
        ((string?)shown.Expected, (string?)shown.Actual).Should().Be(("***", "***"));
    }

    [Fact]
    public void An_exception_is_shown_with_what_caused_it_and_without_secrets()
    {
        var failure = new InvalidOperationException("it broke", new FormatException("a\"b is no number"));

        _presenter.Trace(failure).Should().Be(
            $"System.InvalidOperationException: it broke{Environment.NewLine}System.FormatException: *** is no number");
    }

    [Theory]
    [InlineData(Privacy.Personal, "hidden")]
    [InlineData(Privacy.Impersonal, "shortened")]
    [InlineData(Privacy.Ready, "Zoë")]
    public void Values_are_shown_as_the_settings_say_unless_they_are_ready(Privacy privacy, string expected)
    {
        var shown = _presenter.Finding(Scenario.Finding() with { Actual = "Zoë", Privacy = privacy });

        ((string?)shown.Actual).Should().Be(expected);
        shown.Privacy.Should().Be(Privacy.Ready);
    }
}
