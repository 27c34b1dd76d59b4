using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

[assembly: Xunit.TestFramework("IntegrityTests.Running.Framework.StreamingTestFramework", "IntegrityTests")]

namespace IntegrityTests.Running.Framework;

/// <summary>xUnit's own framework, except that cases run concurrently and share a <see cref="Run"/>.</summary>
internal sealed class StreamingTestFramework(IMessageSink diagnostics) : XunitTestFramework(diagnostics)
{
    protected override ITestFrameworkExecutor CreateExecutor(AssemblyName assemblyName) =>
        new StreamingExecutor(assemblyName, SourceInformationProvider, DiagnosticMessageSink);
}

/// <summary>Runs the chosen test cases of the assembly.</summary>
internal sealed class StreamingExecutor(AssemblyName assemblyName, ISourceInformationProvider sourceInformation, IMessageSink diagnostics)
    : XunitTestFrameworkExecutor(assemblyName, sourceInformation, diagnostics)
{
    // The signature is xUnit's: the runner's last message ends the run.
    protected override async void RunTestCases(
        IEnumerable<IXunitTestCase> testCases, IMessageSink executionMessageSink, ITestFrameworkExecutionOptions executionOptions)
    {
        var definition = RunDefinition.Of(((IReflectionAssemblyInfo)TestAssembly.Assembly).Assembly);
        var output = OutputChannel.Choose(Environment.GetEnvironmentVariable("_MSBUILDTLENABLED"), DiagnosticMessageSink);
        using var runner = new StreamingAssemblyRunner(
            TestAssembly, testCases, DiagnosticMessageSink, executionMessageSink, executionOptions, definition, output);
        await runner.RunAsync();
    }
}
