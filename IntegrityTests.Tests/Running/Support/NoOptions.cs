using Xunit;
using Xunit.Abstractions;

namespace IntegrityTests.Tests.Running.Support;

/// <summary>xUnit's options, all at their defaults.</summary>
internal sealed class NoOptions : LongLivedMarshalByRefObject, ITestFrameworkDiscoveryOptions, ITestFrameworkExecutionOptions
{
    public TValue GetValue<TValue>(string name) => default!;

    public void SetValue<TValue>(string name, TValue value)
    {
    }
}
