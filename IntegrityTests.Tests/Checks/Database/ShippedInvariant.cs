using FluentAssertions;
using IntegrityTests.Checks.Database;
using IntegrityTests.Deployment.Database;

namespace IntegrityTests.Tests.Checks.Database;

/// <summary>One of the suite's invariants, as a test runs it.</summary>
internal static class ShippedInvariant
{
    public static Invariant Of(string code) => Invariants.Shipped.Single(invariant => invariant.Code == code);

    /// <summary>What it finds in the platform's database.</summary>
    public static async Task<IReadOnlyList<OffendingRow>> FoundAsync(this ReplicaDatabase database, string code)
    {
        var query = new InvariantQuery(database, projects: null);
        (await query.WhyUnfitAsync(Of(code), CancellationToken.None)).Should().BeNull();
        var found = new List<OffendingRow>();
        await query.ReadAsync(Of(code), found.Add, CancellationToken.None);
        return found;
    }
}
