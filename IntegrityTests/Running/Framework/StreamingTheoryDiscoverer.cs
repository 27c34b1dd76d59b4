using System.Reflection;
using System.Runtime.CompilerServices;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace IntegrityTests.Running.Framework;

/// <summary>Makes the test cases of a streaming theory: one per partition, or a single one without partitions.</summary>
/// <param name="diagnostics">Gets what xUnit says about the cases.</param>
/// <param name="checksOf">The checks that a class with <see cref="CheckCatalogueAttribute"/> stands for.</param>
/// <param name="partitionsOf">The partitions of an assembly's checks.</param>
internal sealed class StreamingTheoryDiscoverer(
    IMessageSink diagnostics,
    Func<Type, IReadOnlyList<CheckInfo>> checksOf,
    Func<Assembly, IReadOnlyList<CasePartition>> partitionsOf)
    : IXunitTestCaseDiscoverer
{
    /// <summary>Used by xUnit: the assembly's configuration lists the checks and the partitions.</summary>
    /// <param name="diagnostics">Gets a line, too, if the partitions could not be found.</param>
    public StreamingTheoryDiscoverer(IMessageSink diagnostics)
        : this(
            diagnostics,
            type => RunDefinition.Of(type.Assembly).ChecksOf(type),
            new PartitionFinder(text => diagnostics.OnMessage(new DiagnosticMessage(text))).Of)
    {
    }

    public IEnumerable<IXunitTestCase> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute)
    {
        var display = discoveryOptions.MethodDisplayOrDefault();
        var displayOptions = discoveryOptions.MethodDisplayOptionsOrDefault();
        var type = testMethod.TestClass.Class.ToRuntimeType();
        if (Problem(type, testMethod.Method.ToRuntimeMethod()) is { } problem)
            return [new ExecutionErrorTestCase(diagnostics, display, displayOptions, testMethod, problem)];
        var partitions = partitionsOf(type.Assembly);
        // They make no calls, so they start after the others.
        if (type.IsDefined(typeof(CheckCatalogueAttribute), inherit: false))
        {
            return checksOf(type).Select((check, order) =>
                new StreamingTheoryCase(diagnostics, display, displayOptions, testMethod, null, partitions.Count + order, check));
        }

        return partitions.Count == 0 || type.GetCustomAttribute<CheckAttribute>(inherit: false)!.IsOfWholeScope
            ? [new StreamingTheoryCase(diagnostics, display, displayOptions, testMethod, null, 0)]
            : partitions.Select((partition, order) =>
                new StreamingTheoryCase(diagnostics, display, displayOptions, testMethod, partition, order));
    }

    private static string? Problem(Type type, MethodInfo method)
    {
        if (method.IsGenericMethodDefinition)
            return $"{method.Name} is generic, which a streaming theory cannot be.";
        if (method.ReturnType != typeof(void) && method.ReturnType != typeof(ValueTask) && !method.ReturnType.IsAssignableTo(typeof(Task)))
            return $"{method.Name} returns {method.ReturnType.Name}; a streaming theory returns Task, ValueTask or nothing.";
        if (method.ReturnType == typeof(void) && method.IsDefined(typeof(AsyncStateMachineAttribute)))
            return $"{method.Name} is async void, so the runner could not wait for it. Return Task.";
        try
        {
            if (!type.IsDefined(typeof(CheckCatalogueAttribute), inherit: false)) CheckInfo.Of(type);
            return null;
        }
        catch (InvalidOperationException missing)
        {
            return missing.Message;
        }
    }
}
