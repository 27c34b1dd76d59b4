using FluentAssertions;
using FluentAssertions.Execution;
using FluentAssertions.Primitives;
using IntegrityTests.Tests.EndToEnd.Harness;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Planted;

/// <summary>What can be asserted about one project of a run.</summary>
internal sealed class ProjectResultAssertions(ProjectResult result)
    : ReferenceTypeAssertions<ProjectResult, ProjectResultAssertions>(result)
{
    protected override string Identifier => "project";

    /// <summary>Asserts that the project alone would have made the run red.</summary>
    public AndConstraint<ProjectResultAssertions> BeRed() =>
        Hold(Subject.Run.ExitCode != 0 && Subject.Results.Any(IsFailed), "be red");

    /// <summary>Asserts that the project alone would have left the run green.</summary>
    public AndConstraint<ProjectResultAssertions> BeGreen() =>
        Hold(Subject.Results.Count > 0 && !Subject.Results.Any(IsFailed) && Subject.NotVerified.Count == 0, "be green");

    /// <summary>Asserts which findings there are, of which check and about what; how often each is told does not matter.</summary>
    public AndConstraint<ProjectResultAssertions> FindExactly(params (string Code, string Subject)[] expected)
    {
        var found = Subject.Findings.Select(finding => (finding.Code, Subject: finding.Subject ?? "")).Distinct().ToList();
        var missing = string.Join(", ", expected.Except(found));
        var unexpected = string.Join(", ", found.Except(expected));
        return Hold(missing.Length + unexpected.Length == 0, $"find exactly what is wrong; missing: {missing}; unexpected: {unexpected}");
    }

    /// <summary>Asserts how many rows a check verified and how many it found something wrong with.</summary>
    public AndConstraint<ProjectResultAssertions> HaveVerified(string check, int rows, int failed = 0)
    {
        var verified = Subject.Verified(check);
        var wrong = Subject.Results.Count(result => IsFailed(result) && result.Name.StartsWith(check, StringComparison.Ordinal));
        var open = Subject.NotVerified.Count(line => (string)line["code"]! == check);
        return Hold(
            (verified, wrong, open) == (rows, failed, 0),
            $"have verified {rows} rows of {check} and failed {failed}, "
                + $"but {verified} were verified, {wrong} failed and {open} could not be verified");
    }

    private static bool IsFailed(TestOutcome result) => result.Outcome == "Failed";

    private AndConstraint<ProjectResultAssertions> Hold(bool condition, string expectation)
    {
        Execute.Assertion.ForCondition(condition).FailWith(
            "{0}", $"Expected project {Subject.Project} to {expectation}. The run said:\n{Subject.Run.Console}");
        return new(this);
    }
}
