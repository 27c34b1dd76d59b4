using FluentAssertions;
using IntegrityTests.Access;
using IntegrityTests.Checks.Database;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Options;
using IntegrityTests.Tests.Access;
using IntegrityTests.Tests.Docs;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.Checks.Database;

/// <summary>
/// Invariants in a database of a project's own. It has the platform's tables, but neither projects nor tenancies: those are in the
/// platform's database.
/// </summary>
[Collection(DatabaseCollection.Name)]
public sealed class OwnDatabaseInvariantsTests(DatabaseFixture databases) : IAsyncLifetime
{
    private static readonly Guid User = Tenant.Numbered(1);
    private StoredRows _own = null!;
    private Tenant _tenant = null!;
    private Tenant _other = null!;
    private ReplicaDatabase _database = null!;

    public async Task InitializeAsync()
    {
        _own = await databases.CopyAsync();
        (_tenant, _other) = (new Tenant(_own), new Tenant(_own));
        await _tenant.AddUserAsync(User);
        await _tenant.AddTeamAsync(Tenant.Numbered(2));
        await _tenant.AddAsync("TeamMember", new { projectUserId = User, teamId = Tenant.Numbered(2) });
        await _tenant.AddAsync("AuthMethod", new { id = Tenant.Numbered(3), projectUserId = User });
        await _tenant.AddAsync("OtpAuthMethod", new { authMethodId = Tenant.Numbered(3), projectUserId = User });
        await _tenant.AddAsync("ContactChannel", new
        {
            id = Tenant.Numbered(4),
            projectUserId = User,
            type = "EMAIL",
            value = "ann@example.com",
            isVerified = true,
            isPrimary = "TRUE",
            usedForAuth = "TRUE",
            shouldUpdateSequenceId = true,
        });
        await _tenant.AddAsync("Subscription", PurchaseOf(User));
        _database = await _own.OpenAsync();
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task All_that_can_run_run_and_find_nothing_in_a_healthy_one()
    {
        var codes = Invariants.Shipped.Where(invariant => invariant.RunsInProjectDatabases).Select(invariant => invariant.Code).ToList();

        codes.Should().Contain(["DBI003", "DBI025", "DBI042", "DBI048", "DBI049", "DBI050", "DBI060"]);
        foreach (var code in codes.Where(code => !ShippedInvariant.Of(code).ReadsGuardRails))
            (await FoundAsync(code)).Should().BeEmpty(code);
    }

    [Fact]
    public async Task What_its_schema_does_not_hold_belongs_to_the_project_that_uses_it() =>
        (await FoundAsync("DBI079")).Should().Contain(found => found.Subject == "index:Team_pkey")
            .And.OnlyContain(found => found.Project == "p");

    [Fact]
    public async Task What_is_broken_belongs_to_the_project_that_the_platform_names()
    {
        await _tenant.AddAsync("TeamMember", new { projectUserId = Tenant.Numbered(9), teamId = Tenant.Numbered(2) });

        var found = (await FoundAsync("DBI042")).Should().ContainSingle().Which;

        found.Project.Should().Be("p");
        found.ProjectName.Should().Be("Name of p");
    }

    [Fact]
    public async Task A_purchase_of_nobody_is_found_although_the_platforms_own_database_leaves_such_projects_out()
    {
        await _tenant.AddAsync("Subscription", PurchaseOf(Tenant.Numbered(9)));

        (await FoundAsync("DBI049")).Should().ContainSingle().Which.Project.Should().Be("p");
    }

    [Fact]
    public async Task Rows_of_other_projects_are_counted_and_not_reported()
    {
        await _other.AddAsync("TeamMember", new { projectUserId = Tenant.Numbered(9), teamId = Tenant.Numbered(2) });
        var found = new List<OffendingRow>();

        var others = await Query().ReadAsync(Of("DBI042"), found.Add, default);

        found.Should().BeEmpty();
        others.Should().Be(1);
    }

    [Fact]
    public async Task A_database_that_projects_share_is_found_once_however_its_address_is_spelt()
    {
        var platform = await databases.CopyAsync();
        foreach (var id in new[] { "a", "b", "c", "hosted" }) await platform.AddProjectAsync(id, tenancy: Guid.NewGuid());
        await platform.ExecuteAsync("""
            UPDATE "Project" SET "projectConfigOverride" = '{"sourceOfTruth": {"type": "postgres"}}' WHERE id <> 'hosted'
            """);
        var another = await databases.CopyAsync();
        await using var server = await FakeApi.StartAsync(context =>
        {
            var project = context.Request.Headers["x-stack-project-id"].ToString();
            var address = project switch
            {
                "a" => _own.ConnectionString,
                "b" => _own.ConnectionString + ";Timeout=7",
                _ => another.ConnectionString,
            };
            return context.AnswerAsync(UserStoresTests.Config(new { type = "postgres", connectionString = address }));
        });
        await using var database = await platform.OpenAsync();
        var configs = new ProjectConfigs(server.Client());

        var all = await new OwnDatabases(database, new ProjectScope(database, new IntegrityOptions()), configs).AllAsync(default);

        all.Select(own => $"{own}").Should().Equal("database of project a and 1 more", "database of project c");
        server.Asked.Should().HaveCount(3, "a project without a database of its own is not asked for");
    }

    [Fact]
    public void What_runs_only_in_the_platforms_database_is_documented()
    {
        var codes = Invariants.Shipped.Where(invariant => !invariant.RunsInProjectDatabases).Select(invariant => invariant.Code);

        Repository.Read("docs/checks.md").Should().Contain($"The others run in the platform's database only: {string.Join(", ", codes)}.");
    }

    private InvariantQuery Query() => new(_database, null, new OwnDatabase(
        Example.Project(_tenant.Id),
        1,
        """[{"id": "p", "displayName": "Name of p"}]""",
        $$"""[{"id": "{{_tenant.Id}}", "projectId": "p", "branchId": "main", "hasNoOrganization": "TRUE"}]"""));

    private async Task<List<OffendingRow>> FoundAsync(string code)
    {
        var found = new List<OffendingRow>();
        (await Query().WhyUnfitAsync(Of(code), default)).Should().BeNull();
        (await Query().ReadAsync(Of(code), found.Add, default)).Should().Be(0);
        return found;
    }

    private static Invariant Of(string code) => Invariants.Shipped.Single(invariant => invariant.Code == code);

    private static object PurchaseOf(Guid user) => new
    {
        id = Guid.NewGuid(),
        customerId = user,
        customerType = "USER",
        status = "active",
        quantity = 1,
        productId = "pro",
        product = new { displayName = "Pro", customerType = "user", prices = new { }, includedItems = new { } },
        currentPeriodStart = "2026-01-01",
        currentPeriodEnd = "2026-02-01",
        creationSource = "TEST_MODE",
        cancelAtPeriodEnd = false,
    };
}
