using IntegrityTests.Redaction;
using IntegrityTests.Running.Reporting;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace IntegrityTests.Running.Execution;

/// <summary>The results of one test case, as messages to xUnit.</summary>
internal sealed class CaseResults(IXunitTestCase testCase, IMessageBus bus, CancellationTokenSource stop, Redactor redactor)
{
    // Without a prefix of its own: the runner puts every other exception's type before the message.
    private const string PlainFailure = "Xunit.Sdk.XunitException";

    private readonly Lock _gate = new();
    private readonly RunSummary _summary = new();
    private readonly StopQuestion _question = new(new XunitTest(testCase, testCase.DisplayName));

    public RunSummary Summary => _summary;

    public void Start() => Send(new TestCaseStarting(testCase));

    public void Finish() =>
        Send(new TestCaseFinished(testCase, _summary.Time, _summary.Total, _summary.Failed, _summary.Skipped));

    /// <summary>Asks whether the run goes on, and stops it if not; for rows that have no result.</summary>
    public void Ask() => Send(_question);

    public void Passed(string name, TimeSpan elapsed) =>
        Result(name, elapsed, "", test => new TestPassed(test, Seconds(elapsed), ""));

    public void Skipped(string name, string reason) =>
        Result(name, TimeSpan.Zero, "", test => new TestSkipped(test, Clean(reason)));

    public void Failed(string name, string message, string? stackTrace = null, string output = "", TimeSpan elapsed = default)
    {
        var cleanOutput = Clean(output);
        Result(name, elapsed, cleanOutput, test => new TestFailed(
            test, Seconds(elapsed), cleanOutput, [PlainFailure], [Clean(message)], [Clean(stackTrace ?? "")], [-1]));
    }

    private static decimal Seconds(TimeSpan elapsed) => (decimal)elapsed.TotalSeconds;

    private string Clean(string text) => Printable.Text(redactor.Text(text));

    private void Result(string name, TimeSpan elapsed, string output, Func<ITest, IMessageSinkMessage> result)
    {
        var test = new XunitTest(testCase, Printable.Line(redactor.Text(name)));
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
        if (!bus.QueueMessage(message))
            stop.Cancel();
    }
}
