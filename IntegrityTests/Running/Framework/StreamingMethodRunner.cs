using IntegrityTests.Running.Discovery;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace IntegrityTests.Running.Framework;

/// <summary>Runs the cases of a streaming theory at once; those of other tests one after another, as xUnit does.</summary>
internal sealed class StreamingMethodRunner(
    Run? run,
    ITestMethod testMethod,
    IReflectionTypeInfo @class,
    IReflectionMethodInfo method,
    IEnumerable<IXunitTestCase> testCases,
    IMessageSink diagnostics,
    IMessageBus messageBus,
    ExceptionAggregator aggregator,
    CancellationTokenSource cancellationTokenSource,
    object[] constructorArguments)
    : XunitTestMethodRunner(
        testMethod, @class, method, testCases, diagnostics, messageBus, aggregator, cancellationTokenSource, constructorArguments)
{
    private readonly object[] _constructorArguments = constructorArguments;

    protected override async Task<RunSummary> RunTestCasesAsync()
    {
        if (!TestCases.All(testCase => testCase is StreamingTheoryCase))
            return await base.RunTestCasesAsync();
        var total = new RunSummary();
        foreach (var summary in await Task.WhenAll(TestCases.Cast<StreamingTheoryCase>().Select(RunAsync)))
            total.Aggregate(summary);
        return total;
    }

    private Task<RunSummary> RunAsync(StreamingTheoryCase testCase) =>
        testCase.RunAsync(run, MessageBus, _constructorArguments, new ExceptionAggregator(Aggregator), CancellationTokenSource);
}
