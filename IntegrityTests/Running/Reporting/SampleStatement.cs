using System.Globalization;

namespace IntegrityTests.Running.Reporting;

/// <summary>What a sample proves about all rows, check by check.</summary>
internal static class SampleStatement
{
    private const double Confidence = 0.95;

    /// <summary>What the summary says about it.</summary>
    /// <param name="sample">Which part of the rows was chosen.</param>
    /// <param name="checks">The checks of the run.</param>
    public static string Of(string sample, IEnumerable<CheckTally> checks)
    {
        var lines = checks.Where(check => check.Expected > 0).Select(check => $"{Environment.NewLine}    {check.Code}: {Line(check)}");
        return $"a sample of {sample} of users, teams and customers, not all of them; lists and invariants are whole. What it proves about "
            + $"all rows, for each check by itself:{string.Concat(lines)}";
    }

    private static string Line(CheckTally check)
    {
        var verified = check.Verified + check.Failed;
        var counts = string.Create(
            CultureInfo.InvariantCulture, $"{verified:N0} of {check.Expected:N0} rows verified, {check.Failed:N0} failed");
        if (check.CasesLeft > 0) return $"{counts}; nothing, because the budget was over before the whole sample was verified";
        if (verified == 0) return $"{counts}; nothing";
        if (check.NotVerified + check.CasesNotVerified > 0) return $"{counts}; nothing, because rows of the sample could not be verified";
        var most = FailureBound.MostFailing(check.Expected, verified, check.Failed, Confidence);
        var share = 100.0 * most / check.Expected;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{counts}: with 95 % confidence at most {most:N0} of all rows would fail, {Percent(share)} %");
    }

    // Rounded up: a bound that is rounded down is none.
    private static string Percent(double share)
    {
        var digits = share <= 0 ? 2 : Math.Clamp(1 - (int)Math.Floor(Math.Log10(share)), 0, 6);
        var scale = Math.Pow(10, digits);
        return (Math.Ceiling(share * scale) / scale).ToString($"F{digits}", CultureInfo.InvariantCulture);
    }
}

/// <summary>How many of a finite number of rows may fail, if so many of a random sample of them did (hypergeometric, exact).</summary>
internal static class FailureBound
{
    // What rounding of logarithms of factorials may cost; the bound stays on the safe side.
    private const double Slack = 1e-4;
    private const int FewForStirling = 20;

    /// <summary>
    /// The greatest number of failing rows with which a sample like this is not too unlikely: with the given confidence there are not more.
    /// </summary>
    /// <param name="rows">All rows.</param>
    /// <param name="sampled">Those that were verified, each chosen by chance.</param>
    /// <param name="failed">Those of them that failed.</param>
    /// <param name="confidence">How sure it is to be, such as 0.95.</param>
    public static long MostFailing(long rows, long sampled, long failed, double confidence)
    {
        // Every row that was not verified may fail.
        var (low, high) = (failed, rows - sampled + failed);
        while (low < high)
        {
            var failing = low + ((high - low + 1) / 2);
            if (AtMost(failed, rows, failing, sampled) > (1 - confidence) * (1 - Slack)) low = failing;
            else high = failing - 1;
        }

        return low;
    }

    // How likely it is that a sample has so few failing rows or fewer.
    private static double AtMost(long failed, long rows, long failing, long sampled)
    {
        var sum = 0.0;
        var all = LogChoose(rows, sampled);
        for (var found = Math.Max(0, sampled - (rows - failing)); found <= Math.Min(failed, failing); found++)
            sum += Math.Exp(LogChoose(failing, found) + LogChoose(rows - failing, sampled - found) - all);
        return sum;
    }

    private static double LogChoose(long of, long chosen) => LogFactorial(of) - LogFactorial(chosen) - LogFactorial(of - chosen);

    private static double LogFactorial(long number)
    {
        if (number < FewForStirling)
        {
            var product = 1.0;
            for (var factor = 2L; factor <= number; factor++) product *= factor;
            return Math.Log(product);
        }

        double n = number;
        return (n * Math.Log(n)) - n + (0.5 * Math.Log(2 * Math.PI * n)) + (1 / (12 * n)) - (1 / (360 * n * n * n));
    }
}
