using IntegrityTests.Deployment.Api;
using IntegrityTests.Payments.Model;
using IntegrityTests.Running;
using IntegrityTests.Snapshots.Files;
using IntegrityTests.Snapshots.Save;

namespace IntegrityTests.Checks.Payments;

/// <summary>
/// Gives the snapshot the future of a balance while no row changes, so that the passing of time alone is not a difference.
/// </summary>
internal static class ForeseenBalances
{
    // A month of daily grants; what is saved of a balance stays small.
    private const int MaxChanges = 32;

    // Some moments leave the balance as it is: a grant that begins when another one ends.
    private const int MaxMoments = 2 * MaxChanges;

    /// <summary>Foresees an answer that the ledger explains.</summary>
    /// <param name="row">The row that asked.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="balance">The ledger's balance that explains it.</param>
    /// <param name="at">The ledger at a moment, in milliseconds since 1970.</param>
    public static void Tell(CheckRow row, ApiResponse answer, Balance balance, Func<long, Balance> at)
    {
        if (SavedAnswers.AreWanted(row)) SavedAnswers.Foresee(row, answer, Changes(balance, at));
    }

    /// <summary>The moments at which the balance changes. The last one has no quantity where there are more.</summary>
    internal static List<FutureQuantity> Changes(Balance balance, Func<long, Balance> at)
    {
        var changes = new List<FutureQuantity>();
        for (var moments = 0; balance is { Quantity: { } quantity, ValidUntil: { } next }; moments++)
        {
            if (moments == MaxMoments || changes.Count == MaxChanges)
            {
                changes.Add(new FutureQuantity(next, null));
                break;
            }

            balance = at(next);
            if (balance.Quantity != quantity) changes.Add(new FutureQuantity(next, balance.Quantity));
        }

        return changes;
    }
}
