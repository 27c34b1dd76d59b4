using FluentAssertions;
using IntegrityTests.Access;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Options;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.Access;

[Collection(DatabaseCollection.Name)]
public sealed class ProjectScopeTests(DatabaseFixture databases) : IAsyncLifetime
{
    private static readonly IntegrityOptions All = new();
    private ReplicaDatabase _database = null!;

    public async Task InitializeAsync()
    {
        var rows = await databases.CopyAsync();
        await rows.AddProjectAsync("a", "2026-01-01");
        await rows.AddProjectAsync("b", "2026-01-02", description: "On Neon since May");
        await rows.AddProjectAsync("c", "2026-01-03", description: "neon lights");
        await rows.AddProjectAsync("d", "2026-01-04");
        _database = await rows.OpenAsync();
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task All_projects_are_in_scope_by_id() => (await IdsAsync(All)).Should().Equal("a", "b", "c", "d");

    [Fact]
    public async Task Recent_ones_can_come_first() => (await IdsAsync(All with { RecentFirst = true, Count = 2 })).Should().Equal("d", "c");

    [Fact]
    public async Task Start_and_count_choose_a_part() => (await IdsAsync(All with { StartAt = 2, Count = 2 })).Should().Equal("b", "c");

    [Fact]
    public async Task Ids_choose_projects() => (await IdsAsync(All with { Projects = ["d", "a"], StartAt = 2 })).Should().Equal("d");

    [Fact]
    public async Task Neon_projects_can_be_left_out() => (await IdsAsync(All with { SkipNeon = true })).Should().Equal("a", "c", "d");

    [Fact]
    public async Task More_projects_than_a_page_are_read_once()
    {
        var rows = await databases.CopyAsync();
        await rows.ExecuteAsync("""
            INSERT INTO "Project" (id, "displayName", "isProductionMode", "updatedAt")
            SELECT lpad(n::text, 4, '0'), 'x', false, '2026-01-01' FROM generate_series(1, 405) n
            """);
        await using var database = await rows.OpenAsync();

        var ids = await new ProjectScope(database, All with { StartAt = 3, RecentFirst = true }).ProjectsAsync(default)
            .Select(project => project.Id).ToListAsync();

        ids.Should().Equal(Enumerable.Range(3, 403).Select(number => $"{number:0000}"));
    }

    [Fact]
    public async Task No_ids_are_kept_where_all_projects_are_chosen() =>
        (await new ProjectScope(_database, All).ChosenAsync(default)).Should().BeNull();

    [Fact]
    public async Task Chosen_ids_stay_those_that_were_there_when_first_asked_for()
    {
        var rows = await databases.CopyAsync();
        await rows.AddProjectAsync("a", "2026-01-01");
        await rows.AddProjectAsync("b", "2026-01-02");
        await using var database = await rows.OpenAsync();
        var scope = new ProjectScope(database, All with { StartAt = 2 });
        await scope.ChosenAsync(default);

        await rows.AddProjectAsync("c", "2026-01-03");

        (await scope.ChosenAsync(default)).Should().Equal("b");
    }

    [Fact]
    public async Task One_project_is_found_by_its_id()
    {
        var scope = new ProjectScope(_database, All);

        (await scope.FindAsync("c", default))!.DisplayName.Should().Be("Name of c");
        (await scope.FindAsync("nobody", default)).Should().BeNull();
    }

    [Fact]
    public async Task A_sound_scope_has_no_reason() => (await WhyAsync(All with { Projects = ["a"], SkipNeon = true })).Should().BeNull();

    [Fact]
    public async Task Ids_that_do_not_exist_are_named() => (await WhyAsync(All with { Projects = ["a", "x", "y"] })).Should()
        .Be("INTEGRITY_PROJECTS names 2 project(s) that do not exist: x, y. Expected: values of \"Project\".id in the database.");

    [Fact]
    public async Task A_start_beyond_the_last_project_is_refused() => (await WhyAsync(All with { StartAt = 5 })).Should()
        .Be("INTEGRITY_START_AT is 5, but there are only 4 projects to choose from. Expected: 1 to 4.");

    [Fact]
    public async Task A_scope_of_nothing_but_neon_is_refused() => (await WhyAsync(All with { Projects = ["b"], SkipNeon = true })).Should()
        .Be("INTEGRITY_SKIP_NEON leaves no project to verify: the description of every project in scope contains \"Neon\".");

    [Fact]
    public async Task A_database_without_projects_is_refused()
    {
        await using var empty = await (await databases.CopyAsync()).OpenAsync();

        (await new ProjectScope(empty, All).WhyUnsoundAsync(default)).Should()
            .Be("The database holds no project: there is nothing to verify.");
    }

    private async Task<List<string>> IdsAsync(IntegrityOptions options) =>
        await new ProjectScope(_database, options).ProjectsAsync(default).Select(project => project.Id).ToListAsync();

    private Task<string?> WhyAsync(IntegrityOptions options) => new ProjectScope(_database, options).WhyUnsoundAsync(default);
}
