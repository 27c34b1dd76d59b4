using IntegrityTests.Running.Discovery;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace IntegrityTests.Running.Framework;

/// <summary>Runs all test collections at once, within one <see cref="Run"/>.</summary>
internal sealed class StreamingAssemblyRunner(
    ITestAssembly testAssembly,
    IEnumerable<IXunitTestCase> testCases,
    IMessageSink diagnostics,
    IMessageSink executionSink,
    ITestFrameworkExecutionOptions options,
    RunDefinition definition,
    Action<string> print)
    : XunitTestAssemblyRunner(testAssembly, testCases, diagnostics, new StopListener(executionSink), options)
{
    private Run? _run;

    protected override IMessageBus CreateMessageBus() => ((StopListener)ExecutionMessageSink).Listen(base.CreateMessageBus());

    protected override async Task<RunSummary> RunTestCollectionsAsync(IMessageBus messageBus, CancellationTokenSource cancellationTokenSource)
    {
        var cases = TestCases.OfType<StreamingTheoryCase>().ToList();
        if (cases.Count == 0)
            return await RunCollectionsAsync(messageBus, cancellationTokenSource);

        using var host = RunHost.Start(definition, cases.OrderBy(testCase => testCase.Order).Select(testCase => testCase.Partition), print, TimeProvider.System);
        _run = host.Run;
        var summary = await RunCollectionsAsync(messageBus, cancellationTokenSource);
        await EndFollower.RunAsync(host.Run, summary, cases[0], messageBus, cancellationTokenSource);
        await Aggregator.RunAsync(host.Run.Fixtures.DisposeAsync);
        if (!cancellationTokenSource.IsCancellationRequested)
            VerifiedNothing.FailIfSo(host.Run, summary, cases[0], messageBus, cancellationTokenSource);
        var baseline = BaselineEnd.Tell(host.Run, summary, cases[0], messageBus, cancellationTokenSource);
        host.End(summary.Failed, baseline);
        return summary;
    }

    protected override Task<RunSummary> RunTestCollectionAsync(
        IMessageBus messageBus, ITestCollection testCollection, IEnumerable<IXunitTestCase> testCases, CancellationTokenSource cancellationTokenSource) =>
        new StreamingCollectionRunner(
            _run, testCollection, testCases, DiagnosticMessageSink, messageBus, TestCaseOrderer, new ExceptionAggregator(Aggregator), cancellationTokenSource)
            .RunAsync();

    private async Task<RunSummary> RunCollectionsAsync(IMessageBus messageBus, CancellationTokenSource cancellationTokenSource)
    {
        var collections = OrderTestCollections().Select(collection =>
            Task.Run(() => RunTestCollectionAsync(messageBus, collection.Item1, collection.Item2, cancellationTokenSource), CancellationToken.None));
        var total = new RunSummary();
        foreach (var summary in await Task.WhenAll(collections))
            total.Aggregate(summary);
        return total;
    }
}
