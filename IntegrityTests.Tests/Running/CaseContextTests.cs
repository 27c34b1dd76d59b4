using FluentAssertions;
using IntegrityTests.Running;
using Xunit;

namespace IntegrityTests.Tests.Running;

public sealed class CaseContextTests
{
    [Fact]
    public void Claims_of_equal_rows_add_up()
    {
        using var run = new Run(new RunSettings(), TimeProvider.System);
        var context = new CaseContext(run, new CheckInfo("TST001", Severity.Error, "Tests"), null);

        context.Claim("users", of: 10, own: 4);
        context.Claim("users", of: 5, own: 1);
        context.Claim("teams", of: 1, own: 0);

        context.Claims.Should().BeEquivalentTo(new Dictionary<string, Share> { ["users"] = new(15, 5), ["teams"] = new(1, 0) });
    }
}
