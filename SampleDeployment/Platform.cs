namespace SampleDeployment;

/// <summary>A version of the platform that a sample deployment can be.</summary>
/// <param name="Name">As the command line names it: the month of its newest migration.</param>
/// <param name="PackageVersion">What its server says of itself.</param>
internal sealed record Platform(string Name, string PackageVersion)
{
    /// <summary>Payments are computed from purchases and changes at every request.</summary>
    public static Platform Reference { get; } = new("2026-03", "2.8.77");

    /// <summary>Payments are computed by an engine, from rows that it keeps itself and as of its own clock.</summary>
    public static Platform Newest { get; } = new("2026-04", "2.8.86") { HasEngine = true };

    /// <summary>From the oldest to the newest.</summary>
    public static IReadOnlyList<Platform> All { get; } = [Reference, Newest];

    /// <summary>Whether an engine of its own computes the payments, and all that came with it.</summary>
    public bool HasEngine { get; private init; }

    /// <exception cref="FormatException">There is no such version.</exception>
    public static Platform Parse(string name) => All.FirstOrDefault(platform => platform.Name == name)
        ?? throw new FormatException(
            $"there is no version '{name}' of the platform; there are: {string.Join(", ", All.Select(platform => platform.Name))}");
}
