using IntegrityTests.Checks.Database;
using IntegrityTests.Deployment.Database;

namespace IntegrityTests.Tests.Detection;

/// <summary>Runs all of the suite's invariants over a database.</summary>
internal static class AllInvariants
{
    public static async Task<IReadOnlyList<ExpectedFinding>> FindingsAsync(ReplicaDatabase database)
    {
        var query = new InvariantQuery(database, projects: null);
        var found = new List<ExpectedFinding>();
        foreach (var invariant in Invariants.Shipped)
        {
            if (await query.WhyUnfitAsync(invariant, CancellationToken.None) is { } unfit) throw new InvalidOperationException(unfit);
            var severity = AllCodes.SeverityOf(invariant.Code);
            await query.ReadAsync(
                invariant,
                row => found.Add(new ExpectedFinding(invariant.Code, severity, row.Project, row.Subject)),
                CancellationToken.None);
        }

        return found;
    }
}
