using IntegrityTests.Copies.Mappings;
using IntegrityTests.Copies.Reading;

namespace IntegrityTests.Copies;

/// <summary>Compares all mappings of a tenancy, one after the other.</summary>
/// <param name="plans">The mappings.</param>
/// <param name="copy">ClickHouse.</param>
/// <param name="source">PostgreSQL.</param>
/// <param name="patience">Waits before what differs is read again.</param>
public sealed class TenancyComparison(
    IReadOnlyList<Plan> plans, ICopy copy, ISource source, Func<CancellationToken, Task> patience)
{
    /// <summary>The eleven mappings as this deployment can compare them.</summary>
    public static IReadOnlyList<Plan> Plans(
        Deployment.Database.StoredSchema source, Deployment.ClickHouse.ClickHouseSchema copy) =>
        [.. AllMappings.All.Select(mapping => Plan.Of(mapping, source, copy))];

    /// <summary>Compares.</summary>
    /// <exception cref="RowsOutOfOrderException">An answer is not what was asked for.</exception>
    public async Task<TenancyResult> CompareAsync(TenancyKey tenancy, CancellationToken cancel)
    {
        var copied = await copy.CopiedAsync(tenancy, cancel);
        var results = new List<MappingResult>();
        foreach (var plan in plans)
        {
            if (plan.WhyNot is not null) continue;
            long? last = copied.TryGetValue(plan.Mapping.Name, out var id) ? id : null;
            results.Add(await new MappingComparison(plan, tenancy, copy, source, patience).CompareAsync(last, cancel));
        }

        return new TenancyResult(tenancy, results);
    }
}

/// <summary>What the comparison of a tenancy found.</summary>
/// <param name="Tenancy">The tenancy.</param>
/// <param name="Mappings">Each mapping that could be compared.</param>
public sealed record TenancyResult(TenancyKey Tenancy, IReadOnlyList<MappingResult> Mappings)
{
    /// <summary>How many changes have waited for too long, by mapping.</summary>
    public IReadOnlyList<(Mapping Mapping, long Count)> OldChanges { get; init; } = [];
}
