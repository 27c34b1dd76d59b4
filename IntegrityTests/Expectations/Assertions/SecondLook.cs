using System.Runtime.ExceptionServices;
using System.Text.Json.Nodes;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Running;
using Xunit.Sdk;

namespace IntegrityTests.Expectations.Assertions;

/// <summary>
/// Tells damage from change: a deployment may go on working while it is verified, so what differs is looked at again. An answer is wrong
/// where it differs in the same way from the rows as they were before it and from those after it: then they did not change. What was
/// too much in an answer may have come after the rows were read and have gone again, so it counts only if two answers have it and no rows
/// between and around them. What no change of rows explains counts at once (<see cref="Finding.Holds"/>): somebody got that answer.
/// </summary>
internal static class SecondLook
{
    /// <summary>What was not compared where rows changed.</summary>
    public const string Changed = "changed meanwhile";

    /// <summary>Why, where it agreed in the end.</summary>
    public const string AgreedAgain = "differed when first read, but agreed when read again: the data changed";

    private const int MaxLooks = 4;

    /// <summary>Runs the comparison, and once more if it finds something: what it finds then is reported.</summary>
    /// <param name="row">The row of the check.</param>
    /// <param name="compare">
    /// The comparison. Its first argument is the row to report to and to ask for; its second says whether rows have to be read again.
    /// </param>
    public static Task AtAsync(CheckRow row, Func<CheckRow, bool, Task> compare) => AtAsync(
        row,
        false,
        () => Task.FromResult(true),
        async (look, again) =>
        {
            await compare(look, again);
            return null;
        },
        (CheckRow _, bool _, object _) => Task.CompletedTask);

    /// <summary>Compares rows with an answer of the API, and both as they are then again if they differ.</summary>
    /// <inheritdoc cref="AtAsync{TRows, TAnswer}"/>
    public static Task AtAsync<TRows>(
        CheckRow row,
        TRows stored,
        Func<Task<TRows>> readAgain,
        Func<CheckRow, Task<ApiResponse>> ask,
        Action<CheckRow, TRows, ApiResponse> compare) => AtAsync(
            row,
            stored,
            readAgain,
            async (look, _) => await ask(look),
            (look, rows, response) =>
            {
                compare(look, rows, response with { Row = look });
                return Task.CompletedTask;
            });

    /// <summary>Compares rows with an answer, and both as they are then again if they differ.</summary>
    /// <typeparam name="TRows">What is stored.</typeparam>
    /// <typeparam name="TAnswer">What is answered.</typeparam>
    /// <param name="row">The row of the check.</param>
    /// <param name="stored">What is stored, as it was read.</param>
    /// <param name="readAgain">Reads it again.</param>
    /// <param name="ask">Asks, for the given row; null where there is nothing to compare, and what there is to say is reported.</param>
    /// <param name="compare">Compares the two; its first argument is the row to report to.</param>
    public static Task AtAsync<TRows, TAnswer>(
        CheckRow row,
        TRows stored,
        Func<Task<TRows>> readAgain,
        Func<CheckRow, TRows, Task<TAnswer?>> ask,
        Func<CheckRow, TRows, TAnswer, Task> compare)
        where TAnswer : class => new Looks<TRows, TAnswer>(row, readAgain, ask, compare).RunAsync(stored);

