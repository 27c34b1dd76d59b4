namespace SampleDeployment.Data;

/// <summary>Writes the teams of a project, who is in them, and what they may do there.</summary>
internal sealed class TeamRows(TenancyTables tables, ProjectPlan plan)
{
    private static readonly DateTime Epoch = new(2025, 2, 1, 0, 0, 0, DateTimeKind.Utc);

    public void AddTeam(int index)
    {
        // Every seventh team is as old as the one before: the order then depends on the id.
        var created = Epoch.AddMinutes(index % 7 == 0 ? index - 1 : index);
        tables.Teams.Add(
            plan.TenancyId, plan.TeamId(index), plan.Id, "main", created, created,
            plan.Peculiar ? Texts.Names[index % Texts.Names.Count] : $"Team {index}",
            index % 3 == 0 ? $"https://images.example.com/team-{index}.png" : null,
            index % 2 == 0 ? Metadata(index) : null,
            index % 5 == 0 ? Metadata(index + 1) : null,
            index % 4 == 0 ? Metadata(index + 2) : null);
    }

    public void AddMemberships(int user)
    {
        var teams = TeamsOf(user).Distinct().ToList();
        for (var i = 0; i < teams.Count; i++)
            AddMember(user, teams[i], selected: i == 0 && user % 4 == 1);
    }

    private IEnumerable<int> TeamsOf(int user)
    {
        if (plan.Teams == 0 || plan.WithRestricted && user % 10 == 3) return [];
        if (user == 1) return Enumerable.Range(1, Math.Max(1, plan.TeamsOfFirstUser));

        List<int> teams = [];
        if (user % 2 == 1)
            teams.Add(user * 7 % plan.Teams + 1);
        if (user % 10 == 1)
            teams.Add(user * 3 % plan.Teams + 1);
        // Every fifth team stays empty, apart from those of the user who is in many.
        return teams.Where(team => team % 5 != 0);
    }

    private void AddMember(int user, int team, bool selected)
    {
        // Nobody joins a team before it is there.
        var joined = Epoch.AddMinutes(Math.Max((24 * 60) + user, team));
        tables.Members.Add(plan.TenancyId, plan.UserId(user), plan.TeamId(team), joined, joined, selected ? "TRUE" : null);
        Grant("team_member");
        if (user % 10 == 1)
            Grant("team_admin");
        if (user % 6 == 1)
            Grant("billing");

        void Grant(string permission) => tables.MemberGrants.Add(
            plan.TenancyId, Seeded.Id(plan.Number, $"{permission} of {team}", user), plan.UserId(user), plan.TeamId(team),
            joined, joined, permission);
    }

    private string Metadata(int index) => plan.Peculiar ? Texts.Metadata[index % Texts.Metadata.Count] : Texts.Common(index);
}
