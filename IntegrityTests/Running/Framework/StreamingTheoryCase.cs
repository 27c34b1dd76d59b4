using System.ComponentModel;
using System.Security.Cryptography;
using System.Text;
using IntegrityTests.Redaction;
using IntegrityTests.Running.Reporting;
using IntegrityTests.Running.Rows;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace IntegrityTests.Running.Framework;

/// <summary>One check on one partition, or on the whole scope.</summary>
internal sealed class StreamingTheoryCase : XunitTestCase
{
    private CheckInfo? _listed;

    [Obsolete("Called by the de-serializer")]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public StreamingTheoryCase()
    {
    }

    public StreamingTheoryCase(
        IMessageSink diagnostics,
        TestMethodDisplay display,
        TestMethodDisplayOptions displayOptions,
        ITestMethod testMethod,
        CasePartition? partition,
        int order,
        CheckInfo? listed = null)
        : base(diagnostics, display, displayOptions, testMethod)
    {
        _listed = listed;
        Partition = partition;
        Order = order;
    }

    /// <summary>The part of the scope that the case covers; null for the whole scope.</summary>
    public CasePartition? Partition { get; private set; }

    /// <summary>The position of the partition among all that were found; xUnit shuffles the cases.</summary>
    public int Order { get; private set; }

    /// <summary>The check: one of a catalogue, or the one that the class is.</summary>
    public CheckInfo Check => _listed ?? CheckInfo.Of(TestMethod.TestClass.Class.ToRuntimeType());

    public override void Serialize(IXunitSerializationInfo data)
    {
        base.Serialize(data);
        data.AddValue("Order", Order);
        data.AddValue("PartitionKey", Partition?.Key);
        data.AddValue("PartitionName", Partition?.Name);
        data.AddValue("TraitNames", Partition?.Traits.Keys.ToArray());
        data.AddValue("TraitValues", Partition?.Traits.Values.ToArray());
        data.AddValue("Code", _listed?.Code);
        data.AddValue("Severity", _listed is null ? 0 : (int)_listed.Severity);
        data.AddValue("Category", _listed?.Category);
        data.AddValue("Title", _listed?.Title);
    }

    public override void Deserialize(IXunitSerializationInfo data)
    {
        Order = data.GetValue<int>("Order");
        if (data.GetValue<string>("PartitionKey") is { } key)
        {
            var traits = data.GetValue<string[]>("TraitNames").Zip(data.GetValue<string[]>("TraitValues"));
            var byName = traits.ToDictionary(pair => pair.First, pair => pair.Second);
            Partition = new CasePartition(key, data.GetValue<string>("PartitionName"), byName);
        }

        if (data.GetValue<string>("Code") is { } code)
        {
            var severity = (Severity)data.GetValue<int>("Severity");
            _listed = new CheckInfo(code, severity, data.GetValue<string>("Category"), data.GetValue<string?>("Title"));
        }

        base.Deserialize(data);
    }

    /// <summary>Called by other test frameworks, without a run, and fails.</summary>
    public override Task<RunSummary> RunAsync(
        IMessageSink diagnosticMessageSink,
        IMessageBus messageBus,
        object[] constructorArguments,
        ExceptionAggregator aggregator,
        CancellationTokenSource cancellationTokenSource) =>
        RunAsync(null, messageBus, constructorArguments, aggregator, cancellationTokenSource);

