using FluentAssertions;
using Xunit;

namespace IntegrityTests.Tests.Options;

public sealed class UnknownNamesTests
{
    [Theory]
    [InlineData("INTEGRITY_CONUT", "INTEGRITY_COUNT")]
    [InlineData("INTEGRITY_PROJECT", "INTEGRITY_PROJECTS")]
    [InlineData("INTEGRITY_MAX_USERS", "INTEGRITY_MAX_USERS_PER_PROJECT")]
    [InlineData("INTEGRITY_DB_URL", "INTEGRITY_API_URL")]
    [InlineData("INTEGRITY_ADMINKEY", "INTEGRITY_ADMIN_KEY")]
    [InlineData("INTEGRITY_SNAPSHOT", "INTEGRITY_SNAPSHOTS")]
    [InlineData("INTEGRITY_ALLOW_PRIMARY_", "INTEGRITY_ALLOW_PRIMARY")]
    [InlineData("integrity_count", "INTEGRITY_COUNT")]
    [InlineData("Integrity_Shards", "INTEGRITY_SHARDS")]
    public void A_misspelt_name_is_refused_with_the_nearest_one(string name, string nearest)
    {
        Given.Mistake((name, Given.Secret)).Mistakes
            .Should().Equal($"{name} is not a variable of this suite. The nearest one is {nearest}.");
    }

    [Theory]
    [InlineData("INTEGRITYCOUNT")]
    [InlineData("MY_INTEGRITY_COUNT")]
    [InlineData("PATH")]
    [InlineData("STACK_SOMETHING")]
    public void Variables_of_others_are_none_of_our_business(string name)
    {
        Given.Options((name, "x")).Should().BeEquivalentTo(Given.Options());
    }
}
