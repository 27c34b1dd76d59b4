using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Harness;

/// <summary>A test that needs <see cref="SharedFacts"/>; skipped where they are missing, except in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactRequiringFactsAttribute : FactAttribute
{
    public FactRequiringFactsAttribute() => Skip = SharedFacts.SkipReason;
}
