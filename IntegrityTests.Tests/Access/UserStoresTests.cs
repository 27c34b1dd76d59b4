using System.Text.Json;
using FluentAssertions;
using IntegrityTests.Access;
using IntegrityTests.Redaction;
using IntegrityTests.Tests.Fakes;
using Npgsql;
using Xunit;

namespace IntegrityTests.Tests.Access;

[Collection(DatabaseCollection.Name)]
public sealed class UserStoresTests(DatabaseFixture databases)
{
    private readonly Secrets _redactor = new([]);

    [Fact]
    public async Task Hosted_users_are_in_the_platforms_database()
    {
        var store = await StoreAsync(new { type = "hosted" });

        store.Database.Should().BeSameAs(databases.Database);
        store.Users.Should().NotBeNull();
        store.Teams.Should().NotBeNull();
        store.Config.Should().NotBeNull();
    }

    [Fact]
    public async Task Without_a_config_users_are_looked_for_in_the_platforms_database()
    {
        await using var server = await FakeApi.AnsweringAsync("", 500);

        var store = await StoreAsync(server);

        store.Database.Should().BeSameAs(databases.Database);
        store.Config.Should().BeNull();
    }

    [Fact]
    public async Task Users_of_an_own_database_are_read_from_there()
    {
        var rows = await databases.CopyAsync();
        var tenant = new Tenant(rows);
        await tenant.AddUserAsync(Tenant.Numbered(1));
        await using var server = await ServerAsync(new { type = "postgres", connectionString = rows.ConnectionString });
        var configs = new ProjectConfigs(server.Client());
        await using var stores = new UserStores(databases.Database, configs, _redactor);

        var store = await stores.OfAsync(Example.Project(), default);

        store.Problem.Should().BeNull();
        (await store.Users!.ExistingAsync(tenant.Id, [Tenant.Numbered(1)], default)).Should().Equal(Tenant.Numbered(1));
        (await stores.OfAsync(Example.Project(), default)).Database.Should().BeSameAs(store.Database, "it is opened once");
    }

    [Fact]
    public async Task A_database_that_is_forgotten_can_still_be_read_and_keeps_no_connection()
    {
        var (kept, other) = (await databases.CopyAsync(), await databases.CopyAsync());
        var tenant = new Tenant(kept.WithoutSession);
        await tenant.AddUserAsync(Tenant.Numbered(1));
        await using var server = await FakeApi.StartAsync(context =>
        {
            var rows = context.Request.Headers["x-stack-project-id"] == "kept" ? kept : other;
            return context.AnswerAsync(Config(new { type = "postgres", connectionString = rows.ConnectionString }));
        });
        await using var stores = new UserStores(databases.Database, new ProjectConfigs(server.Client()), _redactor, capacity: 1);

        var store = await stores.OfAsync(Example.Project() with { Id = "kept" }, default);
        await stores.OfAsync(Example.Project() with { Id = "other" }, default);

        (await store.Users!.ExistingAsync(tenant.Id, [Tenant.Numbered(1)], default)).Should().Equal(Tenant.Numbered(1));
        // PostgreSQL refuses to drop a database that somebody is connected to.
        var name = new NpgsqlConnectionStringBuilder(kept.ConnectionString).Database;
        await databases.Shared.Invoking(shared => shared.ExecuteAsync($"DROP DATABASE {name}")).Should().NotThrowAsync();
    }

    [Fact]
    public async Task A_neon_uri_is_understood()
    {
        var shared = new NpgsqlConnectionStringBuilder(databases.Shared.ConnectionString);
        var uri = databases.Cluster.ConnectionUri(shared.Database!);

        (await StoreAsync(new { type = "neon", connectionStrings = new { main = uri } })).Problem.Should().BeNull();
    }

    [Fact]
    public async Task An_own_database_that_cannot_be_reached_is_a_problem_without_secret()
    {
        var store = await StoreAsync(new { type = "postgres", connectionString = "postgres://u:k4n4ry@127.0.0.1:1/own" });

        store.Database.Should().BeNull();
        store.Users.Should().BeNull();
        store.Teams.Should().BeNull();
        store.Problem.Should().StartWith("the project's own database is not usable: The database \"own\" at 127.0.0.1:1 cannot be reached")
            .And.NotContain("k4n4ry");
    }

    [Fact]
    public async Task The_secret_of_an_own_database_is_redacted_from_then_on()
    {
        await StoreAsync(new { type = "postgres", connectionString = "postgres://u:k4n4ry-9x@127.0.0.1:1/own" });

        _redactor.Redact("it said k4n4ry-9x").Should().NotContain("k4n4ry-9x");
    }

    [Fact]
    public async Task An_own_database_without_users_is_a_problem()
    {
        var rows = await databases.CopyAsync();
        await rows.ExecuteAsync("DROP TABLE \"ProjectUser\"");

        (await StoreAsync(new { type = "postgres", connectionString = rows.ConnectionString })).Problem.Should()
            .Be("the project's own database is not usable: table \"ProjectUser\" is missing");
    }

    [Fact]
    public async Task A_connection_string_that_is_none_is_a_problem_without_secret()
    {
        var store = await StoreAsync(new { type = "postgres", connectionString = "Hos=t;Passwort=k4n4ry" });

        store.Problem.Should().StartWith("the project's own database is not usable: its connection string ").And.NotContain("k4n4ry");
    }

    private static Task<FakeApi> ServerAsync(object source) => FakeApi.AnsweringAsync(Config(source));

    internal static string Config(object source) =>
        JsonSerializer.Serialize(new { config_string = JsonSerializer.Serialize(new { sourceOfTruth = source }) });

    private async Task<UserStore> StoreAsync(object source)
    {
        await using var server = await ServerAsync(source);
        return await StoreAsync(server);
    }

    private async Task<UserStore> StoreAsync(FakeApi server)
    {
        var configs = new ProjectConfigs(server.Client());
        await using var stores = new UserStores(databases.Database, configs, _redactor);
        return await stores.OfAsync(Example.Project(), default);
    }
}
