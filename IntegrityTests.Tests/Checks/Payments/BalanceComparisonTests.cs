using System.Net;
using FluentAssertions;
using IntegrityTests.Checks.Payments;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Payments;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Rows;
using IntegrityTests.Running;
using IntegrityTests.Tests.Fakes;
using IntegrityTests.Tests.Payments.Balances;
using Xunit;

namespace IntegrityTests.Tests.Checks.Payments;

public sealed class BalanceComparisonTests
{
    private static readonly long Now = new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    private static readonly CustomerRows Three = LedgerRows.Changes(LedgerRows.Change(3, "2026-01-01"));
    private static readonly CustomerRows Four = LedgerRows.Changes(LedgerRows.Change(4, "2026-01-01"));
    private static readonly CustomerRows Five = LedgerRows.Changes(LedgerRows.Change(5, "2026-01-01"));

    private static readonly PaymentsConfig Config = PaymentsConfigParser.Parse(Example.Json("""
        { "items": { "credits": { "customerType": "user", "displayName": "Credits" }, "seats": { "customerType": "user" } } }
        """));

    private readonly TestRow _row = new();
    private readonly Queue<CustomerRows?> _readings = [];
    private readonly Queue<ApiResponse> _answers = [];
    private int _asked;

    [Fact]
    public async Task What_the_rows_of_the_page_explain_is_asked_for_once()
    {
        Answer(3);

        await CompareAsync(Three);

        _asked.Should().Be(1);
        _row.Findings.Should().BeEmpty();
        _row.Skips.Should().BeEmpty();
    }

    [Fact]
    public async Task What_no_rows_explain_is_a_finding_with_both_values()
    {
        Answer(4, 4);
        Read(Three, Three);

        await CompareAsync(Three);

        _row.Texts.Should().Equal("user:1 has a different balance than the ledger");
        _row.Findings[0].Path.Should().Be("$.quantity");
        _row.Findings[0].Expected!.ToJsonString().Should().Be("3");
        _row.Findings[0].Actual!.ToJsonString().Should().Be("4");
    }

    [Fact]
    public async Task What_the_rows_read_before_the_answer_explain_is_said_to_have_changed_meanwhile()
    {
        Answer(4, 4);
        Read(Four);

        await CompareAsync(Three);

        _row.Findings.Should().BeEmpty();
        _row.Skips.Should().ContainSingle().Which.Comparison.Should().Be("changed meanwhile");
    }

    [Fact]
    public async Task What_only_the_rows_read_after_the_answer_explain_is_verified()
    {
        Answer(4, 5);
        Read(Four, Five);

        await CompareAsync(Three);

        _asked.Should().Be(2, "those rows explain the answer, so that nobody needs to ask again");
        _row.Findings.Should().BeEmpty();
        _row.Skips.Should().BeEmpty();
    }

    [Fact]
    public async Task Rows_that_change_each_time_say_nothing_about_the_answer()
    {
        Answer(9, 9, 9, 9);
        Read(Three, Four, Four, Five, Five, Three);

        await CompareAsync(Three);

        _row.Findings.Should().BeEmpty();
        _row.Skips.Should().Equal(("a balance against the ledger", "its rows changed each time it was asked for"));
    }

    [Fact]
    public async Task Rows_that_stand_still_at_last_are_judged()
    {
        Answer(9, 9, 9);
        Read(Three, Four, Four, Four);
        await CompareAsync(Three);
        _row.Findings.Should().ContainSingle().Which.Expected!.ToJsonString().Should().Be("4");
    }

    [Theory]
    [InlineData("2026-06-01T00:00:04Z", 0, true)]
    [InlineData("2026-06-01T00:00:06Z", 0, false)]
    [InlineData("2026-05-31T23:59:56Z", 3, true)]
    [InlineData("2026-05-31T23:59:54Z", 3, false)]
    public async Task A_clock_that_differs_by_up_to_five_seconds_explains_a_balance(string expires, long answered, bool isExplained)
    {
        var rows = LedgerRows.Changes(LedgerRows.Change(3, "2026-01-01", expires));
        Answer(answered, answered);
        Read(rows, rows);

        await CompareAsync(rows);

        _row.Findings.Should().HaveCount(isExplained ? 0 : 1);
    }

    [Fact]
    public async Task A_deployment_that_stands_still_at_a_moment_has_no_other_clock()
    {
        var rows = LedgerRows.Changes(LedgerRows.Change(3, "2026-01-01", "2026-06-01T00:00:01Z"));
        Answer(0, 0);
        Read(rows, rows);
        await CompareAsync(rows, tolerance: 0);
        _row.Findings.Should().ContainSingle();
    }

