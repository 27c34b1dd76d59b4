using FluentAssertions;
using IntegrityTests.Access;
using IntegrityTests.Checks.Users;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Running;
using IntegrityTests.Tests.Checks;
using IntegrityTests.Tests.Fakes;
using SampleDeployment.Data;
using Xunit;

namespace IntegrityTests.Tests.Access;

/// <summary>A database that follows another one late: what it does not have yet is no damage, and how far it is behind is said.</summary>
[Collection(StandbyCollection.Name)]
public sealed class ReplayLagTests(StandbyFixture pair)
{
    private static readonly string Renamed =
        $"""UPDATE "ProjectUser" SET "displayName" = 'renamed' WHERE "projectUserId" = '{ServedSample.User}'""";

    [Fact]
    public async Task A_database_that_is_no_standby_is_never_behind()
    {
        await using var database = await ReplicaDatabase.OpenAsync(pair.Primary, CancellationToken.None);
        var lag = new ReplayLag(database, TimeProvider.System);

        await lag.MeasureAsync(default);
        await lag.WaitAsync(default);

        (lag.Summary, lag.WhyBehind, lag.Longest).Should().Be((null, null, TimeSpan.Zero));
    }

    [Fact]
    public async Task A_standby_gets_the_time_to_replay_what_it_received()
    {
        await using var behind = await pair.BehindAsync("CREATE TABLE late ()");
        var clock = new SteppedClock(pauses => pair.GoOnAt(2, pauses));
        var lag = new ReplayLag(behind, clock);

        await lag.WaitAsync(default);

        (await behind.QueryAsync("SELECT to_regclass('late') IS NOT NULL", row => row.GetBoolean(0), default)).Should().Equal(true);
        lag.WhyBehind.Should().BeNull();
        lag.Longest.Should().BePositive().And.BeLessThan(ReplayLag.Patience);
        lag.Summary.Should().Match("standby: at most * s behind what it had received when a difference was read again; its last replayed "
            + "change is of 20*Z");
    }

    [Fact]
    public async Task A_standby_that_does_not_get_on_is_waited_for_once_and_said()
    {
        await using var behind = await pair.BehindAsync("CREATE TABLE never ()");
        var clock = new SteppedClock(_ => { });
        var lag = new ReplayLag(behind, clock);

        await lag.WaitAsync(default);
        var pauses = clock.Pauses;
        await lag.WaitAsync(default);

        clock.Pauses.Should().Be(pauses).And.BePositive();
        lag.WhyBehind.Should().Be("The standby did not replay within 30 s what it had received. It is a standby whose replay is paused. "
            + "Findings of this run may be changes that it does not have yet. Run it again when the standby follows.");
    }

    [Fact]
    public async Task How_far_a_standby_is_behind_is_the_age_of_what_it_replayed_where_it_has_received_more()
    {
        await using var primary = await ReplicaDatabase.OpenAsync(pair.Primary, CancellationToken.None);
        (await new ReplayLag(primary, TimeProvider.System).BehindAsync(default)).Should().Be(new Behind(TimeSpan.Zero));
        await using (var following = await pair.FollowingAsync("CREATE TABLE followed ()"))
            (await new ReplayLag(following, new SteppedClock(_ => { })).BehindAsync(default)).Should().Be(new Behind(TimeSpan.Zero));

        await using var behind = await pair.BehindAsync("CREATE TABLE behind ()");
        var late = await new ReplayLag(behind, new SteppedClock(_ => { })).BehindAsync(default);
        var onItsWay = await new ReplayLag(behind, new SteppedClock(_ => pair.Follow())).BehindAsync(default);

        late.Time.Should().BePositive();
        onItsWay.Should().Be(new Behind(TimeSpan.Zero));
    }

    [Fact]
    public async Task A_change_that_the_standby_has_a_little_later_is_no_finding()
    {
        await using var served = await pair.ServeBehindAsync(Renamed);
        var clock = new SteppedClock(pauses => pair.GoOnAt(2, pauses));

        var verified = await served.VerifyAsync<UserReadsAsStored>(pair.OnStandby, clock);

        verified.Findings.Should().BeEmpty();
    }

    [Fact]
    public async Task A_run_over_a_standby_that_does_not_get_on_says_why_its_findings_may_be_none()
    {
        await using var served = await pair.ServeBehindAsync(Renamed);
        using var run = new Run(served.Settings(pair.OnStandby), new SteppedClock(_ => { }));
        await using var witnesses = await run.FixtureAsync<Witnesses>();

        await run.Settled(default);
        var conclusion = await witnesses.ConcludeAsync(default);

        conclusion.NotVerified.Should().ContainSingle().Which.Should().StartWith("The standby did not replay within 30 s");
        conclusion.Notes.Should().Contain(note => note.StartsWith("standby: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_user_whom_a_halted_standby_lacks_is_said_with_its_state()
    {
        await using var served = await pair.ServeBehindAsync($"""
            UPDATE "ProjectUser" SET "projectUserId" = gen_random_uuid(), "signedUpAt" = '2031-01-01'
            WHERE "projectUserId" = '{Plans.Ordinary.UserId(5)}'
            """);
        using var run = new Run(served.Settings(pair.OnStandby), new SteppedClock(_ => { }));

        var failure = await Assert.ThrowsAsync<NotVerifiedException>(() => run.FixtureAsync<Witnesses>());

        failure.Message.Should().StartWith("The database is older than what the API serves")
            .And.Contain("It is a standby whose replay is paused.");
    }
}
