using FluentAssertions;
using IntegrityTests.Access;
using IntegrityTests.Options;
using IntegrityTests.Running;
using IntegrityTests.Sources;
using IntegrityTests.Tests.Checks;
using IntegrityTests.Tests.SampleDeployment;
using SampleDeployment.Data;
using Xunit;

namespace IntegrityTests.Tests.Access;

/// <summary>A source that did not come to every row says so, with both numbers; one that did proves it.</summary>
public sealed class CoverageTests(ClusterFixture clusters) : IClassFixture<ClusterFixture>
{
    private static readonly CheckInfo Check = new("TST001", Severity.Error, "Tests");
    private static readonly ProjectPlan ThreePages = Plans.Default.Single(plan => plan.Users == 2500);

    private static readonly Dictionary<string, (RowSource Source, string Key, string Rows, string Subject)> Kinds = new()
    {
        ["ProjectUser"] = (Users.InScope, "projectUserId", "users", "user"),
        ["Team"] = (Teams.InScope, "teamId", "teams", "team"),
        ["OneTimePurchase"] = (Purchases.InScope, "id", "rows of table \"OneTimePurchase\"", "row"),
        ["Subscription"] = (Purchases.InScope, "id", "rows of table \"Subscription\"", "row"),
        ["ItemQuantityChange"] = (Purchases.InScope, "id", "rows of table \"ItemQuantityChange\"", "row"),
    };

    [Fact]
    public async Task Rows_that_the_indexes_of_their_tables_lack_are_said_not_to_be_visited()
    {
        var ids = Kinds.Keys.ToDictionary(table => table, _ => Guid.NewGuid());
        await using var sample = await ServedSample.StartAsync(clusters, string.Concat(Kinds.Select(kind => Hidden(
            kind.Key,
            kind.Value.Key,
            ids[kind.Key],
            ServedSample.Project.TenancyId,
            kind.Key == "ItemQuantityChange" ? """{"customerType": "CUSTOM", "customerId": "lost"}""" : "{}"))));
        using var run = new Run(sample.Settings(ByIndex), TimeProvider.System);

        foreach (var (table, (source, _, rows, subject)) in Kinds)
        {
            var (visited, failure) = await ReadAsync(run, source);

            visited.Should().NotContain(row => row.Contains(ids[table].ToString()));
            failure.Should().BeOfType<NotVerifiedException>().Which.Message.Should().Match(
                $"*isited * of * {rows} of project {ServedSample.Project.Name} ({ServedSample.Project.Id})*: {subject}:{ids[table]}. "
                + $"*REINDEX TABLE \"{table}\"*");
        }

        (await ReadAsync(run, Customers.InScope)).Failure!.Message.Should().Match("*isited * custom customers of *: custom:lost.*");
    }

    [Fact]
    public async Task Users_without_a_place_in_the_order_are_visited_behind_the_pages_of_the_others()
    {
        await using var sample = await ServedSample.StartAsync(clusters, $"""
            ALTER TABLE "ProjectUser" DROP CONSTRAINT "ProjectUser_signedUpAt_not_null";
            ALTER TABLE "ProjectUser" ALTER COLUMN "signedUpAt" DROP NOT NULL;
            ALTER TABLE "ProjectUser" ALTER COLUMN "isAnonymous" DROP NOT NULL;
            UPDATE "ProjectUser" u SET "signedUpAt" = CASE WHEN n < 3 THEN NULL ELSE u."signedUpAt" END,
                "isAnonymous" = CASE WHEN n > 1 THEN NULL ELSE u."isAnonymous" END
            FROM (SELECT "projectUserId" AS id, row_number() OVER (ORDER BY "projectUserId") AS n FROM "ProjectUser"
                  WHERE "tenancyId" = '{ThreePages.TenancyId}' LIMIT 5) five
            WHERE u."projectUserId" = five.id AND u."tenancyId" = '{ThreePages.TenancyId}'
            """);
        using var run = new Run(
            sample.Settings(options => options with { Projects = [ThreePages.Id] }), TimeProvider.System);

        var (visited, failure) = await ReadAsync(run, Users.InScope);

        failure.Should().BeNull();
        visited.Should().OnlyHaveUniqueItems().And.HaveCount(2500);
        (await run.FixtureAsync<Witnesses>()).Coverage.Summary(isSampled: false).Should().EndWith(": 2,500 users of 1 project");
    }