    private sealed class Looks<TRows, TAnswer>(
        CheckRow row,
        Func<Task<TRows>> readAgain,
        Func<CheckRow, TRows, Task<TAnswer?>> ask,
        Func<CheckRow, TRows, TAnswer, Task> compare)
        where TAnswer : class
    {
        public async Task RunAsync(TRows stored)
        {
            var first = await LookAsync(stored);
            if (first.Found.Count == 0 || first.Failure is not null and not XunitException)
            {
                first.Row.Release();
                first.Rethrow();
                return;
            }

            var last = first;
            try
            {
                var rows = await ReadAgainAsync();
                var once = await WrongAsync(first, rows);
                List<Finding> wrong = [];
                for (var looks = 2; looks <= MaxLooks && last.Found.Count > 0 && wrong.Count == 0; looks++)
                {
                    var earlier = last;
                    last = await LookAsync(rows);
                    if (last.Failure is not null and not XunitException) last.Rethrow();
                    if (last.Found.Count == 0) break;
                    rows = await ReadAgainAsync();
                    // Without an answer that can be compared with other rows, what is found again is wrong.
                    wrong = last.Answer is null ? last.Found : await WrongAsync(last, rows);
                    wrong = [.. wrong.Where(finding => finding.Holds != Holds.UnlessItCameAndWent || earlier.HasToo(finding))];
                }

                Report(wrong, once.Where(finding => finding.Holds != Holds.UnlessItCameAndWent), last);
            }
            catch (Exception failure) when (failure is RowSkippedException or NotVerifiedException)
            {
                // The row is gone, or nobody knows whether it changed.
                var again = last == first ? [] : last.Found;
                if (last.Failure != failure) again.RemoveAll(finding => finding.Holds != Holds.Always);
                foreach (var finding in again) row.Report(finding);
                ReportOnce(first.Found.Where(finding => finding.Holds == Holds.Always), again);
                throw;
            }
            catch (Exception failure) when (failure is not OperationCanceledException and not XunitException)
            {
                // Nothing says any more that the first look was wrong.
                first.Row.Release();
                if (last != first) last.Row.Release();
                throw;
            }

            if (last.Failure is XunitException && (last.Found.Count == 0 || row.FoundCount > 0)) last.Rethrow();
        }

        private async Task<Look> LookAsync(TRows rows)
        {
            var draft = row.Draft();
            TAnswer? answer = null;
            try
            {
                answer = await ask(draft, rows);
                if (answer is not null) await compare(draft, rows, answer);
                return new Look(draft, answer, null);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                return new Look(draft, answer, failure);
            }
        }

        private async Task<TRows> ReadAgainAsync()
        {
            await row.SettledAsync();
            return await readAgain();
        }

        // What is wrong with an answer whatever the rows said: by itself, or before and after it.
        private async Task<List<Finding>> WrongAsync(Look look, TRows after)
        {
            var trial = row.Trial();
            try
            {
                if (look.Answer is not null) await compare(trial, after, look.Answer);
            }
            catch (XunitException)
            {
                // What it found is kept.
            }

            return
            [
                .. look.Found.Where(finding => finding.Holds is Holds.Always or Holds.UnlessGone
                    || trial.Findings.Any(again => IsSame(finding, again)))
            ];
        }

        private void Report(List<Finding> wrong, IEnumerable<Finding> once, Look last)
        {
            foreach (var finding in wrong) row.Report(finding);
            if (ReportOnce(once, wrong) || wrong.Count > 0) return;
            row.Skip(
                Changed,
                last.Found.Count == 0
                    ? AgreedAgain
                    : "differed each time it was read, but so did its rows: the data goes on changing");
        }

        private bool ReportOnce(IEnumerable<Finding> once, List<Finding> again)
        {
            var gone = once.Where(finding => !again.Exists(seen => seen.Subject == finding.Subject && seen.Path == finding.Path)).ToList();
            foreach (var finding in gone)
                row.Report(finding with { Message = $"{finding.Message} (it was so once; asked again, the answer was another)" });
            return gone.Count > 0;
        }

        private static bool IsSame(Finding one, Finding other) =>
            one.Subject == other.Subject && one.Path == other.Path && one.Message == other.Message
            && JsonNode.DeepEquals(one.Expected, other.Expected);

        // An answer, what it was compared with at first, and how that ended.
        private sealed record Look(CheckRow Row, TAnswer? Answer, Exception? Failure)
        {
            public List<Finding> Found => [.. Row.Findings];

            // In a list, the same item may have another place.
            public bool HasToo(Finding finding) => Row.Findings.Any(other =>
                other.Subject == finding.Subject && other.Holds == finding.Holds && other.Value == finding.Value
                && JsonNode.DeepEquals(other.Actual, finding.Actual));

            public void Rethrow()
            {
                if (Failure is not null) ExceptionDispatchInfo.Throw(Failure);
            }
        }
    }
}
