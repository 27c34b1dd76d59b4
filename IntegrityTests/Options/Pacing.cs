namespace IntegrityTests.Options;

/// <summary>The variables that say how fast a run asks.</summary>
internal static class Pacing
{
    /// <summary>The most requests in flight where the run itself finds out how many the deployment answers fast.</summary>
    public const int MostByItself = 64;

    private const int Most = 1024;
    private const string Auto = "auto";

    // Null: the run finds out.
    private static Form<int?> InFlight { get; } =
        new(FormattableString.Invariant($"a whole number from 1 to {Most}, such as 16, or {Auto}"), text =>
            text.Equals(Auto, StringComparison.OrdinalIgnoreCase) ? null : Forms.ReadNumber(text, Most));

    /// <summary>Every such variable, in the order in which they are documented and shown.</summary>
    public static IReadOnlyList<Variable> Variables { get; } =
    [
        Options.Variables.Of("INTEGRITY_CONCURRENCY",
            "maximum number of requests in flight, over the whole run; auto finds out how many the deployment answers fast",
            InFlight, "16",
            (o, v) => o with { Concurrency = v ?? MostByItself, FindsConcurrency = v is null },
            BannerLine.Pace, o => o.FindsConcurrency
                ? Options.Variables.Text($"as many requests in flight as the API answers fast, at most {o.Concurrency}")
                : Options.Variables.Text($"{o.Concurrency} requests in flight"),
            "concurrency", o => o.FindsConcurrency ? Auto : o.Concurrency),
        Options.Variables.Of("INTEGRITY_MAX_RPS", "maximum number of requests per second, over the whole run", Forms.AtLeastOne(50),
            "no limit",
            (o, v) => o with { MaxRequestsPerSecond = v },
            BannerLine.Pace, o => o.MaxRequestsPerSecond is { } most ? Options.Variables.Text($"at most {most} per second") : null,
            "maxRequestsPerSecond", o => o.MaxRequestsPerSecond),
        Options.Variables.Of("INTEGRITY_MAX_LAG", "how far the standby may be behind: while it is more, the run pauses",
            PartOfRows.Time(1, "30s"), "no pauses",
            (o, v) => o with { MaxLag = v },
            BannerLine.Pace, o => o.MaxLag is { } lag
                ? Options.Variables.Text($"pauses while the standby is more than {lag.TotalSeconds:N0} s behind")
                : null,
            "maxLagSeconds", o => (long?)o.MaxLag?.TotalSeconds),
        Options.Variables.Of("INTEGRITY_TIMEOUT", "time limit of one call, from the request to the end of the answer",
            Forms.UpToTenMinutes, "30s",
            (o, v) => o with { Timeout = v },
            BannerLine.Pace, o => Options.Variables.Text($"deadline {o.Timeout.TotalSeconds:0.###} s per call"),
            "timeoutMilliseconds", o => (long)o.Timeout.TotalMilliseconds),
    ];
}

/// <content>How fast a run asks.</content>
public sealed partial record IntegrityOptions
{
    /// <summary>
    /// Maximum number of requests in flight, over the whole run; 1 to 1024. Default: 16. With <see cref="FindsConcurrency"/> 64.
    /// </summary>
    public int Concurrency { get; init; } = 16;

    /// <summary>
    /// Whether the run begins with few requests in flight, has more as long as that makes it faster, and half as many when the API answers
    /// slowly or refuses. Default: false.
    /// </summary>
    public bool FindsConcurrency { get; init; }

    /// <summary>Maximum number of requests per second, over the whole run; at least 1. Null, the default, means no limit.</summary>
    public int? MaxRequestsPerSecond { get; init; }

    /// <summary>How far a standby may be behind; while it is more, the run pauses. 1 s to 1 day. Null, the default: no pauses.</summary>
    public TimeSpan? MaxLag { get; init; }

    /// <summary>Time limit of one call, from the request to the end of the answer; 1 ms to 10 min. Default: 30 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);
}
