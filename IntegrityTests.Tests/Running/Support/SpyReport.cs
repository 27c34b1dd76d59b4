using IntegrityTests.Running;

namespace IntegrityTests.Tests.Running.Support;

/// <summary>Keeps what a follower of a run reports, in the order in which it does.</summary>
internal sealed class SpyReport : IFollowerReport
{
    /// <summary>What was found.</summary>
    public List<Finding> Findings { get; } = [];

    /// <summary>What was found, skipped and not verified, as text.</summary>
    public List<string> Told { get; } = [];

    /// <summary>What was verified, by all checks.</summary>
    public long Verified { get; private set; }

    /// <summary>Which checks are complete, and in which project; null stands for all.</summary>
    public List<(string Code, string? Project)> Completed { get; } = [];

    void IFollowerReport.Found(Finding finding)
    {
        Findings.Add(finding);
        Told.Add($"{finding.Code} {finding.Subject} {finding.Message}");
    }

    void IFollowerReport.NotVerified(string code, string reason) => Told.Add($"{code} not verified: {reason}");

    void IFollowerReport.Verified(string code, long count) => Verified += count;

    void IFollowerReport.Completed(string code, string? project) => Completed.Add((code, project));

    void IFollowerReport.Skipped(string code, string what, string reason, long count) =>
        Told.Add($"{code} skipped {count} {what}: {reason}");
}
