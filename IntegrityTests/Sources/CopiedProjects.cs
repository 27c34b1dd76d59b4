using System.Runtime.CompilerServices;
using IntegrityTests.Access;
using IntegrityTests.Running;

namespace IntegrityTests.Sources;

/// <summary>
/// Rows that are compared with the copy for analytics. Where no ClickHouse is named there is nothing to verify; one that cannot be used is
/// reported once, at the end of the run.
/// </summary>
public static class CopiedProjects
{
    /// <summary>As <see cref="Projects.InScope"/>.</summary>
    public static RowSource InScope => RowSource.From(RowsAsync);

    /// <summary>One row of (<see cref="WholeCopy"/>): the copy as a whole, unless another shard verifies it.</summary>
    public static RowSource Whole => RowSource.From(WholeAsync);

    private static async IAsyncEnumerable<object[]> RowsAsync(CaseContext context, [EnumeratorCancellation] CancellationToken cancel)
    {
        await RequireAsync(context);
        await foreach (var row in Projects.InScope.Open(context, cancel)) yield return row;
    }

    private static async IAsyncEnumerable<object[]> WholeAsync(CaseContext context, [EnumeratorCancellation] CancellationToken cancel)
    {
        await RequireAsync(context);
        cancel.ThrowIfCancellationRequested();
        var witnesses = await context.Run.FixtureAsync<Witnesses>();
        WholeCheck.Require(witnesses, context);
        yield return [WholeCopy.Instance];
    }

    private static async Task RequireAsync(CaseContext context)
    {
        var copy = await context.Run.FixtureAsync<CopyWitness>();
        if (copy.WhyNone is { } none) throw new NothingToVerifyException(none);
        if (await copy.WhyUnusableAsync() is not { } problem) return;
        context.Run.Doubt(context.Check.Code, new Doubt($"The copy for analytics is not verified: {problem}", IsCompared: false));
        throw new NothingToVerifyException("ClickHouse cannot be verified; the end of the run says why");
    }
}

/// <summary>The copy for analytics as a whole, as the one row of a check.</summary>
public sealed class WholeCopy
{
    private WholeCopy()
    {
    }

    internal static WholeCopy Instance { get; } = new();

    /// <inheritdoc/>
    public override string ToString() => "ClickHouse";
}
