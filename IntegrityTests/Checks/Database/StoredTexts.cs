using System.Runtime.CompilerServices;
using IntegrityTests.Access;
using IntegrityTests.Running;
using IntegrityTests.Sources;

namespace IntegrityTests.Checks.Database;

/// <summary>The databases whose texts are read: the platform's, and each that projects have of their own.</summary>
public static class StoredTexts
{
    /// <summary>Rows of (<see cref="TextPlace"/>), unless another shard verifies them.</summary>
    public static RowSource InScope => RowSource.From(RowsAsync);

    private static async IAsyncEnumerable<object[]> RowsAsync(CaseContext context, [EnumeratorCancellation] CancellationToken cancel)
    {
        var witnesses = await context.Run.FixtureAsync<Witnesses>();
        WholeCheck.Require(witnesses, context);
        yield return [new TextPlace(null)];
        foreach (var own in await witnesses.OwnDatabases.AllAsync(cancel)) yield return [new TextPlace(own)];
    }
}

/// <summary>A database whose texts are read.</summary>
/// <param name="Own">A database of projects' own; null for the platform's.</param>
public sealed record TextPlace(OwnDatabase? Own)
{
    /// <inheritdoc/>
    public override string ToString() => Own is null ? "the platform's database" : $"the {Own}";
}
