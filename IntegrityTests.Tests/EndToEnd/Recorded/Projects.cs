namespace IntegrityTests.Tests.EndToEnd.Recorded;

/// <summary>Projects of the recording (source: stack-auth/recorded/README.md).</summary>
internal static class Projects
{
    /// <summary>Requires verified e-mails: 17 users, some of them restricted, one anonymous.</summary>
    public const string Five = "05000000-1111-4222-8333-000000000005";

    /// <summary>24 users, five teams, permissions of both scopes.</summary>
    public const string Eleven = "11000000-1111-4222-8333-000000000011";

    /// <summary>Stored users of <see cref="Eleven"/>.</summary>
    public const int UsersOfEleven = 24;

    /// <summary>Stored teams of <see cref="Eleven"/>.</summary>
    public const int TeamsOfEleven = 5;
}
