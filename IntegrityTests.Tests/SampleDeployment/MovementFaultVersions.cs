using Xunit;

namespace IntegrityTests.Tests.SampleDeployment;

/// <summary>In the reference version.</summary>
public sealed class ReferenceMovementFaultTests(SampleDataFixture sample) : MovementFaultTests(sample), IClassFixture<SampleDataFixture>;

/// <summary>In the newest version, whose engine follows the rows.</summary>
public sealed class NewestMovementFaultTests(NewestSampleDataFixture sample)
    : MovementFaultTests(sample), IClassFixture<NewestSampleDataFixture>;
