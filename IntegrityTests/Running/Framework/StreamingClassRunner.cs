using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace IntegrityTests.Running.Framework;

/// <summary>Gives the fixtures of the run to the constructors that ask for them.</summary>
internal sealed class StreamingClassRunner(
    Run? run,
    ITestClass testClass,
    IReflectionTypeInfo @class,
    IEnumerable<IXunitTestCase> testCases,
    IMessageSink diagnostics,
    IMessageBus messageBus,
    ITestCaseOrderer orderer,
    ExceptionAggregator aggregator,
    CancellationTokenSource cancellationTokenSource,
    IDictionary<Type, object> collectionFixtures)
    : XunitTestClassRunner(
        testClass, @class, testCases, diagnostics, messageBus, orderer, aggregator, cancellationTokenSource, collectionFixtures)
{
    private readonly Dictionary<Type, object?> _runFixtures = [];

    protected override async Task AfterTestClassStartingAsync()
    {
        await base.AfterTestClassStartingAsync();
        if (run is not { AbortReason: null })
            return;
        foreach (var type in Class.Type.GetConstructors().SelectMany(constructor => constructor.GetParameters()).Select(p => p.ParameterType))
        {
            if (run.Fixtures.Has(type))
                await Aggregator.RunAsync(async () => _runFixtures[type] = await run.Fixtures.GetAsync(type, run));
        }
    }

    protected override bool TryGetConstructorArgument(
        ConstructorInfo constructor, int index, ParameterInfo parameter, out object argumentValue)
    {
        // In a run that is aborted, the constructor is not called.
        var known = run is { AbortReason: not null } || run?.Fixtures.Has(parameter.ParameterType) == true;
        argumentValue = _runFixtures.GetValueOrDefault(parameter.ParameterType)!;
        return known || base.TryGetConstructorArgument(constructor, index, parameter, out argumentValue);
    }

    protected override Task<RunSummary> RunTestMethodAsync(
        ITestMethod testMethod, IReflectionMethodInfo method, IEnumerable<IXunitTestCase> testCases, object[] constructorArguments) =>
        new StreamingMethodRunner(
            run, testMethod, Class, method, testCases, DiagnosticMessageSink, MessageBus, new ExceptionAggregator(Aggregator),
            CancellationTokenSource, constructorArguments)
            .RunAsync();
}
