using System.Numerics;
using FluentAssertions;
using IntegrityTests.Running.Reporting;
using Xunit;

namespace IntegrityTests.Tests.Running;

/// <summary>What a sample proves about all rows: exact for finite numbers, never less than the truth.</summary>
public sealed class FailureBoundTests
{
    [Theory]
    [InlineData(30_000, 303, 0, 293)]
    [InlineData(30_000, 303, 2, 616)]
    [InlineData(1_000_000, 10_000, 0, 298)]
    [InlineData(1_000_000, 10_000, 7, 1311)]
    [InlineData(1000, 999, 0, 0)]
    [InlineData(1000, 1000, 3, 3)]
    [InlineData(50, 5, 0, 21)]
    [InlineData(50, 5, 5, 50)]
    public void Known_bounds(long rows, long sampled, long failed, long most) =>
        FailureBound.MostFailing(rows, sampled, failed, 0.95).Should().Be(most);

    [Fact]
    public void Every_small_case_is_exact()
    {
        for (var rows = 1; rows <= 24; rows++)
            for (var sampled = 1; sampled <= rows; sampled++)
                for (var failed = 0; failed <= sampled; failed++)
                    FailureBound.MostFailing(rows, sampled, failed, 0.95).Should().Be(Exact(rows, sampled, failed));
    }

    [Fact]
    public void Ten_million_rows_of_which_ten_thousand_failed_are_counted_in_time() =>
        FailureBound.MostFailing(10_000_000, 100_000, 10_000, 0.95).Should().BeInRange(1_000_001, 1_020_000);

    [Fact]
    public void A_summary_says_what_is_proven_for_each_check_and_where_nothing_is()
    {
        var tally = new Tally();
        Count("USR002", 1_000_000, RowVerdict.Verified, 10_000);
        Count("USR003", 30_000, RowVerdict.Verified, 301);
        tally.Of("USR003").Count(RowVerdict.Failed, 2);
        Count("TEM002", 40, RowVerdict.Verified, 4);
        tally.Of("TEM002").Count(RowVerdict.NotVerified);
        Count("PAY002", 40, RowVerdict.Verified, 4);
        tally.Of("PAY002").CountCaseLeft();
        Count("PAY003", 40, RowVerdict.Verified, 0);
        tally.Of("USR001").Count(RowVerdict.Verified);
        Count("TEM003", 40, RowVerdict.Verified, 4);
        tally.Of("TEM003").Count(RowVerdict.NotVerified);
        tally.Of("TEM003").CountCaseNotVerified();
        Count("TEM004", 4, RowVerdict.Verified, 4);

        SampleStatement.Of("1 % (seed 7)", tally.Checks).Split(Environment.NewLine).Should().Equal(
            "a sample of 1 % (seed 7) of users, teams and customers, not all of them; lists and invariants are whole. What it proves about "
                + "all rows, for each check by itself:",
            "    PAY002: 4 of 40 rows verified, 0 failed; nothing, because the budget was over before the whole sample was verified",
            "    PAY003: 0 of 40 rows verified, 0 failed; nothing",
            "    TEM002: 4 of 40 rows verified, 0 failed; nothing, because rows of the sample could not be verified",
            "    TEM003: 4 of 40 rows verified, 0 failed; nothing, because rows of the sample could not be verified",
            "    TEM004: 4 of 4 rows verified, 0 failed: with 95 % confidence at most 0 of all rows would fail, 0.00 %",
            "    USR002: 10,000 of 1,000,000 rows verified, 0 failed: with 95 % confidence at most 298 of all rows would fail, 0.030 %",
            "    USR003: 303 of 30,000 rows verified, 2 failed: with 95 % confidence at most 616 of all rows would fail, 2.1 %");

        void Count(string code, long rows, RowVerdict verdict, long count)
        {
            tally.Of(code).Expect(rows);
            tally.Of(code).Count(verdict, count);
        }
    }

    private static long Exact(int rows, int sampled, int failed)
    {
        for (var failing = rows - sampled + failed; failing > failed; failing--)
        {
            var likely = BigInteger.Zero;
            for (var found = 0; found <= failed; found++) likely += Choose(failing, found) * Choose(rows - failing, sampled - found);
            if (likely * 20 >= Choose(rows, sampled)) return failing;
        }

        return failed;
    }

    private static BigInteger Choose(int of, int chosen)
    {
        if (chosen < 0 || chosen > of) return 0;
        var ways = BigInteger.One;
        for (var i = 0; i < chosen; i++) ways = ways * (of - i) / (i + 1);
        return ways;
    }
}
