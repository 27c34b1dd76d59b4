using FluentAssertions;
using IntegrityTests.Deployment.Generations;
using Xunit;

namespace IntegrityTests.Tests.Deployment.Generations;

public sealed class PlatformFactsTests
{
    private static readonly DataGeneration March = new("2026-03", Generation.March2026, null, false, []);
    private static readonly DataGeneration April = new("2026-04", Generation.April2026, null, false, []);
    private static readonly DataGeneration Newer = new("newer than 2026-04", Generation.April2026, null, true, ["It is newer."]);

    [Theory]
    [InlineData(Generation.March2026)]
    [InlineData(Generation.April2026)]
    public void Data_and_servers_of_one_generation_follow_its_rules(Generation generation)
    {
        var facts = Of(generation == Generation.March2026 ? March : April, generation);

        facts.Payments.Should().Be(generation);
        facts.WhyPaymentsNotVerified.Should().BeNull();
        facts.WhyPaymentsUnproven.Should().BeNull();
        facts.Notices.Should().BeEmpty();
        facts.ToString().Should().Be($"data of {generation.Name()}, servers of {generation.Name()}, package version 2.8.86");
    }

    [Fact]
    public void A_mixture_follows_no_rules()
    {
        var facts = Of(April, Generation.March2026);

        facts.WhyPaymentsNotVerified.Should().Be(
            "Payments are not verified: the data is 2026-04, but the servers are 2026-03, and what such a mixture answers follows no "
            + "rules. Finish the roll-out, so that both are of one generation, then run again.");
        facts.Notices.Should().Equal(facts.WhyPaymentsNotVerified);
    }

    [Fact]
    public void A_database_that_is_not_ready_follows_no_rules_whatever_the_servers_are() =>
        Of(April with { WhyUnfit = "the engine is empty. Fill it" }, Generation.March2026).WhyPaymentsNotVerified.Should()
            .Be("Payments are not verified: the engine is empty. Fill it, then run again.");

    [Fact]
    public void On_a_newer_version_the_newest_rules_are_unproven()
    {
        var facts = Of(Newer, Generation.April2026);

        facts.WhyPaymentsNotVerified.Should().BeNull();
        facts.WhyPaymentsUnproven.Should().StartWith("The rules of payments are unproven on this version of the platform");
        facts.Notices.Should().Equal("It is newer.", facts.WhyPaymentsUnproven);
    }

    [Fact]
    public void A_newer_version_with_old_servers_is_a_mixture() => Of(Newer, Generation.March2026).Should().BeEquivalentTo(
        new { WhyPaymentsUnproven = (string?)null }).And.Match<PlatformFacts>(facts => facts.WhyPaymentsNotVerified != null);

    [Fact]
    public void Servers_that_do_not_tell_leave_it_to_the_data()
    {
        var facts = new PlatformFacts(April, new ServerGeneration(null, "it answers 500", null));

        facts.WhyPaymentsNotVerified.Should().BeNull();
        facts.ToString().Should().Be("data of 2026-04, servers of unknown, package version unknown");
        facts.Notices.Should().Equal("The generation of the servers is unknown: it answers 500");
    }

    [Fact]
    public void Reports_get_all_of_it() => Of(Newer, Generation.April2026).ToJson().ToJsonString().Should().StartWith(
        """{"data":"newer than 2026-04","servers":"2026-04","packageVersion":"2.8.86","notices":["It is newer.","The rules of payments""");

    private static PlatformFacts Of(DataGeneration data, Generation served) => new(data, new ServerGeneration(served, null, "2.8.86"));
}
