using SampleClickHouse.Engine;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Harness;

/// <summary>ClickHouse's engine, which is no part of the checkout: an installed library.</summary>
internal static class ClickHouseEngine
{
    /// <summary>
    /// Why a test that needs the engine is skipped, or null. On a developer's machine it may be missing; in CI a skipped proof would look
    /// like a proof, so there the tests run and fail with the reason.
    /// </summary>
    public static string? SkipReason =>
        EngineLibrary.Find() is not null || Environment.GetEnvironmentVariable("CI") is "true" or "1" ? null : EngineLibrary.Missing;
}

/// <summary>A test that needs <see cref="ClickHouseEngine"/>; skipped where it is missing, except in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactRequiringClickHouseAttribute : FactAttribute
{
    public FactRequiringClickHouseAttribute() => Skip = ClickHouseEngine.SkipReason;
}

/// <summary>A theory that needs <see cref="ClickHouseEngine"/>; skipped where it is missing, except in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TheoryRequiringClickHouseAttribute : TheoryAttribute
{
    public TheoryRequiringClickHouseAttribute() => Skip = ClickHouseEngine.SkipReason;
}

/// <summary>A test that needs the engine and <see cref="SharedFacts"/>; skipped where either is missing, except in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactRequiringClickHouseRecordingAttribute : FactAttribute
{
    public FactRequiringClickHouseRecordingAttribute() => Skip = ClickHouseEngine.SkipReason ?? SharedFacts.SkipReason;
}
