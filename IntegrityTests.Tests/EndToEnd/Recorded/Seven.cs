namespace IntegrityTests.Tests.EndToEnd.Recorded;

/// <summary>A recorded project of ordinary users.</summary>
internal static class Seven
{
    public const string Id = "07000000-1111-4222-8333-000000000007";

    /// <summary>Stored users.</summary>
    public const int Users = 19;
}
