using Xunit;

namespace IntegrityTests.Tests.SampleDeployment;

/// <summary>In the reference version.</summary>
[Collection(ClusterCollection.Name)]
public sealed class ReferenceMovementFaultTests(SampleDataFixture sample) : MovementFaultTests(sample), IClassFixture<SampleDataFixture>;

/// <summary>In the newest version, whose engine follows the rows.</summary>
[Collection(ClusterCollection.Name)]
public sealed class NewestMovementFaultTests(NewestSampleDataFixture sample)
    : MovementFaultTests(sample), IClassFixture<NewestSampleDataFixture>;
