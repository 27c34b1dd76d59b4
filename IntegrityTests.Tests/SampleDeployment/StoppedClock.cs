namespace IntegrityTests.Tests.SampleDeployment;

/// <summary>A clock that shows what a test sets.</summary>
internal sealed class StoppedClock : TimeProvider
{
    public DateTimeOffset Now { get; set; }

    public override DateTimeOffset GetUtcNow() => Now;
}
