using System.Reflection;

namespace IntegrityTests.Options;

/// <summary>The build of the suite.</summary>
internal static class SuiteBuild
{
    /// <summary>Tells it from others: a build of other sources is another version, whatever its number says.</summary>
    public static string Id { get; } = Assembly.GetExecutingAssembly().ManifestModule.ModuleVersionId.ToString("N")[..12];
}
