using FluentAssertions;
using IntegrityTests.Tests.EndToEnd.Harness;

namespace IntegrityTests.Tests.Detection;

/// <summary>What a run found of an entry, beside what it should find.</summary>
/// <param name="Expected">What it must find, without what is left to chance.</param>
/// <param name="Pinned">What of it was found where it is, and named the answer that it must name.</param>
/// <param name="Found">How many of the codes that must be found were found in the entry's project, whatever they point at.</param>
/// <param name="Beyond">What was found and is not expected.</param>
internal sealed record Matched(
    IReadOnlyList<ExpectedFinding> Expected, IReadOnlyList<ExpectedFinding> Pinned, int Found, IReadOnlyList<ExpectedFinding> Beyond)
{
    public static Matched In(SuiteResult run, DamageEntry entry, IReadOnlyList<ExpectedFinding> expected)
    {
        var own = run.Findings.Findings.Where(finding => entry.Owns(finding.Project, finding.Subject ?? "")).ToList();
        var certain = expected.Where(finding => !finding.IsLeftToChance).ToList();
        return new(
            certain,
            [.. certain.Where(finding => own.Any(found => IsPinned(finding, found)))],
            certain.Count(finding => own.Any(found => found.Code == finding.Code)),
            [.. own.Where(found => !expected.Any(finding => Points(finding, found))).Select(ExpectedFinding.Of).Distinct()]);
    }

    /// <summary>The same for an entry of a whole database, in which invariants found something.</summary>
    public static Matched In(IEnumerable<ExpectedFinding> found, DamageEntry entry)
    {
        var own = found.Where(finding => entry.Owns(finding.Project, finding.Subject)).Distinct().ToList();
        return new(
            entry.Expected,
            [.. entry.Expected.Where(own.Contains)],
            entry.Expected.Count(finding => own.Any(one => one.Code == finding.Code)),
            [.. own.Except(entry.Expected)]);
    }

    public MatchedAssertions Should() => new(this);

    private static bool IsPinned(ExpectedFinding expected, FoundFinding found) =>
        Points(expected, found) && (expected.Endpoint is null || expected.Endpoint == found.Endpoint);

    private static bool Points(ExpectedFinding expected, FoundFinding found) =>
        (expected.Code, expected.Severity, expected.Project, expected.Subject)
        == (found.Code, found.Severity, found.Project, found.Subject ?? "");

    internal sealed class MatchedAssertions(Matched matched)
    {
        /// <summary>All that is expected was found, and nothing else.</summary>
        public void BeExact()
        {
            var missed = matched.Expected.Except(matched.Pinned).Select(finding => $"not found: {finding}");
            missed.Concat(matched.Beyond.Select(finding => $"not expected: {finding}")).Should().BeEmpty();
        }
    }
}