    [Fact]
    public async Task A_row_that_is_hidden_among_the_first_is_missed_also_where_a_run_ends_early()
    {
        var id = Guid.NewGuid();
        await using var sample = await ServedSample.StartAsync(clusters, Hidden(
            "ProjectUser", "projectUserId", id, ThreePages.TenancyId, """{"signedUpAt": "1999-01-01"}"""));

        foreach (var limit in new[] { 1, 1000, 1700 })
        {
            using var run = new Run(
                sample.Settings(options => ByIndex(options) with { Projects = [ThreePages.Id], MaxUsersPerProject = limit }),
                TimeProvider.System);

            (await ReadAsync(run, Users.InScope)).Failure!.Message.Should().Match(
                $"Visited {limit:N0} of the first {limit:N0} users of *: user:{id}.*");
        }
    }

    [Fact]
    public async Task Rows_that_come_and_go_while_they_are_visited_are_no_gap()
    {
        await using var sample = await ServedSample.StartToChangeAsync(clusters);
        using var run = new Run(
            sample.Settings(options => options with { Projects = [ThreePages.Id] }), TimeProvider.System);

        var (visited, failure) = await ReadAsync(run, Users.InScope, meanwhile: () => sample.ExecuteAsync($"""
            INSERT INTO "ProjectUser" SELECT (jsonb_populate_record(u, '{Changed("projectUserId", Guid.NewGuid())}')).* FROM "ProjectUser" u
                WHERE "tenancyId" = '{ThreePages.TenancyId}' ORDER BY "signedUpAt", "projectUserId" LIMIT 1;
            DELETE FROM "ProjectUser" WHERE "tenancyId" = '{ThreePages.TenancyId}' AND "projectUserId" IN (
                SELECT "projectUserId" FROM "ProjectUser" WHERE "tenancyId" = '{ThreePages.TenancyId}'
                ORDER BY "signedUpAt" DESC, "projectUserId" DESC LIMIT 3)
            """));

        failure.Should().BeNull();
        visited.Should().HaveCount(2497, "three are gone, and the new one is behind");
    }

    [Fact]
    public async Task A_user_whom_an_index_lacks_does_not_count_as_gone()
    {
        var id = Guid.NewGuid();
        await using var sample = await ServedSample.StartAsync(
            clusters, Hidden("ProjectUser", "projectUserId", id, ServedSample.Project.TenancyId));
        using var run = new Run(sample.Settings(ByIndex), TimeProvider.System);
        await using var witnesses = await run.FixtureAsync<Witnesses>();
        var project = (await witnesses.Projects.FindAsync(ServedSample.Project.Id, default))!;
        var store = await witnesses.Stores.OfAsync(project, default);

        (await store.Users!.FindAsync(project.TenancyId!.Value, id, default)).Should().NotBeNull();
        (await store.Users.ExistingAsync(project.TenancyId.Value, [id, Guid.NewGuid()], default)).Should().Equal(id);

        witnesses.Coverage.Add(store.Database!);
        witnesses.Coverage.BrokenIndexes.Should().ContainSingle().Which.Should().Match($"*\"ProjectUser\"*{id}*REINDEX*");
    }

    // As on a large table, where it does not pay to read all of it.
    private static IntegrityOptions ByIndex(IntegrityOptions options) =>
        options with { Database = $"{options.Database};Options=-c enable_seqscan=off" };

    // A row that is stored while the indexes of its table are not kept: they lack it, as after a crash or a new version of a collation.
    private static string Hidden(string table, string key, Guid id, Guid tenancy, string columns = "{}") => $"""
        UPDATE pg_index SET indisready = false WHERE indrelid = '"{table}"'::regclass;
        INSERT INTO "{table}" SELECT (jsonb_populate_record(t, '{Changed(key, id)}'::jsonb || '{columns}')).* FROM "{table}" t
            WHERE "tenancyId" = '{tenancy}' LIMIT 1;
        UPDATE pg_index SET indisready = true WHERE indrelid = '"{table}"'::regclass;
        """;

    private static string Changed(string key, Guid id) =>
        $$"""{"{{key}}": "{{id}}", "stripeSubscriptionId": null, "stripePaymentIntentId": null, "sequenceId": null}""";

    private static async Task<(IReadOnlyList<string> Visited, Exception? Failure)> ReadAsync(
        Run run, RowSource source, Func<Task>? meanwhile = null)
    {
        var visited = new List<string>();
        try
        {
            await foreach (var row in source.Open(new CaseContext(run, Check, null), default))
            {
                visited.Add(string.Join(' ', row));
                if (visited.Count == 1 && meanwhile is not null) await meanwhile();
            }
        }
        catch (NotVerifiedException failure)
        {
            return (visited, failure);
        }

        return (visited, null);
    }
}
