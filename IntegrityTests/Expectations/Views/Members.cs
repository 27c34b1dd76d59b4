using IntegrityTests.Deployment.Records;

namespace IntegrityTests.Expectations.Views;

/// <summary>How stored values are written in the API's JSON.</summary>
internal static class Members
{
    /// <summary>Expects a stored jsonb value as it is; SQL null is JSON null.</summary>
    public static View Metadata(this View view, string name, string? stored) =>
        view.Value(name, stored is null ? null : GivenJson.Node(stored), isPersonal: true);

    /// <summary>Expects a stored moment in milliseconds. A moment finer than that may have been cut off or rounded.</summary>
    public static View Milliseconds(this View view, string name, StoredTime time) => time switch
    {
        { IsInfinite: true } => view.Value(name, null),
        { IsFinerThanMilliseconds: true } => view.AnyOf(name, time.UnixMilliseconds, time.UnixMilliseconds + 1),
        _ => view.Value(name, time.UnixMilliseconds),
    };
}
