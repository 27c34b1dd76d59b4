namespace IntegrityTests.Deployment.Records;

/// <summary>A permission that a member has in a team (<c>TeamMemberDirectPermission</c>).</summary>
/// <param name="UserId">Who has it.</param>
/// <param name="PermissionId">What; no constraint ties it to a definition.</param>
/// <param name="IsOfMember">Whether the user has a <c>TeamMember</c> row in the team.</param>
public sealed record TeamGrant(Guid UserId, string PermissionId, bool IsOfMember);
