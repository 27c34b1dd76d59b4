using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace IntegrityTests.Running.Framework;

/// <summary>xUnit's own framework, except that cases run concurrently and share a <see cref="Run"/>.</summary>
internal sealed class StreamingTestFramework(IMessageSink diagnostics) : XunitTestFramework(diagnostics)
{
    protected override ITestFrameworkExecutor CreateExecutor(AssemblyName assemblyName) =>
        new StreamingExecutor(assemblyName, SourceInformationProvider, DiagnosticMessageSink);
}
