using System.Reflection;
using IntegrityTests.Running.Reporting;
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
    OutputChannel output)
    : XunitTestAssemblyRunner(testAssembly, testCases, diagnostics, new StopListener(executionSink, TimeProvider.System), options)
{
    private RunReport? _run;

    protected override IMessageBus CreateMessageBus() => ((StopListener)ExecutionMessageSink).Listen(base.CreateMessageBus());

    protected override async Task<RunSummary> RunTestCollectionsAsync(
        IMessageBus messageBus, CancellationTokenSource cancellationTokenSource)
    {
        var cases = TestCases.OfType<StreamingTheoryCase>().ToList();
        if (cases.Count == 0) return await RunCollectionsAsync(messageBus, cancellationTokenSource);

        var ordered = cases.OrderBy(testCase => testCase.Order).Select(testCase => new RunCase(testCase.Check, testCase.Partition));
        using var host = RunHost.Start(definition, ordered, output, TimeProvider.System);
        _run = host.Report;
        var summary = await RunCollectionsAsync(messageBus, cancellationTokenSource);
        var end = new RunEnd(host.Report, summary, cases[0], messageBus, cancellationTokenSource);
        await end.ConcludeFollowerAsync();
        await end.ConcludeAsync();
        end.ReportLeft();
        await Aggregator.RunAsync(host.Run.Fixtures.DisposeAsync);
        end.ReportDoubts();
        end.ReportReliance();
        end.ReportSkippedCases();
        end.RequireVerifiedRows();
        host.End(summary.Failed, end.CloseBaseline());
        return summary;
    }

    protected override Task<RunSummary> RunTestCollectionAsync(
        IMessageBus messageBus,
        ITestCollection testCollection,
        IEnumerable<IXunitTestCase> testCases,
        CancellationTokenSource cancellationTokenSource) =>
        new StreamingCollectionRunner(
            _run, testCollection, testCases, DiagnosticMessageSink, messageBus, TestCaseOrderer, new ExceptionAggregator(Aggregator),
            cancellationTokenSource)
            .RunAsync();

    private async Task<RunSummary> RunCollectionsAsync(IMessageBus messageBus, CancellationTokenSource cancellationTokenSource)
    {
        var collections = OrderTestCollections().Select(collection => Task.Run(
            () => RunTestCollectionAsync(messageBus, collection.Item1, collection.Item2, cancellationTokenSource), CancellationToken.None));
        var total = new RunSummary();
        foreach (var summary in await Task.WhenAll(collections)) total.Aggregate(summary);
        return total;
    }
}

/// <summary>Runs the classes of a collection by <see cref="StreamingClassRunner"/>.</summary>
internal sealed class StreamingCollectionRunner(
    RunReport? run,
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

/// <summary>Gives the fixtures of the run to the constructors that ask for them.</summary>
internal sealed class StreamingClassRunner(
    RunReport? run,
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
        if (run is not { Run.AbortReason: null }) return;
        var parameters = Class.Type.GetConstructors().SelectMany(constructor => constructor.GetParameters());
        foreach (var type in parameters.Select(parameter => parameter.ParameterType))
        {
            if (run.Run.Fixtures.Has(type))
                await Aggregator.RunAsync(async () => _runFixtures[type] = await run.Run.Fixtures.GetAsync(type, run.Run));
        }
    }

    protected override bool TryGetConstructorArgument(
        ConstructorInfo constructor, int index, ParameterInfo parameter, out object argumentValue)
    {
        // In a run that is aborted, the constructor is not called.
        var known = run is { Run.AbortReason: not null } || run?.Run.Fixtures.Has(parameter.ParameterType) == true;
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

/// <summary>Runs the cases of a streaming theory at once; those of other tests one after another, as xUnit does.</summary>
internal sealed class StreamingMethodRunner(
    RunReport? run,
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
        if (!TestCases.All(testCase => testCase is StreamingTheoryCase)) return await base.RunTestCasesAsync();
        var total = new RunSummary();
        foreach (var summary in await Task.WhenAll(TestCases.Cast<StreamingTheoryCase>().Select(RunAsync))) total.Aggregate(summary);
        return total;
    }

    private Task<RunSummary> RunAsync(StreamingTheoryCase testCase) =>
        testCase.RunAsync(run, MessageBus, _constructorArguments, new ExceptionAggregator(Aggregator), CancellationTokenSource);
}
