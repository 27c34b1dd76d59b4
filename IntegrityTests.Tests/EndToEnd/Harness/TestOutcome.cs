using System.Xml.Linq;

namespace IntegrityTests.Tests.EndToEnd.Harness;

/// <summary>One result of a run.</summary>
/// <param name="Name">What was tested.</param>
/// <param name="Outcome">Such as <c>Passed</c>.</param>
/// <param name="Message">Why it failed or was skipped; empty when it passed.</param>
/// <param name="Output">What it has to say beside that.</param>
internal sealed record TestOutcome(string Name, string Outcome, string Message, string Output)
{
    /// <summary>The results in a TRX file as VSTest's own logger writes it.</summary>
    public static IReadOnlyList<TestOutcome> Read(string trx) =>
        [.. XDocument.Parse(trx).Descendants().Where(element => element.Name.LocalName == "UnitTestResult").Select(Of)];

    private static TestOutcome Of(XElement result) => new(
        result.Attribute("testName")!.Value,
        result.Attribute("outcome")!.Value,
        Text(result, "Message"),
        Text(result, "StdOut"));

    private static string Text(XElement result, string name) =>
        result.Descendants().FirstOrDefault(element => element.Name.LocalName == name)?.Value ?? "";
}
