using System.Runtime.CompilerServices;
using IntegrityTests.Access;
using IntegrityTests.Running;
using IntegrityTests.Sources;

namespace IntegrityTests.Checks.Database;

/// <summary>The invariants as checks, each a test case of its own, and as the one row of their case.</summary>
public static class InvariantCatalogue
{
    /// <summary>
    /// Rows of (<see cref="InvariantPlace"/>): the invariant that the test case is for, unless it belongs to another shard, once for the
    /// platform's database and once for each that projects have of their own.
    /// </summary>
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
        var witnesses = await context.Run.FixtureAsync<Witnesses>();
        var options = witnesses.Options;
        cancel.ThrowIfCancellationRequested();
        var code = context.Check.Code;
        WholeCheck.Require(witnesses, context);
        var all = Invariants.Load(options.InvariantsDirectory);
        var invariant = all.Single(invariant => invariant.Code == code);
        yield return [new InvariantPlace(invariant, null)];
        var own = await witnesses.OwnDatabases.AllAsync(cancel);
        if (own.Count > 0) context.Run.Note(NoteOf(own.Count, all));
        if (!invariant.RunsInProjectDatabases) yield break;
        foreach (var database in own) yield return [new InvariantPlace(invariant, database)];
        if (witnesses.OwnDatabases.Problems is { Count: > 0 } problems)
            throw new NotVerifiedException($"Not all databases of projects' own are known. {string.Join(' ', problems.Take(MaxProblems))}");
    }

    private const int MaxProblems = 5;

    private static string NoteOf(int databases, IReadOnlyList<Invariant> all) =>
        $"{databases} database(s) of projects' own: invariants about users, teams and purchases run there too. Not those about what only "
        + $"the platform's database has: {string.Join(", ", all.Where(one => !one.RunsInProjectDatabases).Select(one => one.Code))}.";
}
