namespace IntegrityTests.Deployment.Database;

/// <summary>The columns, written <c>Table.column</c>, that each part of a team is read from.</summary>
public static class TeamParts
{
    /// <summary>Which teams there are.</summary>
    public static IReadOnlyList<string> Key { get; } = ["Team.tenancyId", "Team.teamId"];

    /// <summary>Who the members are.</summary>
    public static IReadOnlyList<string> Members { get; } = ["TeamMember.tenancyId", "TeamMember.teamId", "TeamMember.projectUserId"];

    /// <summary>What members may do.</summary>
    public static IReadOnlyList<string> Grants { get; } =
    [
        "TeamMemberDirectPermission.tenancyId", "TeamMemberDirectPermission.teamId", "TeamMemberDirectPermission.projectUserId",
        "TeamMemberDirectPermission.permissionId", .. Members,
    ];
}
