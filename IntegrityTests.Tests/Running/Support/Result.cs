using Xunit.Abstractions;

namespace IntegrityTests.Tests.Running.Support;

/// <summary>A test result as a person sees it.</summary>
internal sealed record Result(string Kind, string Name, string Text, string Output = "")
{
    public static Result Of(ITestResultMessage message) => message switch
    {
        ITestFailed failed => new Result("failed", failed.Test.DisplayName, string.Join("\n", failed.Messages), failed.Output),
        ITestSkipped skipped => new Result("skipped", skipped.Test.DisplayName, skipped.Reason),
        _ => new Result("passed", message.Test.DisplayName, "", message.Output),
    };
}
