using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using FluentAssertions;
using FluentAssertions.Execution;
using FluentAssertions.Primitives;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Expectations.Views;
using IntegrityTests.Json;

namespace IntegrityTests.Expectations.Assertions;

/// <summary>What can be asserted about an answer. Each failure is a finding that names project, subject and endpoint.</summary>
public sealed class ApiResponseAssertions(ApiResponse response) : ReferenceTypeAssertions<ApiResponse, ApiResponseAssertions>(response)
{
    /// <inheritdoc/>
    protected override string Identifier => "answer";

    /// <summary>Asserts status 200 with a JSON body, which every call of the suite must get.</summary>
    public AndConstraint<ApiResponseAssertions> BeOk()
    {
        if (Subject.Status != HttpStatusCode.OK)
            Fail($"should answer 200, but answers {Subject.Summary}");
        else if (Subject.BodyProblem is { } problem)
            Fail($"should answer JSON, but answers {problem}");
        return new AndConstraint<ApiResponseAssertions>(this);
    }

    /// <summary>Asserts that the answer says what the view says.</summary>
    public AndConstraint<ApiResponseAssertions> Describe(View view)
    {
        foreach (var (comparison, gap) in view.Skipped) Subject.Row?.Leave(comparison, gap);
        return HaveNo(found => view.Compare(Subject.Body, "$", found));
    }

    /// <summary>
    /// Asserts that the answer's <c>items</c> are the expected ones, in any order, and that it does not speak of further pages, which
    /// nobody would read.
    /// </summary>
    public AndConstraint<ApiResponseAssertions> List(ItemSet items)
    {
        foreach (var (comparison, gap) in items.Skipped) Subject.Row?.Leave(comparison, gap);
        return HaveNo(found =>
        {
            items.Compare(Subject.Body.TryGetItems(out var list) ? list : default, "$.items", found);
            if (SaysItGoesOn() is { } said) found.Add(GoesOn(said));
        });
    }

    private static Difference GoesOn(JsonElement said) => new(
        "$.is_paginated",
        "should be false: the platform gives this list on one page",
        JsonValue.Create(false),
        JsonNode.Parse(said.GetRawText()),
        IsPersonal: false);

    // Source: docs/platform.md, Endpoints.
    private JsonElement? SaysItGoesOn() =>
        Subject.Body.Member("is_paginated") is { ValueKind: not JsonValueKind.False } said ? said : null;

    private AndConstraint<ApiResponseAssertions> HaveNo(Action<ICollection<Difference>> collect)
    {
        var differences = new List<Difference>();
        collect(differences);
        foreach (var difference in differences) Findings.Report(Subject, difference);
        Execute.Assertion.ForCondition(differences.Count == 0).FailWith("the answer differs from what is stored");
        return new AndConstraint<ApiResponseAssertions>(this);
    }

    private void Fail(string message)
    {
        Findings.ReportStatus(Subject, message);
        Execute.Assertion.FailWith("the endpoint does not answer as it should");
    }
}
