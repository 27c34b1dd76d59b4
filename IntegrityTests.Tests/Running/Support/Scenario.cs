using IntegrityTests.Running;
using IntegrityTests.Running.Baseline;
using IntegrityTests.Running.Reporting;
using Xunit.Sdk;

namespace IntegrityTests.Tests.Running.Support;

/// <summary>One test case, run in a run of its own against a spy.</summary>
internal sealed class Scenario
{
    /// <summary>What lasts so long will never end.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public Scenario(RunSettings? settings = null, KnownFindings? known = null, TimeProvider? clock = null)
    {
        Run = new Run(settings ?? new RunSettings(), clock ?? TimeProvider.System);
        Report = new RunReport(Run, Log, new RunProgress([]), known ?? KnownFindings.Open(new RunSettings()));
    }

    public Script Script { get; } = new();

    public Run Run { get; }

    public RunReport Report { get; }

    public SpyLog Log { get; } = new();

    public SpyBus Bus { get; init; } = new();

    public CancellationTokenSource Stop { get; } = new();

    public CasePartition? Partition { get; init; }

    public Type Check { get; init; } = typeof(ScriptedCheck);

    public object[] ConstructorArguments { get; init; } = [];

    public ExceptionAggregator Aggregator { get; } = new();

    public CaseContext Context => new(Run, CheckInfo.Of(Check), Partition);

    public CheckTally Tally => Report.Tally.Of("TST001");

    public IReadOnlyList<Result> Results => Bus.Results;

    public IReadOnlyList<Result> Failures => [.. Results.Where(result => result.Kind == "failed")];

    /// <summary>Rows from 1 to <paramref name="count"/>, each of which runs the body.</summary>
    public Task<RunSummary> RunAsync(int count, Action<int>? body = null)
    {
        Script.Source = _ => Script.Numbers(count);
        if (body is not null)
            Script.Body = (number, _) =>
            {
                body(number);
                return Task.CompletedTask;
            };
        return RunAsync();
    }

    public Task<RunSummary> RunAsync() => RunAsync(ConstructorArguments);

    /// <exception cref="TimeoutException">The case hangs: it did not end within <see cref="Patience"/>.</exception>
    public async Task<RunSummary> RunAsync(params object[] constructorArguments)
    {
        Script.Ambient.Value = Script;
        return await Cases.Of(Check, Partition).RunAsync(Report, Bus, constructorArguments, Aggregator, Stop).WaitAsync(Patience);
    }

    public static Finding Finding(Severity severity = Severity.Error, string subject = "number:7") =>
        new() { Code = "TST001", Severity = severity, Subject = subject, Message = "It is odd." };
}
