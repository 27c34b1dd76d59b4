using System.Text.Json.Nodes;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Running;
using Xunit.Sdk;

namespace IntegrityTests.Expectations.Assertions;

/// <summary>
/// Tells damage from change: a deployment may go on working while it is verified, so a row that differs is read again, from the database
/// and from the API. A difference in a value is a finding if it is there again, or if the first answer also differs from the rows as they
/// are now, in the same way: then they did not change, and the answer was wrong once. What no change of rows explains counts at once
/// (<see cref="Finding.Holds"/>): somebody got that answer.
/// </summary>
internal static class SecondLook
{
    /// <summary>Runs the comparison, and once more if it finds something.</summary>
    /// <param name="row">The row of the check.</param>
    /// <param name="compare">
    /// The comparison. Its first argument is the row to report to and to ask for; its second says whether rows have to be read again.
    /// </param>
    public static Task AtAsync(CheckRow row, Func<CheckRow, bool, Task> compare) => AtAsync(row, compare, _ => { });

    /// <summary>Compares rows with an answer, and both as they are then once more if they differ.</summary>
    /// <typeparam name="TRows">What is stored.</typeparam>
    /// <param name="row">The row of the check.</param>
    /// <param name="stored">What is stored, as it was read.</param>
    /// <param name="readAgain">Reads it again.</param>
    /// <param name="ask">Asks the API, for the given row.</param>
    /// <param name="compare">Compares the two; its first argument is the row to report to.</param>
    public static Task AtAsync<TRows>(
        CheckRow row,
        TRows stored,
        Func<Task<TRows>> readAgain,
        Func<CheckRow, Task<ApiResponse>> ask,
        Action<CheckRow, TRows, ApiResponse> compare)
    {
        ApiResponse? first = null;
        var now = stored;
        return AtAsync(
            row,
            async (look, again) =>
            {
                if (again) now = await readAgain();
                var response = await ask(look);
                first ??= response;
                compare(look, now, response);
            },
            trial =>
            {
                if (first is { IsOk: true }) compare(trial, now, first with { Row = trial });
            });
    }

    /// <summary>Runs the comparison, and once more if it finds something.</summary>
    /// <param name="row">The row of the check.</param>
    /// <param name="compare">As above.</param>
    /// <param name="compareFirstAnswer">
    /// Compares the first answer with the rows of the second reading, and reports to its argument what differs. What the comparison
    /// found at first is a finding if it is among that.
    /// </param>
    public static async Task AtAsync(CheckRow row, Func<CheckRow, bool, Task> compare, Action<CheckRow> compareFirstAnswer)
    {
        var first = row.Draft();
        if (await IsCleanAsync(first, compare)) return;
        await row.SettledAsync();
        var second = row.Draft();
        try
        {
            await compare(second, true);
        }
        catch (XunitException)
        {
            ReportOnce(row, first, second, Wrong(row, compareFirstAnswer));
            throw;
        }
        catch (Exception failure) when (failure is RowSkippedException or NotVerifiedException)
        {
            ReportOnce(row, first, second, finding => finding.Holds == Holds.Always);
            throw;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Nothing says any more that the first look was wrong.
            first.Release();
            throw;
        }
        finally
        {
            second.Release();
        }

        if (!ReportOnce(row, first, second, Wrong(row, compareFirstAnswer)) && second.FoundCount == 0)
            row.Skip("changed meanwhile", "differed when first read, but agreed when read again: the data changed");
    }

    // What is wrong with the first answer whatever the rows said: by itself, or before and after it.
    private static Func<Finding, bool> Wrong(CheckRow row, Action<CheckRow> compareFirstAnswer)
    {
        var trial = row.Trial();
        try
        {
            compareFirstAnswer(trial);
        }
        catch (XunitException)
        {
            // What it found is kept.
        }

        var still = trial.Findings.ToList();
        return finding => finding.Holds != Holds.IfSeenAgain || still.Exists(now => IsSame(finding, now));
    }

    private static bool IsSame(Finding one, Finding other) =>
        one.Subject == other.Subject && one.Path == other.Path && one.Message == other.Message
        && JsonNode.DeepEquals(one.Expected, other.Expected);

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

    // What was wrong once and was not found again; false where there is nothing.
    private static bool ReportOnce(CheckRow row, CheckRow first, CheckRow second, Func<Finding, bool> holds)
    {
        var once = first.Findings.Where(holds)
            .Where(finding => !second.Findings.Any(again => again.Subject == finding.Subject && again.Path == finding.Path))
            .ToList();
        foreach (var finding in once)
            row.Report(finding with { Message = $"{finding.Message} (it was so once; asked again, the answer was another)" });
        return once.Count > 0;
    }
}
