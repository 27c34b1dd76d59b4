using FluentAssertions;
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
        await using var database = await ReplicaDatabase.OpenAsync(sample.ConnectionString + ";Pooling=false", CancellationToken.None);

        (await AllInvariants.FindingsAsync(database, SampleClock.Default)).Should().BeEmpty();
    }
}

/// <summary>In the reference version.</summary>
[Collection(ClusterCollection.Name)]
public sealed class ReferenceInvariantsTests(SampleDataFixture sample) : SampleInvariantsTests(sample), IClassFixture<SampleDataFixture>;

/// <summary>In the newest version.</summary>
[Collection(ClusterCollection.Name)]
public sealed class NewestInvariantsTests(NewestSampleDataFixture sample)
    : SampleInvariantsTests(sample), IClassFixture<NewestSampleDataFixture>;
