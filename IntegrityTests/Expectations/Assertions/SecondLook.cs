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
    /// <param name="compare">The comparison; its argument says whether rows have to be read again.</param>
    public static async Task AtAsync(Func<bool, Task> compare)
    {
        if (await IsCleanAsync(compare)) return;
        var found = RowContext.Current?.FoundCount;
        await compare(true);
        if (RowContext.Current?.FoundCount == found)
            RowContext.Current?.Skip("one look", "differed at first and agreed when read again: it changed meanwhile, or the answer is unstable");
    }

    private static async Task<bool> IsCleanAsync(Func<bool, Task> compare)
    {
        using var held = Findings.Hold();
        try
        {
            await compare(false);
        }
        catch (XunitException) when (held.Count > 0)
        {
            return false;
        }

        catch (NotVerifiedException) when (held.Count > 0)
        {
            held.ReportAll();
            throw;
        }

        return held.Count == 0;
    }
}
