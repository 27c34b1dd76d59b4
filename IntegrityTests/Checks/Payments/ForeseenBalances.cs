using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Deployment.Payments;
using IntegrityTests.Expectations.Payments;
using IntegrityTests.Snapshots.Capture;
using IntegrityTests.Snapshots.Format;

namespace IntegrityTests.Checks.Payments;

/// <summary>Tells the snapshot what a balance will be as time passes and no row changes, so that the passing of time is no difference.</summary>
internal static class ForeseenBalances
{
    // A month of daily grants; what is saved of a balance stays small.
    private const int MaxChanges = 32;

    // Some moments leave the balance as it is: a grant that begins when another one ends.
    private const int MaxMoments = 2 * MaxChanges;

    /// <summary>Foresees an answer that the ledger explains.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="balance">The ledger's balance that explains it.</param>
    /// <param name="at">The ledger at a moment, in milliseconds since 1970.</param>
    public static void Tell(ApiResponse answer, Balance balance, Func<long, Balance> at)
    {
        if (SavedAnswers.AreWanted) SavedAnswers.Foresee(answer, Changes(answer.Body, balance, at));
    }

    /// <summary>The moments at which the answer changes. The last one has no body where there are more.</summary>
    internal static List<LaterBody> Changes(JsonElement body, Balance balance, Func<long, Balance> at)
    {
        var changes = new List<LaterBody>();
        for (var moments = 0; balance is { Quantity: { } quantity, ValidUntil: { } next }; moments++)
        {
            if (moments == MaxMoments || changes.Count == MaxChanges)
            {
                changes.Add(new LaterBody(next, default));
                break;
            }

            balance = at(next);
            if (balance.Quantity is not { } later) changes.Add(new LaterBody(next, default));
            else if (later != quantity) changes.Add(new LaterBody(next, With(body, later)));
        }

        return changes;
    }

    private static JsonElement With(JsonElement body, BigInteger quantity)
    {
        var changed = JsonObject.Create(body)!;
        changed["quantity"] = JsonNode.Parse(quantity.ToString(CultureInfo.InvariantCulture));
        return JsonSerializer.SerializeToElement(changed);
    }
}
