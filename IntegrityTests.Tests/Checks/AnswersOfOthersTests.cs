using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using FluentAssertions;
using IntegrityTests.Checks.Payments;
using IntegrityTests.Checks.Projects;
using IntegrityTests.Checks.Teams;
using IntegrityTests.Checks.Users;
using IntegrityTests.Tests.SampleDeployment;
using SampleDeployment.Api;
using SampleDeployment.Data;
using SampleDeployment.Faults;
using Xunit;

namespace IntegrityTests.Tests.Checks;

/// <summary>
/// A cache that mixes projects up answers once with what belongs to another project. Somebody got that answer, so it is an error also where
/// the next one is right.
/// </summary>
public sealed class AnswersOfOthersTests(ClusterFixture clusters) : IClassFixture<ClusterFixture>
{
    private static readonly HttpClient Http = new();
    private static readonly ProjectPlan Other = Plans.Default.First(plan => plan.Name == "Three pages");

    [Fact]
    public Task The_project() => FindsAsync<ProjectReadsAsStored>("/api/v1/internal/projects/current");

    [Fact]
    public Task The_list_of_users() => FindsAsync<UserListIsComplete>("/api/v1/users");

    [Fact]
    public Task The_list_of_teams() => FindsAsync<TeamListIsComplete>("/api/v1/teams");

    [Fact]
    public Task The_permissions_in_teams() => FindsAsync<TeamPermissions>("/api/v1/team-permissions");

    [Fact]
    public Task The_transactions() => FindsAsync<TransactionListIsComplete>("/api/v1/internal/payments/transactions");

    [Fact]
    public Task The_products_of_a_customer() => FindsAsync<ProductsOwned>(OfNobodyOnce("/api/v1/payments/products/"));

    private Task FindsAsync<TCheck>(string path) => FindsAsync<TCheck>(OfOtherOnce(path));

    private async Task FindsAsync<TCheck>(Fault fault)
    {
        await using var sample = await ServedSample.StartAsync(clusters, "", [fault]);

        var verified = await sample.VerifyAsync<TCheck>();

        verified.Findings.Should().Contain(finding => finding.StartsWith("error", StringComparison.OrdinalIgnoreCase));
    }

    // As of a customer who owns nothing.
    private static Fault OfNobodyOnce(string path)
    {
        var isDone = false;
        return async (call, next) =>
        {
            var answer = await next();
            if (call.Owner != ServedSample.Project.Id || !call.Path.StartsWith(path, StringComparison.Ordinal)) return answer;
            var list = JsonNode.Parse(answer.Body.Span)!;
            if (list["items"]!.AsArray().Count == 0 || Interlocked.Exchange(ref isDone, true)) return answer;
            list["items"] = new JsonArray();
            return answer with { Body = JsonSerializer.SerializeToUtf8Bytes(list) };
        };
    }

    private static Fault OfOtherOnce(string path)
    {
        var seen = new ConcurrentDictionary<string, bool>();
        return async (call, next) =>
        {
            var answer = await next();
            if (call.Owner != ServedSample.Project.Id || call.Path != path || !seen.TryAdd(call.Url, true)) return answer;
            using var request = new HttpRequestMessage(HttpMethod.Get, $"http://{call.Context.Request.Host}{call.Url}");
            foreach (var (name, value) in call.Context.Request.Headers)
            {
                if (name.StartsWith("x-stack-", StringComparison.OrdinalIgnoreCase))
                    request.Headers.TryAddWithoutValidation(name, $"{value}");
            }

            request.Headers.Remove(Routes.ProjectHeader);
            request.Headers.Add(Routes.ProjectHeader, Other.Id);
            using var response = await Http.SendAsync(request);
            return answer with { Status = (int)response.StatusCode, Body = await response.Content.ReadAsByteArrayAsync() };
        };
    }
}
