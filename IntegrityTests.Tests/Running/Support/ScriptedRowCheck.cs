using IntegrityTests.Running;
using Xunit;

namespace IntegrityTests.Tests.Running.Support;

#pragma warning disable xUnit1000 // Not public, so that xUnit does not run it by itself.
/// <summary>A <see cref="ScriptedCheck"/> that asks per row.</summary>
[Check("TST001", Severity.Error, Category = "Scripted", IsPerRow = true)]
internal sealed class ScriptedRowCheck
{
    [StreamingTheory]
    [MemberData(nameof(Script.Rows), MemberType = typeof(Script))]
    public Task Every_number_is_fine(int number, CheckRow row, CancellationToken cancel)
    {
        Script.Row = row;
        return Script.Ambient.Value!.Body(number, cancel);
    }
}
