using FluentAssertions;
using IntegrityTests.Access;
using IntegrityTests.Options;
using IntegrityTests.Running;
using IntegrityTests.Tests.Checks;
using IntegrityTests.Tests.EndToEnd.Harness;
using IntegrityTests.Tests.Fakes;
using IntegrityTests.Tests.SampleDeployment;
using SampleDeployment.Data;
using Xunit;

namespace IntegrityTests.Tests.Access;

/// <summary>API and database must be of one deployment at one moment; where they are not, that is said once and nothing else.</summary>
public sealed class HandshakeTests(ClusterFixture clusters) : IClassFixture<ClusterFixture>
{
    private static readonly ProjectPlan Project = ServedSample.Project;
    private static readonly string NewUser = Added("clock_timestamp()");

    [Fact]
    public async Task A_database_that_is_older_than_the_API_is_said_once()
    {
        await using var current = await ServedSample.StartAsync(clusters, NewUser);
        await using var older = await ServedSample.StartAsync(clusters);

        (await FailureAsync(current, older)).Should().Match(
            "The database is older than what the API serves, or of another deployment: the API has one user whom the database does "
            + $"not have, such as user:* of project {Project.Name} ({Project.Id}), who signed up at *. It is not a standby that follows "
            + "another server. *nothing can be verified. Expected in INTEGRITY_DATABASE: *");
    }

    [Fact]
    public async Task A_database_with_other_users_is_of_another_deployment()
    {
        await using var current = await ServedSample.StartAsync(clusters);
        await using var other = await ServedSample.StartAsync(clusters, """
            SET session_replication_role = replica;
            UPDATE "ProjectUser" SET "projectUserId" = gen_random_uuid()
            """);

        (await FailureAsync(current, other, options => options with { Projects = [] })).Should().Match(
            "The API and the database are of different deployments: * projects of the database were looked at, and the API has none of "
            + "their newest users, such as user:*. Nothing can be verified. Expected: INTEGRITY_API_URL and INTEGRITY_DATABASE of one "
            + "deployment.");
    }

    [Fact]
    public async Task A_database_with_other_projects_is_of_another_deployment()
    {
        var id = Guid.NewGuid().ToString();
        await using var current = await ServedSample.StartAsync(clusters);
        await using var other = await ServedSample.StartAsync(clusters, $"""
            SET session_replication_role = replica;
            UPDATE "Project" SET id = '{id}' WHERE id = '{Project.Id}';
            UPDATE "Tenancy" SET "projectId" = '{id}' WHERE "projectId" = '{Project.Id}'
            """);

        (await FailureAsync(current, other, options => options with { Projects = [id] })).Should().Match(
            "The API and the database are of different deployments: one project of the database was looked at, and the API knows none of "
            + $"them, such as project {id}. *");
    }

    [Fact]
    public async Task Projects_that_the_API_lacks_are_no_other_deployment_where_it_knows_one_of_them()
    {
        var empty = Plans.Default.First(plan => plan.Users == 0);
        var lost = Plans.Default.Where(plan => plan.Users > 0).Take(2).Select(plan => (plan.Id, New: Guid.NewGuid().ToString())).ToList();
        await using var current = await ServedSample.StartAsync(clusters);
        await using var other = await ServedSample.StartAsync(
            clusters,
            "SET session_replication_role = replica;" + string.Concat(lost.Select(project => $"""
                UPDATE "Project" SET id = '{project.New}' WHERE id = '{project.Id}';
                UPDATE "Tenancy" SET "projectId" = '{project.New}' WHERE "projectId" = '{project.Id}';
                """)));
        var settings = current.Settings(options => options with
        {
            Database = other.Database,
            Projects = [.. lost.Select(project => project.New), empty.Id],
        });
        using var run = new Run(settings, TimeProvider.System);

        await using var witnesses = await run.FixtureAsync<Witnesses>();

        (await witnesses.Handshake.WhyApartAsync(default)).Should().BeNull();
    }

    [Fact]
    public async Task A_database_with_the_same_users_in_an_older_state_is_said_once()
    {
        await using var current = await ServedSample.StartAsync(clusters, Active(users: 5));
        await using var older = await ServedSample.StartAsync(clusters);

        (await FailureAsync(current, older)).Should().Match(
            "The database has an older state than the API serves: of 5 users of both, 5 were active later for the API, such as user:* at "
            + "2031-*Z, whom the database has as of *Z. It is not a standby that follows another server. *nothing can be verified. *");
    }

    [Theory]
    [InlineData("interval '2 hours'")]
    [InlineData("interval '-1 day' * random()")]
    public async Task Other_times_of_the_same_users_are_for_the_checks_to_find(string shift)
    {
        await using var current = await ServedSample.StartAsync(
            clusters, $"""UPDATE "ProjectUser" SET "lastActiveAt" = "lastActiveAt" + {shift} WHERE "tenancyId" = '{Project.TenancyId}'""");
        await using var other = await ServedSample.StartAsync(clusters);

        (await WhyApartAsync(current, other, new HurriedClock())).Should().BeNull();
    }

    [Fact]
    public async Task Two_users_in_an_older_state_are_damage()
    {
        await using var current = await ServedSample.StartAsync(clusters, Active(users: 2));
        await using var other = await ServedSample.StartAsync(clusters);

        (await WhyApartAsync(current, other, new HurriedClock())).Should().BeNull();
    }

