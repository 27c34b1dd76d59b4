using IntegrityTests.Redaction;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace IntegrityTests.Running.Reporting;

/// <summary>
/// The results of one test case, as messages to xUnit. Messages and reasons come ready to be shown; names, traces and outputs do not.
/// </summary>
/// <param name="testCase">The case.</param>
/// <param name="bus">Takes the messages.</param>
/// <param name="stop">Cancelled when the bus says that the run is to stop.</param>
/// <param name="presenter">Makes names, traces and outputs fit to be seen; null outside of a run.</param>
internal sealed class CaseResults(IXunitTestCase testCase, IMessageBus bus, CancellationTokenSource stop, Presenter? presenter)
{
    // Without a prefix of its own: the runner puts every other exception's type before the message.
    private const string PlainFailure = "Xunit.Sdk.XunitException";

    private readonly Lock _gate = new();
    private readonly RunSummary _summary = new();
    private readonly StopQuestion _question = new(new XunitTest(testCase, testCase.DisplayName));

    public RunSummary Summary => _summary;

    public void Start() => Send(new TestCaseStarting(testCase));

    public void Finish() => Send(new TestCaseFinished(testCase, _summary.Time, _summary.Total, _summary.Failed, _summary.Skipped));

    /// <summary>Asks whether the run goes on, and stops it if not; for rows that have no result.</summary>
    public void Ask() => Send(_question);

    public void Passed(string name, TimeSpan elapsed, string output = "")
    {
        var shown = Shown(output);
        Result(name, elapsed, shown, test => new TestPassed(test, Seconds(elapsed), shown));
    }

    public void Skipped(string name, string reason) =>
        Result(name, TimeSpan.Zero, "", test => new TestSkipped(test, Printable.Text(reason)));

    public void Failed(string name, string message, string? stackTrace = null, string output = "", TimeSpan elapsed = default)
    {
        var shownOutput = Shown(output);
        Result(name, elapsed, shownOutput, test => new TestFailed(
            test, Seconds(elapsed), shownOutput, [PlainFailure], [Printable.Text(message)], [Shown(stackTrace ?? "")], [-1]));
    }

    private static decimal Seconds(TimeSpan elapsed) => (decimal)elapsed.TotalSeconds;

    private string Shown(string text) => Printable.Text(presenter?.Text(text) ?? text);

    private void Result(string name, TimeSpan elapsed, string output, Func<ITest, IMessageSinkMessage> result)
    {
        var test = new XunitTest(testCase, Printable.Line(presenter?.Text(name) ?? name));
        var message = result(test);
        lock (_gate)
        {
            _summary.Total++;
            _summary.Time += Seconds(elapsed);
            _summary.Failed += message is ITestFailed ? 1 : 0;
            _summary.Skipped += message is ITestSkipped ? 1 : 0;
        }

        Send(new TestStarting(test));
        Send(message);
        Send(new TestFinished(test, Seconds(elapsed), output));
    }

    // The bus says no when the run is to stop, as with StopOnFail.
    private void Send(IMessageSinkMessage message)
    {
        if (!bus.QueueMessage(message)) stop.Cancel();
    }
}

/// <summary>
/// Asks the bus whether the run goes on. To whoever reads the messages it says that the instance for a row is made, which is true and
/// which no reporter shows.
/// </summary>
internal sealed class StopQuestion(ITest test) : TestClassConstructionStarting(test);
