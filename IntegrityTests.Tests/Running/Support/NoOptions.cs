using Xunit;
using Xunit.Abstractions;

namespace IntegrityTests.Tests.Running.Support;

/// <summary>xUnit's options at their defaults, except that messages are handed on at once: nothing depends on threads.</summary>
internal sealed class NoOptions : LongLivedMarshalByRefObject, ITestFrameworkDiscoveryOptions, ITestFrameworkExecutionOptions
{
    public TValue GetValue<TValue>(string name) => name == "xunit.execution.SynchronousMessageReporting" ? (TValue)(object)true : default!;

    public void SetValue<TValue>(string name, TValue value)
    {
    }
}
