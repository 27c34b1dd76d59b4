using IntegrityTests.Running;
using Xunit.Sdk;

namespace IntegrityTests.Expectations.Assertions;

/// <summary>
/// Tells damage from change: a deployment may go on working while it is verified, so a row that differs is read again, from the database
/// and from the API, and only what still differs is a finding.
/// </summary>
internal static class SecondLook
{
    /// <summary>Runs the comparison, and once more if it finds something.</summary>
    /// <param name="row">The row of the check.</param>
    /// <param name="compare">
    /// The comparison. Its first argument is the row to report to and to ask for; its second says whether rows have to be read again.
    /// </param>
    public static async Task AtAsync(CheckRow row, Func<CheckRow, bool, Task> compare)
    {
        var first = row.Draft();
        if (await IsCleanAsync(first, compare)) return;
        await row.SettledAsync();
        var found = row.FoundCount;
        try
        {
            await compare(row, true);
        }
        catch (Exception failure) when (IsFailureOfTheCheck(failure))
        {
            // Nothing says any more that the first look was wrong.
            first.Release();
            throw;
        }

        if (row.FoundCount == found)
            row.Skip(
                "changed meanwhile",
                "differed when first read, but agreed when read again: the data changed, or the answer is unstable");
    }

    private static async Task<bool> IsCleanAsync(CheckRow first, Func<CheckRow, bool, Task> compare)
    {
        try
        {
            await compare(first, false);
        }
        catch (XunitException) when (first.FoundCount > 0)
        {
            return false;
        }
        catch (NotVerifiedException) when (first.FoundCount > 0)
        {
            first.Release();
            throw;
        }

        return first.FoundCount == 0;
    }

    private static bool IsFailureOfTheCheck(Exception failure) =>
        failure is not (XunitException or NotVerifiedException or RowSkippedException or OperationCanceledException);
}
