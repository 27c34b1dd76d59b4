using System.Xml.Linq;

namespace IntegrityTests.Tests.EndToEnd.Harness;

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
