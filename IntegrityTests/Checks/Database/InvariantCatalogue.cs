using System.Runtime.CompilerServices;
using IntegrityTests.Access;
using IntegrityTests.Options;
using IntegrityTests.Running;
using IntegrityTests.Sources;

namespace IntegrityTests.Checks.Database;

/// <summary>The invariants as checks, each a test case of its own, and as the one row of their case.</summary>
public sealed class InvariantCatalogue : ICheckCatalogue
{
    /// <inheritdoc/>
    public IReadOnlyList<CheckInfo> Checks
    {
        get
        {
            try
            {
                return [.. OfRun().Select(invariant => invariant.Check)];
            }
            catch (Exception mistake) when (mistake is InvariantException or OptionsException)
            {
                // The run tells it.
                return [.. Invariants.Shipped.Select(invariant => invariant.Check)];
            }
        }
    }

    /// <summary>Rows of (<see cref="Invariant"/>): the one that the test case is for, unless it belongs to another shard.</summary>
    public static RowSource OfCase => RowSource.From(RowsAsync);

    private static IReadOnlyList<Invariant> OfRun() => Invariants.Load(Suite.Settings.Options.InvariantsDirectory);

    private static async IAsyncEnumerable<object[]> RowsAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        var witnesses = await Witnesses.OfRunAsync();
        cancel.ThrowIfCancellationRequested();
        var code = CheckInfo.Current!.Code;
        if (!witnesses.Options.Shard.Owns(code)) throw new NothingToVerifyException("this invariant belongs to another shard");
        yield return [OfRun().Single(invariant => invariant.Code == code)];
    }
}
