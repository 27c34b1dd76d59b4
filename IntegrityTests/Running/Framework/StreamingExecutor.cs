using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace IntegrityTests.Running.Framework;

/// <summary>Runs the chosen test cases of the assembly.</summary>
internal sealed class StreamingExecutor(AssemblyName assemblyName, ISourceInformationProvider sourceInformation, IMessageSink diagnostics)
    : XunitTestFrameworkExecutor(assemblyName, sourceInformation, diagnostics)
{
    // xUnit's signature; it learns of the end by the runner's last message.
    protected override async void RunTestCases(
        IEnumerable<IXunitTestCase> testCases, IMessageSink executionMessageSink, ITestFrameworkExecutionOptions executionOptions)
    {
        var definition = RunDefinition.Of(((IReflectionAssemblyInfo)TestAssembly.Assembly).Assembly);
        var print = OutputChannel.Choose(Environment.GetEnvironmentVariable("_MSBUILDTLENABLED"), DiagnosticMessageSink);
        using var runner = new StreamingAssemblyRunner(
            TestAssembly, testCases, DiagnosticMessageSink, executionMessageSink, executionOptions, definition, print);
        await runner.RunAsync();
    }
}
