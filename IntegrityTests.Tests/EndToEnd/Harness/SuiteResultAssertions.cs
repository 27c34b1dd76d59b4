using FluentAssertions;
using FluentAssertions.Execution;
using FluentAssertions.Primitives;

namespace IntegrityTests.Tests.EndToEnd.Harness;

/// <summary>What can be asserted about a run of the suite. Every failure shows what the run printed.</summary>
internal sealed class SuiteResultAssertions(SuiteResult result) : ReferenceTypeAssertions<SuiteResult, SuiteResultAssertions>(result)
{
    protected override string Identifier => "run";

    /// <summary>Asserts exit code 0 and no failed result.</summary>
    public AndConstraint<SuiteResultAssertions> BeGreen() =>
        Hold(
            Subject.ExitCode == 0 && Subject.Outcomes.Any(outcome => outcome.Outcome == "Passed")
                && Subject.Outcomes.All(outcome => outcome.Outcome != "Failed"),
            "be green");

    /// <summary>Asserts an exit code other than 0.</summary>
    public AndConstraint<SuiteResultAssertions> BeRed() => Hold(Subject.ExitCode != 0, "be red");

    /// <summary>Asserts that the words stand in what an operator sees.</summary>
    public AndConstraint<SuiteResultAssertions> Say(params string[] words)
    {
        foreach (var word in words) Hold(Subject.Console.Contains(word, StringComparison.Ordinal), $"say \"{word}\"");
        return new(this);
    }

    /// <summary>
    /// Asserts which findings there are, of which check and about what; how often each is told does not matter. What is only information,
    /// such as what the platform's seed wrote, may be named and need not be.
    /// </summary>
    public AndConstraint<SuiteResultAssertions> FindExactly(params (string Code, string Project, string Subject)[] expected)
    {
        var found = Subject.Findings.Findings
            .Select(finding => (Named: (finding.Code, Project: finding.Project ?? "", Subject: finding.Subject ?? ""), finding.Severity))
            .ToList();
        var missing = expected.Except(found.Select(finding => finding.Named)).ToList();
        var unexpected = found.Where(finding => finding.Severity != "info").Select(finding => finding.Named).Except(expected).ToList();
        return Hold(
            missing.Count + unexpected.Count == 0,
            $"find exactly what is wrong; missing: {string.Join(", ", missing)}; unexpected: {string.Join(", ", unexpected)}");
    }

    /// <summary>Asserts how many rows a check verified and how many it found something wrong with.</summary>
    public AndConstraint<SuiteResultAssertions> HaveVerified(string check, int rows, int failed = 0)
    {
        var totals = Subject.Findings.Totals.GetValueOrDefault(check);
        return Hold(
            totals is { NotVerified: 0, CasesNotVerified: 0 } && totals.Verified == rows && totals.Failed == failed,
            $"have verified {rows} rows of {check} and failed {failed}, but its totals are {totals}");
    }

    /// <summary>Asserts that no output has any of the secrets. A failure shows neither them nor the output.</summary>
    public AndConstraint<SuiteResultAssertions> ShowNone(params string[] secrets)
    {
        for (var number = 0; number < secrets.Length; number++)
        {
            var shown = Subject.Texts.Any(text => text.Contains(secrets[number], StringComparison.Ordinal));
            Execute.Assertion.ForCondition(!shown).FailWith("Expected the run to show no secret, but it shows secret {0}.", number + 1);
        }

        return new(this);
    }

    private AndConstraint<SuiteResultAssertions> Hold(bool condition, string expectation)
    {
        Execute.Assertion.ForCondition(condition).FailWith(
            "{0}", $"Expected the run to {expectation}. It ended with exit code {Subject.ExitCode} and said:\n{Subject.Console}");
        return new(this);
    }
}
