namespace IntegrityTests.Tests.EndToEnd.Recorded;

/// <summary>The recorded project with misconfigured payments: two default products in one line.</summary>
internal static class Misconfigured
{
    public const string Id = "09000000-1111-4222-8333-000000000009";
}
