namespace IntegrityTests.Deployment.Records;

/// <summary>A <c>TeamMember</c> row seen from its user.</summary>
/// <param name="TeamId">The team that it names.</param>
/// <param name="IsSelected">Whether it is the user's selected team.</param>
/// <param name="Team">The team's row, or null when there is none: a dangling membership.</param>
public sealed record Membership(Guid TeamId, bool IsSelected, Team? Team);
