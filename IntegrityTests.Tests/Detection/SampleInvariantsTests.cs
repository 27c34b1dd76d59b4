using FluentAssertions;
using IntegrityTests.Checks.Database;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Tests.SampleDeployment;
using SampleDeployment.Data;
using Xunit;

namespace IntegrityTests.Tests.Detection;

/// <summary>The default sample deployment, with users of all kinds, breaks no invariant.</summary>
public abstract class SampleInvariantsTests(SampleDataFixture sample)
{
    [Fact]
    public async Task Nothing_is_found_in_the_sample_deployment()
    {
        await using var database = await ReplicaDatabase.OpenAsync(sample.ConnectionString, CancellationToken.None);

        (await AllInvariants.FindingsAsync(database, SampleClock.Default)).Should().BeEmpty();
    }
}

/// <summary>In the reference version.</summary>
public sealed class ReferenceInvariantsTests(SampleDataFixture sample) : SampleInvariantsTests(sample), IClassFixture<SampleDataFixture>;

/// <summary>In the newest version.</summary>
public sealed class NewestInvariantsTests(NewestSampleDataFixture sample)
    : SampleInvariantsTests(sample), IClassFixture<NewestSampleDataFixture>
{
    private readonly NewestSampleDataFixture _sample = sample;

    [Fact]
    public async Task Every_query_returns_the_columns_of_an_invariant()
    {
        await using var database = await ReplicaDatabase.OpenAsync(_sample.ConnectionString, CancellationToken.None);
        var query = new InvariantQuery(database, projects: null);

        foreach (var invariant in Invariants.Shipped)
            (await query.WhyUnfitAsync(invariant, CancellationToken.None)).Should().BeNull();
    }
}