    [Theory]
    [InlineData("""{ "id": "credits", "display_name": "Credits" }""")]
    [InlineData("""{ "id": "credits", "display_name": "Credits", "quantity": "3" }""")]
    [InlineData("""{ "id": "credits", "display_name": "Credits", "quantity": 1e300 }""")]
    public async Task An_answer_without_a_quantity_that_can_be_counted_is_a_finding(string body)
    {
        AnswerBody(body, body);
        Read(Three, Three);

        await CompareAsync(Three);

        _row.Findings.Should().ContainSingle().Which.Message.Should().Be("has no quantity");
    }

    [Fact]
    public async Task An_answer_without_quantity_is_a_finding_also_where_the_ledger_knows_none()
    {
        var rows = LedgerRows.Changes(LedgerRows.Change(3, "2026-01-01")) with { WhyChangesIncomplete = "it has too many item changes" };
        AnswerBody("""{ "id": "credits", "display_name": "Credits" }""", """{ "id": "credits", "display_name": "Credits" }""");
        Read(rows, rows);

        await CompareAsync(rows);

        _row.Findings.Should().ContainSingle().Which.Message.Should().Be("has no quantity");
    }

    [Fact]
    public async Task A_balance_that_the_ledger_cannot_compute_is_said_to_be_not_compared_without_naming_rows()
    {
        var rows = LedgerRows.Included("""{ "quantity": 10, "repeat": [0, "month"], "expires": "when-repeated" }""", "2026-01-01");
        Answer(7);

        await CompareAsync(rows);

        _row.Findings.Should().BeEmpty();
        var (comparison, reason) = _row.Skips.Should().ContainSingle().Subject;
        comparison.Should().Be("a balance against the ledger");
        reason.Should().StartWith("the product of a subscription includes the item, but its ").And.NotContain(Guid.Empty.ToString());
    }

    [Theory]
    [InlineData("""{ "id": "seats", "display_name": "Credits", "quantity": 3 }""", "$.id")]
    [InlineData("""{ "id": "credits", "display_name": "Seats", "quantity": 3 }""", "$.display_name")]
    public async Task Another_items_answer_is_a_finding_although_its_quantity_fits(string body, string path)
    {
        AnswerBody(body, body);
        Read(Three, Three);

        await CompareAsync(Three);

        _row.Findings.Should().ContainSingle().Which.Path.Should().Be(path);
    }

    [Fact]
    public async Task Another_status_is_a_finding_when_it_comes_again()
    {
        _answers.Enqueue(Refused());
        _answers.Enqueue(Refused());
        Read(Three, Three);
        await CompareAsync(Three);
        _row.Texts.Should().ContainSingle().Which.Should().StartWith("user:1 should answer 200, but answers 404");
    }

    [Fact]
    public async Task Another_status_is_no_finding_where_the_customer_was_deleted_before_it()
    {
        Answer(4);
        _answers.Enqueue(Refused());
        Read(Three, null);
        await FluentActions.Awaiting(() => CompareAsync(Three)).Should().ThrowAsync<RowSkippedException>();
        _row.Findings.Should().BeEmpty();
    }

    [Fact]
    public async Task Rows_that_cannot_be_read_leave_only_the_status_to_verify()
    {
        Answer(3);
        await CompareAsync(Three, whyNotCompared: "the rows are elsewhere");
        _row.Skips.Should().Equal(("a balance against the ledger", "the rows are elsewhere"));

        _answers.Enqueue(Refused());
        await CompareAsync(Three, whyNotCompared: "the rows are elsewhere");
        _row.Texts.Should().ContainSingle().Which.Should().StartWith("user:1 should answer 200, but answers 404");
    }

    private Task CompareAsync(CustomerRows rows, long tolerance = 5_000, string? whyNotCompared = null)
    {
        var payments = new CalendarPayments(() => Now, tolerance);
        var look = new CustomerLook(_row.Row, CustomerType.User, payments, _ => Task.FromResult(ReadAgain()))
        {
            Config = Config,
            Rows = rows,
            WhyNotCompared = whyNotCompared,
        };
        return new BalanceComparison(look, LedgerRows.Credits, AskAsync).RunAsync(default);
    }

    private (CustomerRows Rows, PaymentsConfig? Config) ReadAgain() =>
        (_readings.Dequeue() ?? throw new RowSkippedException("gone"), Config);

    private Task<ApiResponse> AskAsync()
    {
        _asked++;
        return Task.FromResult(_answers.Dequeue());
    }

    private void Read(params CustomerRows?[] rows)
    {
        foreach (var reading in rows) _readings.Enqueue(reading);
    }

    private void Answer(params long[] quantities) =>
        AnswerBody([.. quantities.Select(quantity => $$"""{ "id": "credits", "display_name": "Credits", "quantity": {{quantity}} }""")]);

    private void AnswerBody(params string[] bodies)
    {
        foreach (var body in bodies) _answers.Enqueue(Example.Response(body, row: _row.Row));
    }

    private ApiResponse Refused() => Example.Response(status: HttpStatusCode.NotFound, row: _row.Row);
}
