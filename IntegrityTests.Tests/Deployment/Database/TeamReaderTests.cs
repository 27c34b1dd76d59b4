using FluentAssertions;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.Deployment.Database;

[Collection(DatabaseCollection.Name)]
public sealed class TeamReaderTests(DatabaseFixture databases)
{
    private static readonly Guid Crew = Tenant.Numbered(10);
    private readonly Tenant _tenant = new(databases.Shared);
    private readonly TeamReader _reader = new(databases.Database);

    [Fact]
    public async Task Teams_come_by_id_in_pages()
    {
        await databases.Shared.ExecuteAsync($"""
            INSERT INTO "Team" ("teamId", "tenancyId", "displayName", "mirroredBranchId", "mirroredProjectId", "updatedAt")
            SELECT lpad(to_hex(n), 32, '0')::uuid, '{_tenant.Id}', 'Team ' || n, 'main', 'p', now() FROM generate_series(1001, 1, -1) n
            """);

        var pages = await _reader.PagesAsync(_tenant.Id, withGrants: true, default).ToListAsync();

        pages.Select(page => page.Count).Should().Equal(1000, 1);
        pages.SelectMany(page => page).Select(team => team.DisplayName).Should().Equal(Enumerable.Range(1, 1001).Select(n => $"Team {n}"));
    }

    [Fact]
    public async Task Teams_with_many_grants_come_in_portions_and_a_very_large_one_alone()
    {
        await databases.Shared.ExecuteAsync($"""
            INSERT INTO "Team" ("teamId", "tenancyId", "displayName", "mirroredBranchId", "mirroredProjectId", "updatedAt")
            SELECT lpad(to_hex(n), 32, '0')::uuid, '{_tenant.Id}', 'Team ' || n, 'main', 'p', now() FROM generate_series(1, 4) n;
            INSERT INTO "TeamMemberDirectPermission" (id, "tenancyId", "projectUserId", "teamId", "permissionId", "updatedAt")
            SELECT gen_random_uuid(), '{_tenant.Id}', gen_random_uuid(), lpad(to_hex(team), 32, '0')::uuid, 'read', now()
            FROM (VALUES (1, 1), (2, 2), (3, {TeamReader.MaxGrants + 1}), (4, 1)) grants (team, number), generate_series(1, number);
            """);

        var portions = await _reader.PagesAsync(_tenant.Id, withGrants: true, default).ToListAsync();

        portions.Select(portion => portion.Select(team => team.Grants.Count)).Should().BeEquivalentTo<int[]>(
            [[1, 2], [TeamReader.MaxGrants + 1], [1]], options => options.WithStrictOrdering());
        portions[0].SelectMany(team => team.Grants).Select(grant => grant.PermissionId).Should().AllBeEquivalentTo("read");
    }

    [Fact]
    public async Task Every_column_is_read()
    {
        await _tenant.AddAsync("Team", new
        {
            teamId = Crew,
            displayName = "Crew",
            profileImageUrl = "https://example.com/c.png",
            clientMetadata = new { a = 1 },
            serverMetadata = Array.Empty<int>(),
            mirroredProjectId = "p",
            mirroredBranchId = "main",
        });

        (await _reader.FindAsync(_tenant.Id, [Crew], default)).Should().ContainSingle().Which.Should().BeEquivalentTo(new
        {
            Id = Crew,
            DisplayName = "Crew",
            ProfileImageUrl = "https://example.com/c.png",
            ClientMetadata = """{"a": 1}""",
            ClientReadOnlyMetadata = (string?)null,
            ServerMetadata = "[]",
            MirroredProjectId = "p",
            MirroredBranchId = "main",
        });
    }

    [Fact]
    public async Task Grants_say_whether_they_are_of_a_member()
    {
        await _tenant.AddTeamAsync(Crew);
        await _tenant.AddUserAsync(Tenant.Numbered(1));
        await _tenant.AddAsync("TeamMember", new { projectUserId = Tenant.Numbered(1), teamId = Crew });
        await GrantAsync(1, "read");
        await GrantAsync(2, "write");

        var team = (await _reader.FindWithGrantsAsync(_tenant.Id, Crew, default))!;

        team.Grants.Should().BeEquivalentTo(new[]
        {
            new TeamGrant(Tenant.Numbered(1), "read", IsOfMember: true),
            new TeamGrant(Tenant.Numbered(2), "write", IsOfMember: false),
        });
        team.MembersWithoutUser.Should().BeEmpty();
    }

    [Fact]
    public async Task Members_who_do_not_exist_are_named()
    {
        await _tenant.AddTeamAsync(Crew);
        await _tenant.AddAsync("TeamMember", new { projectUserId = Tenant.Numbered(7), teamId = Crew });

        var page = (await _reader.PagesAsync(_tenant.Id, withGrants: true, default).ToListAsync()).Single();

        page.Single().MembersWithoutUser.Should().Equal(Tenant.Numbered(7));
    }

    [Fact]
    public async Task A_team_that_is_gone_is_null()
    {
        (await _reader.FindWithGrantsAsync(_tenant.Id, Crew, default)).Should().BeNull();
        (await _reader.FindAsync(_tenant.Id, [], default)).Should().BeEmpty();
        (await _reader.PagesAsync(_tenant.Id, withGrants: true, default).ToListAsync()).Should().BeEmpty();
    }

    private Task GrantAsync(int user, string permission) => _tenant.AddAsync(
        "TeamMemberDirectPermission",
        new { id = Guid.NewGuid(), projectUserId = Tenant.Numbered(user), teamId = Crew, permissionId = permission });
}
