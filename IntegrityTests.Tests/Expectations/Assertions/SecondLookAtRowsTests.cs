using FluentAssertions;
using IntegrityTests.Expectations.Assertions;
using IntegrityTests.Expectations.Views;
using IntegrityTests.Running;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.Expectations.Assertions;

/// <summary>What a second look makes of an answer and of rows that changed, or did not, before and after it.</summary>
public sealed class SecondLookAtRowsTests
{
    [Theory]
    [InlineData(false, 1, SecondLook.AgreedAgain)]
    [InlineData(true, 4, "differed each time it was read, but so did its rows: the data goes on changing")]
    public async Task What_a_change_of_rows_explains_is_said_with_whether_it_came_to_agree(bool goesOn, int readings, string reason)
    {
        var row = new TestRow();
        var (stored, asked) = (0, 0);

        await SecondLook.AtAsync(
            row.Row,
            stored,
            () => Task.FromResult(++stored),
            look => Task.FromResult(Example.Response($$"""{"number":{{(goesOn || asked++ == 0 ? -1 : stored)}}}""", row: look)),
            (_, rows, response) => response.Should().Describe(new View().Value("number", rows)));

        row.Findings.Should().BeEmpty();
        row.Skips.Should().ContainSingle().Which.Reason.Should().Be(reason);
        stored.Should().Be(readings, "rows are read again after each look that differs");
    }

    [Theory]
    [InlineData("user:1", "$.b")]
    [InlineData("user:2", "$.a")]
    public async Task What_was_wrong_once_is_not_hidden_by_what_is_wrong_elsewhere(string subject, string path)
    {
        var row = new TestRow();
        var first = Wrong() with { Path = "$.a", Holds = Holds.Always };

        await SecondLook.AtAsync(row.Row, (look, again) =>
        {
            look.Report(again ? first with { Subject = subject, Path = path } : first);
            return Task.CompletedTask;
        });

        row.Findings.Should().HaveCount(2);
    }

    [Theory]
    [InlineData("nothing", 1)]
    [InlineData("subject", 0)]
    [InlineData("path", 0)]
    [InlineData("message", 0)]
    [InlineData("expected", 0)]
    public async Task An_answer_is_wrong_where_it_differs_in_the_same_way_from_the_rows_before_and_after_it(string change, int found)
    {
        var row = new TestRow();
        var stored = 0;

        await SecondLook.AtAsync(
            row.Row,
            stored,
            () => Task.FromResult(++stored),
            (_, _) => Task.FromResult<object?>(change),
            (look, rows, _) =>
            {
                look.Report(Changed(Wrong(), change, rows));
                return Task.CompletedTask;
            });

        row.Findings.Should().HaveCount(found);
    }

    [Theory]
    [InlineData("nothing", 1)]
    [InlineData("subject", 0)]
    [InlineData("value", 0)]
    [InlineData("actual", 0)]
    public async Task What_is_too_much_is_wrong_only_where_two_answers_have_the_same(string change, int found)
    {
        var row = new TestRow();
        var asked = 0;

        await SecondLook.AtAsync(
            row.Row,
            0,
            () => Task.FromResult(0),
            (_, _) => Task.FromResult<object?>(++asked),
            (look, _, answer) =>
            {
                look.Report(Changed(Wrong() with { Holds = Holds.UnlessItCameAndWent }, change, (int)answer));
                return Task.CompletedTask;
            });

        row.Findings.Should().HaveCount(found);
    }

    private static Finding Changed(Finding finding, string member, int number) => member switch
    {
        "subject" => finding with { Subject = $"user:{number}" },
        "path" => finding with { Path = $"$.list[{number}]" },
        "message" => finding with { Message = $"is wrong by {number}" },
        "expected" => finding with { Expected = number },
        "value" => finding with { Value = $"{number}" },
        "actual" => finding with { Actual = number },
        _ => finding,
    };

    private static Finding Wrong() => new() { Code = "TST001", Severity = Severity.Error, Subject = "user:1", Message = "is wrong" };
}
