using Xunit;

namespace IntegrityTests.Tests.SampleDeployment;

/// <summary>
/// A fact that compares with the recorded facts. Where these are absent it is skipped with the reason, but not in CI: there a
/// skipped comparison would look like a passed one, so it runs and fails.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FactsFactAttribute : FactAttribute
{
    public FactsFactAttribute()
    {
        if (Facts.Folder is null && Environment.GetEnvironmentVariable("CI") != "true")
            Skip = $"The recorded facts (shared/stack-auth) are not beside the checkout; {Facts.Variable} can name their folder.";
    }
}
