using System.Runtime.CompilerServices;
using IntegrityTests.Access;
using IntegrityTests.Running;
using IntegrityTests.Sources;

namespace IntegrityTests.Checks.Database;

/// <summary>The invariants as checks, each a test case of its own, and as the one row of their case.</summary>
public static class InvariantCatalogue
{
    /// <summary>Rows of (<see cref="Invariant"/>): the one that the test case is for, unless it belongs to another shard.</summary>
    public static RowSource OfCase => RowSource.From(RowsAsync);

    /// <summary>The checks of the shipped invariants and of the operator's own.</summary>
    /// <param name="folder">The operator's folder; null: none. One with mistakes counts as none: the start of the run reports them.</param>
    public static IReadOnlyList<CheckInfo> ChecksOf(string? folder)
    {
        try
        {
            return [.. Invariants.Load(folder).Select(invariant => invariant.Check)];
        }
        catch (InvariantException)
        {
            return [.. Invariants.Shipped.Select(invariant => invariant.Check)];
        }
    }

    private static async IAsyncEnumerable<object[]> RowsAsync(CaseContext context, [EnumeratorCancellation] CancellationToken cancel)
    {
        var options = (await context.Run.FixtureAsync<Witnesses>()).Options;
        cancel.ThrowIfCancellationRequested();
        var code = context.Check.Code;
        if (!options.Shard.Owns(code)) throw new NothingToVerifyException("this invariant belongs to another shard");
        yield return [Invariants.Load(options.InvariantsDirectory).Single(invariant => invariant.Code == code)];
    }
}
