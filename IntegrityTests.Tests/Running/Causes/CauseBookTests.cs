using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Running.Causes;
using Xunit;

namespace IntegrityTests.Tests.Running.Causes;

/// <summary>Which findings have one cause: those that say the same, and those of several checks about one row.</summary>
public sealed class CauseBookTests : CauseTests
{
    [Fact]
    public void Findings_that_say_the_same_of_many_rows_have_one_cause()
    {
        for (var number = 1; number <= 20; number++)
            Add("A1", Row(number), $"is a member of team:{Row(number + 100)[5..]}, which does not exist, for {number} days");

        var cause = Causes().Should().ContainSingle().Which;

        cause.Text.Should().Be("A1: is a member of team:*, which does not exist, for # days");
        cause.Findings.Should().Be(20);
        cause.Subjects.Should().Equal(Enumerable.Range(1, 5).Select(Row));
        cause.MoreSubjects.Should().BeTrue();
    }

    [Fact]
    public void Findings_of_several_checks_about_one_row_are_under_the_nearest_to_the_rows()
    {
        Add("C1", Row(1), "is not in the list");
        Add("A1", Row(1), "has no e-mail");
        Add("B1", Row(1), "is answered with 500");

        var cause = Causes().Should().ContainSingle().Which;

        cause.Text.Should().Be("A1: has no e-mail");
        cause.Codes.Should().Equal(new Dictionary<string, long> { ["A1"] = 1, ["B1"] = 1, ["C1"] = 1 });
    }

    [Theory]
    [InlineData(Severity.Warning, Severity.Error)]
    [InlineData(Severity.Error, Severity.Warning)]
    public void A_cause_is_as_bad_as_its_worst_finding(Severity first, Severity second)
    {
        Add("A1", Row(1), "has no e-mail", severity: first);
        Add("A1", Row(2), "has no e-mail", severity: second);
        Add("A2", Row(3), "has no name", severity: first);
        Add("B1", Row(3), "is answered with 500", severity: second);

        Causes().Select(cause => (cause.Findings, cause.Severity)).Should().Equal((2, Severity.Error), (2, Severity.Error));
    }

    [Fact]
    public void The_worst_causes_come_first_then_those_with_the_most_findings()
    {
        for (var number = 1; number <= 3; number++) Add("A1", Row(number), "may be meant", severity: Severity.Warning);
        Add("A2", Row(10), "has no name", project: "q");
        Add("A2", Row(11), "has no name", project: "p");
        Add("A2", Row(12), "has no e-mail");
        for (var number = 20; number <= 21; number++) Add("A3", Row(number), "is not in the list");

        Causes().Select(cause => $"{cause.Text} {cause.First.Project} {cause.Findings}").Should().Equal(
            "A3: is not in the list p 2",
            "A2: has no e-mail p 1",
            "A2: has no name p 1",
            "A2: has no name q 1",
            "A1: may be meant p 3");
    }

    [Fact]
    public void A_purchase_is_one_row_whether_it_is_called_a_subscription_or_a_transaction()
    {
        Add("C1", $"transaction:{Id(3)}", "is not in the list");
        Add("A1", $"subscription:{Id(3)}", "has an empty product");

        Causes().Should().ContainSingle().Which.Text.Should().StartWith("A1: ");
    }

    [Fact]
    public void An_answer_is_not_told_apart_by_its_number()
    {
        Add("B1", Row(1), "is answered with 500, 20 bytes, request ID a1b2c3");
        Add("B1", Row(2), "is answered with 500, 21 bytes, request ID d4e5f6");

        Causes().Should().ContainSingle().Which.Text.Should().Be("B1: is answered with #, # bytes");
    }

    [Fact]
    public void Two_faults_of_one_row_are_two_causes_if_one_of_them_is_in_other_rows_too()
    {
        for (var number = 1; number <= 5; number++) Add("A1", Row(number), "has a bad image");
        Add("A2", Row(1), "has bad metadata");

        Causes().Select(cause => cause.Findings).Should().Equal(5, 1);
    }

    [Fact]
    public void Two_rules_that_the_same_rows_break_have_one_cause()
    {
        for (var number = 1; number <= 5; number++)
        {
            Add("A2", Row(number), "cannot be reached");
            Add("A1", Row(number), "cannot sign in");
        }

        Causes().Should().ContainSingle().Which.Text.Should().Be("A1: cannot sign in");
    }

    [Fact]
    public void The_same_of_two_projects_is_two_causes()
    {
        Add("A1", Row(1), "is odd");
        Add("A1", Row(1), "is odd", project: "other");

        Causes().Should().HaveCount(2);
    }

    [Fact]
    public void The_worst_come_first_and_then_those_with_the_most_findings()
    {
        Add("A1", Row(1), "may be odd", severity: Severity.Warning);
        Add("A1", Row(2), "may be odd", severity: Severity.Warning);
        Add("A2", Row(3), "is odd");
        Add("A3", Row(4), "is wrong");
        Add("A3", Row(5), "is wrong");

        Causes().Select(cause => cause.First.Code).Should().Equal("A3", "A2", "A1");
    }

    [Fact]
    public void The_outcome_does_not_depend_on_the_order_in_which_findings_come()
    {
        (string Code, string Subject, string Message)[] findings =
        [
            ("A1", Row(1), "cannot sign in"), ("A2", Row(1), "cannot be reached"), ("B1", Row(1), "is answered with 500"),
            ("C1", Row(2), "is not in the list"), ("B1", Row(2), "is answered with 500"),
        ];

        Texts(findings).Should().Equal(Texts([.. findings.Reverse()]));
    }

    [Theory]
    [InlineData(200, false)]
    [InlineData(201, true)]
    public void Sentences_are_told_apart_by_their_first_200_characters(int length, bool isCut)
    {
        Add("A1", Row(1), new string('x', length));

        Causes().Single().Text.Should().Be("A1: " + new string('x', 200) + (isCut ? "..." : ""));
    }

    [Fact]
    public void Every_finding_has_the_text_of_its_cause()
    {
        var finding = Add("C1", Row(1), "is not in the list");
        Add("A1", Row(1), "has no e-mail");
        Causes();

        Book.TextOf(finding).Should().Be("A1: has no e-mail");
    }

    [Fact]
    public void Very_many_findings_are_counted_and_the_first_causes_kept()
    {
        for (var number = 1; number <= 20_000; number++) Add("A1", Row(number), $"has the odd word {Word(number)}");

        var causes = Book.Conclude();

        causes.Kept.Should().HaveCount(CauseBook.MaxCauses);
        (causes.Kept.Sum(cause => cause.Findings) + causes.Unsorted).Should().Be(20_000);
    }

    [Fact]
    public void Rows_beyond_the_bound_still_count_with_those_that_say_the_same()
    {
        for (var number = 1; number <= CauseBook.MaxRows + 5; number++) Add("A1", Row(number), "is odd");

        Causes().Should().ContainSingle().Which.Findings.Should().Be(CauseBook.MaxRows + 5);
    }

    private static string Word(int number) => string.Concat($"{number}".Select(digit => (char)('a' + digit - '0')));

    private static IEnumerable<string> Texts((string Code, string Subject, string Message)[] findings)
    {
        var tests = new CauseBookTests();
        foreach (var (code, subject, message) in findings) tests.Add(code, subject, message);
        return tests.Causes().Select(cause => $"{cause.Text} {cause.Findings}");
    }
}
