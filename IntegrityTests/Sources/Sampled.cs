using IntegrityTests.Access;
using IntegrityTests.Deployment.Records;

namespace IntegrityTests.Sources;

/// <summary>Which rows of a page are verified, where the options choose a sample of all rows.</summary>
internal static class Sampled
{
    /// <summary>Why a source has no row although rows are stored.</summary>
    public const string None = "none of its rows is in the sample";

    /// <summary>Those of the page that are in the sample; all without one.</summary>
    public static IReadOnlyList<T> Of<T>(Witnesses witnesses, Project project, IReadOnlyList<T> page, Func<T, string> idOf) =>
        witnesses.Options.Sample is { } sample ? [.. page.Where(row => sample.Includes(project.Id, idOf(row)))] : page;
}
