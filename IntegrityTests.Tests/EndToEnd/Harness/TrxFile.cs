using System.Globalization;
using System.Xml.Linq;

namespace IntegrityTests.Tests.EndToEnd.Harness;

/// <summary>The results of a run as VSTest's own logger writes them.</summary>
internal sealed class TrxFile
{
    private readonly XElement _counters;

    public TrxFile(string text)
    {
        Text = text;
        var root = XDocument.Parse(text).Root!;
        _counters = root.Descendants().First(element => element.Name.LocalName == "Counters");
        Results = [.. root.Descendants().Where(element => element.Name.LocalName == "UnitTestResult").Select(TrxResult.Of)];
    }

    /// <summary>The file itself.</summary>
    public string Text { get; }

    public IReadOnlyList<TrxResult> Results { get; }

    public int Passed => Count("passed");

    public int Failed => Count("failed");

    private int Count(string outcome) => int.Parse(_counters.Attribute(outcome)!.Value, CultureInfo.InvariantCulture);
}

/// <summary>One result of a TRX file.</summary>
/// <param name="Name">What was tested.</param>
/// <param name="Outcome">Such as <c>Passed</c>.</param>
/// <param name="Message">Why it failed or was skipped; empty when it passed.</param>
internal sealed record TrxResult(string Name, string Outcome, string Message)
{
    public static TrxResult Of(XElement result) => new(
        result.Attribute("testName")!.Value,
        result.Attribute("outcome")!.Value,
        result.Descendants().FirstOrDefault(element => element.Name.LocalName == "Message")?.Value ?? "");
}
