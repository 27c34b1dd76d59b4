using IntegrityTests.Access;
using IntegrityTests.Options;
using IntegrityTests.Running;

namespace IntegrityTests.Sources;

/// <summary>Checks that one shard verifies for all.</summary>
internal static class WholeCheck
{
    /// <summary>Ends the test case as skipped where another shard verifies the check.</summary>
    public static void Require(Witnesses witnesses, CaseContext context)
    {
        var isOwn = witnesses.Options.Shard.Owns(context.Check.Code);
        context.Claim(CaseContext.Places, of: 1, own: isOwn ? 1 : 0);
        if (!isOwn) throw NothingToVerifyException.Elsewhere();
    }
}
