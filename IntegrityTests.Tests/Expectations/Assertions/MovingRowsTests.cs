using FluentAssertions;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Expectations.Assertions;
using IntegrityTests.Expectations.Views;
using IntegrityTests.Running;
using IntegrityTests.Tests.Fakes;
using Xunit;
using Xunit.Sdk;

namespace IntegrityTests.Tests.Expectations.Assertions;

/// <summary>
/// What the second look says of rows that go on moving: each word of the first text is a reading of the rows, each of the second an answer.
/// The order is rows, answer, rows, answer, rows, ...
/// </summary>
public sealed class MovingRowsTests
{
    [Theory]
    [InlineData("1 1 1", "2 2", 1, "rows and answers stayed as they are")]
    [InlineData("1 2 3", "2 3 3", 0, "each answer is what the rows said soon after")]
    [InlineData("1 3 4 5 6", "2 4 5 6", 0, "a row that changes each time says nothing")]
    [InlineData("1 3 4 4", "2 4 5", 1, "the rows stood still around the last answer")]
    [InlineData("1 3 4 4", "2 4 4", 0, "in the end they agree")]
    public async Task A_value_is_wrong_if_the_rows_before_and_after_an_answer_say_the_same(
        string rows, string answers, int found, string because)
    {
        var row = new TestRow();

        await Looking(row, Each(rows), Each(answers), (_, stored, response) => response.Should().Describe(new View().Value("n", stored)));

        row.Texts.Should().HaveCount(found, because);
        row.Skips.Should().HaveCount(1 - found, "what was not found is said");
    }

    [Theory]
    [InlineData("a a a", "ab ab", 1, "two answers have it, and the rows never did")]
    [InlineData("a a a", "ab a", 0, "it came after the rows were read, and was gone when they were read again")]
    [InlineData("a a a a a", "ab ac ad ae", 0, "each came and went")]
    [InlineData("ab ab ab", "a a", 1, "the rows always had it")]
    [InlineData("ab a a", "a a", 0, "it was deleted before the answer")]
    [InlineData("a ab a", "a a a", 0, "nothing differed at first")]
    public async Task What_a_list_has_too_much_or_lacks_counts_if_nothing_that_came_or_went_explains_it(
        string rows, string answers, int found, string because)
    {
        var row = new TestRow();

        await Looking(row, Each(rows), Each(answers), (_, stored, response) => response.Should().List(Letters(stored)));

        row.Texts.Should().HaveCount(found, because);
    }

    [Fact]
    public async Task A_row_that_is_gone_after_the_second_answer_explains_its_status()
    {
        var row = new TestRow();
        var readings = 0;

        var looking = () => SecondLook.AtAsync(
            row.Row,
            "",
            () => ++readings == 1 ? Task.FromResult("") : throw new RowSkippedException("the user was deleted during the run"),
            look => Task.FromResult(readings == 0
                ? Example.Response("""{"n":"2"}""", row: look)
                : Example.Response("{}", status: System.Net.HttpStatusCode.NotFound, row: look)),
            (_, _, response) =>
            {
                response.Should().BeOk();
                response.Should().Describe(new View().Value("n", "1"));
            });

        await looking.Should().ThrowAsync<RowSkippedException>();
        row.Findings.Should().BeEmpty();
    }

    [Fact]
    public async Task Every_difference_of_a_long_list_is_found()
    {
        var row = new TestRow();

        await Looking(
            row,
            Enumerable.Repeat("abcdefghijklmnopqrstuvwxyz", 3),
            Enumerable.Repeat("", 2),
            (_, stored, response) => response.Should().List(Letters(stored)));

        row.Texts.Should().HaveCount(26);
    }

    private static string[] Each(string texts) => texts.Split(' ');

    private static ItemSet Letters(string letters)
    {
        var set = new ItemSet("letter", item => item.GetString());
        foreach (var letter in letters) set.AddValue(letter.ToString());
        return set;
    }

    // Answers are both an object with a value n and a list of the value's letters.
    private static async Task Looking(
        TestRow row, IEnumerable<string> rows, IEnumerable<string> answers, Action<CheckRow, string, ApiResponse> compare)
    {
        var readings = new Queue<string>(rows);
        var given = new Queue<string>(answers);
        try
        {
            await SecondLook.AtAsync(
                row.Row,
                readings.Dequeue(),
                () => Task.FromResult(readings.Dequeue()),
                look => Task.FromResult(Answer(given.Dequeue(), look)),
                compare);
        }
        catch (XunitException)
        {
            // What was found is reported.
        }
    }

    private static ApiResponse Answer(string value, CheckRow look) => Example.Response(
        $$"""{"n":"{{value}}","items":[{{string.Join(',', value.Select(letter => $"\"{letter}\""))}}],"is_paginated":false}""", row: look);
}
