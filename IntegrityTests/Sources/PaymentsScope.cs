using System.Runtime.CompilerServices;
using IntegrityTests.Access;
using IntegrityTests.Running;

namespace IntegrityTests.Sources;

/// <summary>
/// Rows that are compared by the rules of payments. Where no rules hold for the deployment there are none, and the check is not verified;
/// where the rules are unproven, the check is doubted.
/// </summary>
public static class PaymentsScope
{
    /// <summary>As <see cref="Sources.Projects.InScope"/>.</summary>
    public static RowSource Projects => Ruled(Sources.Projects.InScope, _ => true);

    /// <summary>As <see cref="Sources.Projects.InScope"/>; without a Stripe, the check skips them by itself.</summary>
    public static RowSource ProjectsWithPayouts => Ruled(Sources.Projects.InScope, witnesses => witnesses.Stripe is not null);

    /// <summary>As <see cref="Sources.Customers.InScope"/>.</summary>
    public static RowSource Customers => Ruled(Sources.Customers.InScope, _ => true);

    /// <summary>As <see cref="Sources.Customers.WithItemsInScope"/>.</summary>
    public static RowSource CustomersWithItems => Ruled(Sources.Customers.WithItemsInScope, _ => true);

    private static RowSource Ruled(RowSource rows, Func<Witnesses, bool> isCompared) =>
        RowSource.From((context, cancel) => RowsAsync(rows, isCompared, context, cancel));

    private static async IAsyncEnumerable<object[]> RowsAsync(
        RowSource rows, Func<Witnesses, bool> isCompared, CaseContext context, [EnumeratorCancellation] CancellationToken cancel)
    {
        var witnesses = await context.Run.FixtureAsync<Witnesses>();
        var isDoubted = isCompared(witnesses);
        await foreach (var row in rows.Open(context, cancel))
        {
            if (isDoubted) Doubt(context, witnesses);
            isDoubted = false;
            yield return row;
        }
    }

    private static void Doubt(CaseContext context, Witnesses witnesses)
    {
        if (witnesses.Platform.WhyPaymentsUnproven is { } unproven)
            context.Run.Doubt(context.Check.Code, new Doubt(unproven, IsCompared: true));
        if (witnesses.Platform.WhyPaymentsNotVerified is not { } reason) return;
        context.Run.Doubt(context.Check.Code, new Doubt(reason, IsCompared: false));
        throw new NothingToVerifyException("payments cannot be verified on this deployment; the end of the run says why");
    }
}
