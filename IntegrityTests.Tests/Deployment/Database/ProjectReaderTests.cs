using FluentAssertions;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.Deployment.Database;

[Collection(DatabaseCollection.Name)]
public sealed class ProjectReaderTests(DatabaseFixture databases) : IAsyncLifetime
{
    private ReplicaDatabase _database = null!;
    private StoredRows _rows = null!;
    private ProjectReader _reader = null!;

    public async Task InitializeAsync()
    {
        _rows = await databases.CopyAsync();
        await _rows.AddProjectAsync("b", updatedAt: "2026-01-02", tenancy: Tenant.Numbered(2));
        await _rows.AddProjectAsync("a", updatedAt: "2026-01-01", tenancy: Tenant.Numbered(1));
        await _rows.AddProjectAsync("internal", updatedAt: "2026-01-03");
        await _rows.AddProjectAsync("c", updatedAt: "2026-01-02");
        await _rows.AddProjectAsync("B", updatedAt: "2026-01-02");
        _database = await _rows.OpenAsync();
        _reader = new ProjectReader(_database);
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Theory]
    [InlineData(false, "B a b c internal")]
    [InlineData(true, "internal B b c a")]
    public async Task Projects_come_by_id_or_recent_first_whatever_the_page_size(bool recentFirst, string expected)
    {
        for (var size = 1; size <= 6; size++)
            (await IdsAsync(recentFirst, size)).Should().Equal(expected.Split(' '), $"pages of {size} tell the same");
    }

    [Fact]
    public async Task Some_can_be_left_out_before_the_page() =>
        (await PageAsync([], skip: 3, limit: 1)).Should().Equal("c");

    [Fact]
    public async Task Only_the_chosen_ids_are_read_and_counted()
    {
        (await PageAsync(["c", "a", "missing"], skip: 0, limit: 10)).Should().Equal("a", "c");
        (await _reader.CountAsync(["c", "a", "missing"], default)).Should().Be(2);
        (await _reader.CountAsync([], default)).Should().Be(5);
        (await _reader.ExistingAsync(["c", "missing"], default)).Should().Equal("c");
    }

    [Fact]
    public async Task A_project_has_the_tenancies_of_its_default_branch()
    {
        await _rows.AddAsync(
            "Tenancy",
            new { id = Tenant.Numbered(5), projectId = "b", branchId = "dev", hasNoOrganization = "TRUE", updatedAt = "2026-01-01" },
            new
            {
                id = Tenant.Numbered(6),
                projectId = "b",
                branchId = "main",
                hasNoOrganization = (string?)null,
                updatedAt = "2026-01-01",
            },
            new { id = Tenant.Numbered(7), projectId = "c", branchId = "main", hasNoOrganization = "TRUE", updatedAt = "2026-01-01" },
            new { id = Tenant.Numbered(8), projectId = "c", branchId = "main", hasNoOrganization = "TRUE", updatedAt = "2026-01-01" });

        (await _reader.FindAsync("b", default))!.TenancyId.Should().Be(Tenant.Numbered(2));
        (await _reader.FindAsync("c", default))!.Tenancies.Should().HaveCount(2);
        (await _reader.FindAsync("c", default))!.TenancyId.Should().BeNull("there are two");
        (await _reader.FindAsync("internal", default))!.TenancyId.Should().BeNull("there is none");
    }

    [Fact]
    public async Task A_project_that_does_not_exist_is_null() => (await _reader.FindAsync("missing", default)).Should().BeNull();

    [Fact]
    public async Task Columns_that_are_missing_are_null()
    {
        await _rows.ExecuteAsync("""
            ALTER TABLE "Project" DROP "onboardingStatus", DROP "logoDarkModeUrl", DROP "ownerTeamId", DROP "isProductionMode",
                DROP "createdAt"
            """);
        await using var older = await _rows.OpenAsync();

        var project = (await new ProjectReader(older).FindAsync("a", default))!;

        project.DisplayName.Should().Be("Name of a");
        project.Row.OnboardingStatus.Should().BeNull();
        project.Row.OwnerTeamId.Should().BeNull();
        project.Row.IsProductionMode.Should().BeNull();
        project.Row.CreatedAt.Should().BeNull();
    }

    private async Task<List<string>> IdsAsync(bool recentFirst, int size)
    {
        var ids = new List<string>();
        ProjectReader.Entry? last = null;
        while (await _reader.PageAsync([], recentFirst, last, skip: 0, size, default) is { Count: > 0 } page)
        {
            ids.AddRange(page.Select(entry => entry.Project.Id));
            last = page[^1];
        }

        return ids;
    }

    private async Task<IEnumerable<string>> PageAsync(string[] ids, int skip, int limit) =>
        (await _reader.PageAsync(ids, recentFirst: false, after: null, skip, limit, default)).Select(entry => entry.Project.Id);
}
