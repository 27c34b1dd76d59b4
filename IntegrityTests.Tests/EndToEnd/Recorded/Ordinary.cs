namespace IntegrityTests.Tests.EndToEnd.Recorded;

/// <summary>The recorded project with nothing special: ordinary users only.</summary>
internal static class Ordinary
{
    public const string Id = "07000000-1111-4222-8333-000000000007";

    /// <summary>Stored users.</summary>
    public const int Users = 19;
}