    /// <summary>Runs the case within a run.</summary>
    public async Task<RunSummary> RunAsync(
        RunReport? run,
        IMessageBus messageBus,
        object[] constructorArguments,
        ExceptionAggregator aggregator,
        CancellationTokenSource cancellationTokenSource)
    {
        var results = new CaseResults(this, messageBus, cancellationTokenSource, run?.Presenter);
        var slot = Check.IsPerRow ? run?.Run.RowSlots : run?.Run.Slots;
        try
        {
            await (slot?.EnterAsync(Order, cancellationTokenSource.Token) ?? Task.CompletedTask);
        }
        catch (OperationCanceledException)
        {
            run!.Tally.CountStopped();
            return results.Summary;
        }

        results.Start();
        try
        {
            if (run is null)
                results.Failed(DisplayName, $"A streaming theory needs [assembly: TestFramework] with {nameof(StreamingTestFramework)}.");
            else
                await RunAsync(run, results, constructorArguments, aggregator.ToException(), cancellationTokenSource.Token);
        }
        catch (Exception failure)
        {
            // xUnit would end the whole process, and with it all other cases.
            run?.Tally.Of(Check.Code).CountCaseNotVerified();
            var reason = $"NOT VERIFIED: The case could not be run: {run?.Presenter.Text(failure) ?? failure.GetType().Name}";
            results.Failed(DisplayName, reason, run?.Presenter.Trace(failure) ?? failure.StackTrace);
        }
        finally
        {
            results.Finish();
            run?.Progress.CaseEnded(Check, Partition);
            slot?.Leave();
        }

        return results.Summary;
    }

    protected override void Initialize()
    {
        base.Initialize();
        var check = Check;
        DisplayName = Printable.Line(CaseName.OfCase(check, Sentence(), Partition));
        AddTrait("Check", check.Code);
        AddTrait("Category", check.Category);
        foreach (var (name, value) in Partition?.Traits ?? new Dictionary<string, string>()) AddTrait(name, value);
    }

    protected override string GetUniqueID() => (Partition?.Key ?? _listed?.Code) is not { } key
        ? base.GetUniqueID()
        : base.GetUniqueID() + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16));

    private Task RunAsync(RunReport run, CaseResults results, object?[] constructorArguments, Exception? unfit, CancellationToken stop)
    {
        var name = new CaseName(Check, Partition, DisplayName) { Sentence = Sentence() };
        var report = new CaseReport(run, name, results);
        if (SkipReason is not null)
            report.NothingToVerify(SkipReason);
        else if (run.Settings.Only?.Concerns(Check, Partition?.Key) == false)
            return SkipAsync(results, "The earlier run reported nothing of it.");
        else if (run.Union is not null && run.Run.AbortReason is null)
            return UnionAsync(run, report, results);
        else if (run.Run.AbortReason is not null)
            report.CaseNotVerified(run.AbortReason());
        else if (unfit is not null)
            report.CaseNotVerified(run.Presenter.Text(unfit), run.Presenter.Trace(unfit));
        else
            return Runner(run, name, report, new FollowerReport(run, Partition, results), stop).RunAsync(constructorArguments);
        report.Ended();
        return Task.CompletedTask;
    }

    private Task SkipAsync(CaseResults results, string reason)
    {
        results.Skipped(DisplayName, reason);
        return Task.CompletedTask;
    }

    // What the parts of the run say of the check takes the place of its rows.
    private async Task UnionAsync(RunReport run, CaseReport report, CaseResults results)
    {
        try
        {
            (await run.Union!.Value).Report(Check.Code, DisplayName, results);
        }
        catch (Exception failure)
        {
            run.Run.Abort($"The shards could not be put together: {run.Presenter.Text(failure)}");
            report.CaseNotVerified(run.AbortReason());
        }
    }

    private CaseRunner Runner(RunReport run, CaseName name, CaseReport report, FollowerReport following, CancellationToken stop) =>
        new(run, name, TestMethod.Method.ToRuntimeMethod(), report, following, stop);

    private string Sentence()
    {
        if (_listed?.Title is { } title) return title;
        var attribute = TestMethod.Method.GetCustomAttributes(typeof(StreamingTheoryAttribute)).First();
        return attribute.GetNamedArgument<string?>("DisplayName") ?? TestMethod.Method.Name.Replace('_', ' ');
    }

    private void AddTrait(string name, string value)
    {
        if (!Traits.TryGetValue(name, out var values)) Traits[name] = values = [];
        values.Add(Printable.Line(value));
    }
}
