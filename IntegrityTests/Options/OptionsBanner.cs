using IntegrityTests.Redaction;

namespace IntegrityTests.Options;

/// <summary>The lines of the banner, in their order.</summary>
internal enum BannerLine
{
    Target,
    Database,
    Api,
    Stripe,
    Copy,
    Scope,
    Pace,
    Results,
    Snapshot,

    /// <summary>Each of its parts is a line.</summary>
    Remark,
}

/// <summary>The lines that a run begins with: where, what, how fast, where to. No secret, no user name.</summary>
internal static class OptionsBanner
{
    /// <summary>The lines that have something to say; what they say is in <see cref="Variables.All"/>.</summary>
    public static IReadOnlyList<string> Lines(IntegrityOptions options)
    {
        var parts = Variables.All.Select(variable => variable.InBanner).Prepend(Sample).Prepend(Fallbacks)
            .Select(part => (part.Line, Text: part.Text(options)))
            .Where(part => part.Text is not null)
            .ToLookup(part => part.Line, part => part.Text!);
        return [.. Enum.GetValues<BannerLine>().Where(line => IsAbout(options, line)).SelectMany(line => Lines(line, [.. parts[line]]))];
    }

    // What puts parts together takes scope, pace and the rest from them.
    private static bool IsAbout(IntegrityOptions options, BannerLine line) =>
        options.MergeDirectory is null || line is BannerLine.Target or BannerLine.Results or BannerLine.Remark;

    /// <summary>A secret as it may be shown: whether it is set.</summary>
    public static string? Masked(string? secret) => secret is null ? null : Secrets.Mask;

    private static BannerPart Sample { get; } = new(BannerLine.Target, options =>
        options is { UsesSample: true, MergeDirectory: null } ? "the sample deployment, which the suite starts itself" : null);

    private static BannerPart Fallbacks { get; } = new(BannerLine.Remark, options =>
        options.Fallbacks.Count > 0 ? $"taken from Stack Auth's own variables: {string.Join(", ", options.Fallbacks)}" : null);

    private static IEnumerable<string> Lines(BannerLine line, string[] parts) => line switch
    {
        BannerLine.Remark => parts.Select(part => "remark:   " + part),
        _ when parts.Length == 0 => [],
        BannerLine.Api => ["API:      " + string.Join(", ", parts)],
        BannerLine.Stripe => ["Stripe:   " + string.Join(", ", parts)],
        _ => [$"{line.ToString().ToLowerInvariant() + ":",-10}{string.Join(", ", parts)}"],
    };
}
