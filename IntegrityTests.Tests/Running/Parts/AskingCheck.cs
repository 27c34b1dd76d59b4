using IntegrityTests.Running;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.Running.Parts;

#pragma warning disable xUnit1000 // Not public, so that xUnit does not run it by itself.
/// <summary>A check with the code of the scripted one, which asks for something in its constructor.</summary>
[Check("TST001", Severity.Error, Category = "Scripted")]
internal sealed class AskingCheck(AskingCheck.Deployment deployment)
{
    [StreamingTheory]
    [MemberData(nameof(Script.Rows), MemberType = typeof(Script))]
    public void Asks(int number) => _ = $"{deployment}{number}";

    /// <summary>What it asks for.</summary>
    internal sealed class Deployment;
}
