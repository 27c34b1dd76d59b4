using System.ComponentModel;
using System.Security.Cryptography;
using System.Text;
using IntegrityTests.Redaction;
using IntegrityTests.Running.Execution;
using IntegrityTests.Running.Following;
using IntegrityTests.Running.Reporting;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace IntegrityTests.Running.Discovery;

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

    /// <summary>What the case covers; null for the whole scope.</summary>
    public CasePartition? Partition { get; private set; }

    /// <summary>Where the partition stands among all that were found; xUnit shuffles the cases.</summary>
    public int Order { get; private set; }

    // One of a catalogue, or the one that the class is.
    private CheckInfo Check => _listed ?? CheckInfo.Of(TestMethod.TestClass.Class.ToRuntimeType());

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
            Partition = new CasePartition(key, data.GetValue<string>("PartitionName"), traits.ToDictionary(pair => pair.First, pair => pair.Second));
        }
        if (data.GetValue<string>("Code") is { } code)
            _listed = new CheckInfo(code, (Severity)data.GetValue<int>("Severity"), data.GetValue<string>("Category"), data.GetValue<string?>("Title"));
        base.Deserialize(data);
    }

    /// <summary>As another test framework runs it: without a run, which fails.</summary>
    public override Task<RunSummary> RunAsync(
        IMessageSink diagnosticMessageSink,
        IMessageBus messageBus,
        object[] constructorArguments,
        ExceptionAggregator aggregator,
        CancellationTokenSource cancellationTokenSource) =>
        RunAsync(null, messageBus, constructorArguments, aggregator, cancellationTokenSource);

    /// <summary>Runs the case within a run.</summary>
    public async Task<RunSummary> RunAsync(
        Run? run, IMessageBus messageBus, object[] constructorArguments, ExceptionAggregator aggregator, CancellationTokenSource cancellationTokenSource)
    {
        var results = new CaseResults(this, messageBus, cancellationTokenSource, run?.Redactor ?? new Redactor(static text => text, static (value, _) => value));
        var slot = run?.Slots;
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
                results.Failed(DisplayName, $"A streaming theory needs [assembly: TestFramework] with {nameof(Framework.StreamingTestFramework)}.");
            else
                await RunAsync(run, results, constructorArguments, aggregator.ToException(), cancellationTokenSource.Token);
        }
        catch (Exception failure)
        {
            // xUnit would end the whole process, and with it what other cases find.
            run?.Tally.Of(Check.Code).CountCaseNotVerified();
            results.Failed(DisplayName, $"NOT VERIFIED: The case could not be run: {failure.Message}", failure.ToString());
        }
        finally
        {
            results.Finish();
            run?.Progress.CaseEnded(Partition);
            slot?.Leave();
        }
        return results.Summary;
    }

    protected override void Initialize()
    {
        base.Initialize();
        var check = Check;
        DisplayName = Printable.Line(StreamingCaseName.OfCase(check, Sentence(), Partition));
        AddTrait("Check", check.Code);
        AddTrait("Category", check.Category);
        foreach (var (name, value) in Partition?.Traits ?? new Dictionary<string, string>())
            AddTrait(name, value);
    }

    protected override string GetUniqueID() => (Partition?.Key ?? _listed?.Code) is not { } key
        ? base.GetUniqueID()
        : base.GetUniqueID() + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16));

    private Task RunAsync(Run run, CaseResults results, object?[] constructorArguments, Exception? unfit, CancellationToken stop)
    {
        var name = new StreamingCaseName(Check, Partition, DisplayName);
        var report = new CaseReport(run, name, results);
        if (SkipReason is not null)
            report.NothingToVerify(SkipReason);
        else if (run.AbortReason is not null)
            report.CaseNotVerified(run.TellReason());
        else if (unfit is not null)
            report.CaseNotVerified(unfit.Message, unfit.ToString());
        else
            return new CaseRunner(run, name, TestMethod.Method.ToRuntimeMethod(), report, new FollowerReport(run, Partition, results), stop)
                .RunAsync(constructorArguments);
        return Task.CompletedTask;
    }

    private string Sentence()
    {
        if (_listed?.Title is { } title)
            return title;
        var given = TestMethod.Method.GetCustomAttributes(typeof(StreamingTheoryAttribute)).First().GetNamedArgument<string?>("DisplayName");
        return given ?? TestMethod.Method.Name.Replace('_', ' ');
    }

    private void AddTrait(string name, string value)
    {
        if (!Traits.TryGetValue(name, out var values))
            Traits[name] = values = [];
        values.Add(Printable.Line(value));
    }
}