    [Fact]
    public async Task A_database_that_receives_the_newer_state_a_moment_later_is_no_older_one()
    {
        await using var current = await ServedSample.StartAsync(clusters, Active(users: 5));
        await using var other = await ServedSample.StartToChangeAsync(clusters);
        var clock = new SteppedClock(pause =>
        {
            if (pause == 2) other.ExecuteAsync(Active(users: 5)).GetAwaiter().GetResult();
        });

        (await WhyApartAsync(current, other, clock)).Should().BeNull();
        clock.Pauses.Should().BeGreaterThanOrEqualTo(2);
    }

    [Fact]
    public async Task A_run_over_an_older_database_says_so_once_and_finds_nothing()
    {
        await using var current = await ServedSample.StartAsync(
            clusters, $"""UPDATE "ProjectUser" SET "displayName" = 'renamed' WHERE "tenancyId" = '{Project.TenancyId}'; {NewUser}""");
        await using var older = await ServedSample.StartAsync(clusters);

        var run = await new SuiteCommand
        {
            Filter = "Category=Projects|Category=Users",
            Variables = new Dictionary<string, string>
            {
                ["INTEGRITY_DATABASE"] = older.Database,
                ["INTEGRITY_API_URL"] = current.Url,
                ["INTEGRITY_ADMIN_KEY"] = AdminCalls.Key,
                ["INTEGRITY_ALLOW_PRIMARY"] = "yes",
                ["INTEGRITY_PROJECTS"] = Project.Id,
            },
        }.RunAsync();

        run.Should().BeRed();
        run.Should().FindExactly();
        run.Should().Say("NOT VERIFIED: The database is older than what the API serves, or of another deployment: ");
    }

    [Theory]
    [InlineData("user-missing")]
    [InlineData("user-status")]
    [InlineData("user-twice")]
    [InlineData("error@PROJECT/users")]
    [InlineData("no-json@PROJECT/users")]
    [InlineData("cursor-stale")]
    public async Task Damage_of_a_few_answers_is_no_reason_to_stop(string fault)
    {
        await using var sample = await ServedSample.StartAsync(
            clusters, Added("'2031-01-01'", ServedSample.User), fault.Replace("PROJECT", Project.Id, StringComparison.Ordinal));
        using var run = new Run(sample.Settings(), TimeProvider.System);

        await using var witnesses = await run.FixtureAsync<Witnesses>();

        (await witnesses.Handshake.WhyApartAsync(default)).Should().BeNull();
    }

    [Fact]
    public async Task A_database_that_falls_behind_during_the_run_is_said_at_its_end_beside_what_was_proven()
    {
        await using var current = await ServedSample.StartToChangeAsync(clusters);
        await using var older = await ServedSample.StartAsync(clusters);
        using var run = new Run(current.Settings(options => options with { Database = older.Database }), TimeProvider.System);
        await using var witnesses = await run.FixtureAsync<Witnesses>();

        (await witnesses.ConcludeAsync(default)).NotVerified.Should().BeEmpty();

        await current.ExecuteAsync(NewUser);
        (await witnesses.ConcludeAsync(default)).NotVerified.Should().ContainSingle()
            .Which.Should().Match("When the run ended: The database is older than what the API serves*");
    }

    [Fact]
    public async Task A_user_who_signs_up_between_the_two_looks_is_in_both()
    {
        await using var sample = await ServedSample.StartToChangeAsync(clusters);
        using var run = new Run(sample.Settings(), TimeProvider.System);
        await using var witnesses = await run.FixtureAsync<Witnesses>();

        await sample.ExecuteAsync(NewUser);

        (await witnesses.Handshake.WhyApartAsync(default)).Should().BeNull();
    }

    private static string Added(string signedUpAt, Guid? id = null) => id is null
        ? $"""
            INSERT INTO "ProjectUser" ("tenancyId", "projectUserId", "mirroredProjectId", "mirroredBranchId", "createdAt", "updatedAt",
                "signedUpAt", "lastActiveAt", "isAnonymous", "requiresTotpMfa", "restrictedByAdmin", "signUpRiskScoreBot",
                "signUpRiskScoreFreeTrialAbuse")
            VALUES ('{Project.TenancyId}', gen_random_uuid(), '{Project.Id}', 'main', now(), now(), {signedUpAt}, now(), true, false,
                false, 0, 0);
            """
        : $"""UPDATE "ProjectUser" SET "signedUpAt" = {signedUpAt} WHERE "projectUserId" = '{id}'""";

    // The newest of them, each at a moment of its own.
    private static string Active(int users) => $"""
        UPDATE "ProjectUser" u SET "lastActiveAt" = timestamp '2031-01-01' + n.n * interval '1 s'
        FROM (
            SELECT "projectUserId", row_number() OVER (ORDER BY "signedUpAt" DESC, "projectUserId" DESC) AS n
            FROM "ProjectUser" WHERE "tenancyId" = '{Project.TenancyId}'
        ) n
        WHERE u."tenancyId" = '{Project.TenancyId}' AND u."projectUserId" = n."projectUserId" AND n.n <= {users}
        """;

    private static async Task<string?> WhyApartAsync(ServedSample api, ServedSample database, TimeProvider clock)
    {
        using var run = new Run(api.Settings(options => options with { Database = database.Database }), clock);
        await using var witnesses = await run.FixtureAsync<Witnesses>();
        return await witnesses.Handshake.WhyApartAsync(default);
    }

    private static async Task<string> FailureAsync(
        ServedSample api, ServedSample database, Func<IntegrityOptions, IntegrityOptions>? change = null)
    {
        using var run = new Run(
            api.Settings(options => (change ?? (same => same))(options) with { Database = database.Database }), new HurriedClock());
        var failure = await Assert.ThrowsAsync<NotVerifiedException>(() => run.FixtureAsync<Witnesses>());
        run.AbortReason.Should().Be(failure.Message);
        return failure.Message;
    }
}
