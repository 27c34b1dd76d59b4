namespace IntegrityTests.Tests.EndToEnd.Recorded;

/// <summary>The recorded project that requires verified e-mails: most of its users are restricted, one is anonymous.</summary>
internal static class Restricting
{
    public const string Id = "05000000-1111-4222-8333-000000000005";

    /// <summary>Stored users.</summary>
    public const int Users = 17;

    /// <summary>The anonymous user.</summary>
    public const string AnonymousUser = "128fd742-511e-4366-81af-9b3fdb16924c";
}
