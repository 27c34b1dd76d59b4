using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Harness;

/// <summary>A theory that needs <see cref="SharedFacts"/>; skipped where they are missing, except in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TheoryRequiringFactsAttribute : TheoryAttribute
{
    public TheoryRequiringFactsAttribute() => Skip = SharedFacts.SkipReason;
}
