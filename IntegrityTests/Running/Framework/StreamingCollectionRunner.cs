using Xunit.Abstractions;
using Xunit.Sdk;

namespace IntegrityTests.Running.Framework;

/// <summary>Runs the classes of a collection by <see cref="StreamingClassRunner"/>.</summary>
internal sealed class StreamingCollectionRunner(
    Run? run,
    ITestCollection testCollection,
    IEnumerable<IXunitTestCase> testCases,
    IMessageSink diagnostics,
    IMessageBus messageBus,
    ITestCaseOrderer orderer,
    ExceptionAggregator aggregator,
    CancellationTokenSource cancellationTokenSource)
    : XunitTestCollectionRunner(testCollection, testCases, diagnostics, messageBus, orderer, aggregator, cancellationTokenSource)
{
    protected override Task<RunSummary> RunTestClassAsync(
        ITestClass testClass, IReflectionTypeInfo @class, IEnumerable<IXunitTestCase> testCases) =>
        new StreamingClassRunner(
            run, testClass, @class, testCases, DiagnosticMessageSink, MessageBus, TestCaseOrderer, new ExceptionAggregator(Aggregator),
            CancellationTokenSource, CollectionFixtureMappings)
            .RunAsync();
}
