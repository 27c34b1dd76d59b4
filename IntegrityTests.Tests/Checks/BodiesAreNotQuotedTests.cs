using System.Text;
using FluentAssertions;
using IntegrityTests.Checks.Payments;
using IntegrityTests.Checks.Payouts;
using IntegrityTests.Checks.Projects;
using IntegrityTests.Checks.Teams;
using IntegrityTests.Checks.Users;
using IntegrityTests.Tests.EndToEnd.Harness;
using IntegrityTests.Tests.Running.Support;
using IntegrityTests.Tests.SampleDeployment;
using SampleDeployment.Api.Http;
using SampleDeployment.Faults;
using Xunit;

namespace IntegrityTests.Tests.Checks;

/// <summary>
/// Names and e-mails stand in nearly every answer. However an answer is broken, nothing of it is in anything that an operator sees.
/// </summary>
public sealed class BodiesAreNotQuotedTests(ClusterFixture clusters) : IClassFixture<ClusterFixture>
{
    private const string Canary = "c4n4ry";

    private const string Plant = $"""
        UPDATE "ProjectUser" SET "displayName" = '{Canary} name', "clientMetadata" = '{"{"}"a": "{Canary} metadata"{"}"}';
        UPDATE "ContactChannel" SET value = '{Canary}.' || id || '@example.com';
        UPDATE "Team" SET "displayName" = '{Canary} team'
        """;

    [Theory]
    [InlineData("text-plain@00018e64-82e9-45ca-bfec-3e30463df27e/users")]
    [InlineData("body-cut@00018e64-82e9-45ca-bfec-3e30463df27e/users")]
    [InlineData("other-user-once")]
    [InlineData("user-changed")]
    [InlineData("list-changed")]
    [InlineData("grant-extra")]
    public async Task Nothing_of_an_answer_is_shown(string fault)
    {
        await using var sample = await ServedSample.StartAsync(clusters, Plant, fault);

        foreach (var verified in new[]
        {
            await sample.VerifyAsync<ProjectReadsAsStored>(), await sample.VerifyAsync<UserListIsComplete>(),
            await sample.VerifyAsync<UserReadsAsStored>(), await sample.VerifyAsync<UserPermissions>(),
            await sample.VerifyAsync<UserTeams>(),
            await sample.VerifyAsync<TeamListIsComplete>(), await sample.VerifyAsync<TeamPermissions>(),
            await sample.VerifyAsync<ProductsOwned>(),
        })
        {
            foreach (var text in verified.Texts) text.Should().NotContain(Canary);
        }
    }

    [Theory]
    [InlineData(200, "text/html", $"<h1>{Canary}</h1>")]
    [InlineData(200, "application/json", $$"""{"object": "list", "data": [{"id": "txn_1", "customer": "{{Canary}}""")]
    [InlineData(200, "application/json", $$"""{"object": "list", "data": "{{Canary}}", "has_more": false}""")]
    [InlineData(200, "application/json", $$"""{"object": "list", "data": [{"id": "txn_1", "type": "charge", "amount": "{{Canary}}"}]}""")]
    [InlineData(200, "application/json", $$"""{"object": "list", "data": ["{{Canary}}"], "has_more": "{{Canary}}"}""")]
    [InlineData(400, "application/json", $$$"""{"error": {"message": "No such account: {{{Canary}}}", "type": "{{{Canary}}}"}}""")]
    [InlineData(401, "application/json", $$$"""{"error": {"message": "{{{Canary}}}"}}""")]
    [InlineData(500, "text/plain", Canary)]
    [InlineData(302, "text/plain", Canary)]
    public async Task Nothing_of_an_answer_of_Stripe_is_shown(int status, string type, string body)
    {
        var answer = new Answer(status, type, Encoding.UTF8.GetBytes(body)) { Location = $"https://login.example.com/?for={Canary}" };
        await using var sample = await ServedSample.StartAsync(clusters, "", [AnswerFaults.Replace(call => call.IsStripe, _ => answer)]);

        var verified = await sample.VerifyAsync<PayoutsMatchStripe>();

        verified.Findings.Concat(verified.NotVerified).Should().NotBeEmpty();
        foreach (var text in verified.Texts) text.Should().NotContain(Canary);
    }

    [Fact]
    public async Task Nothing_of_an_answer_is_in_a_file_that_a_run_writes()
    {
        using var folder = new TemporaryFolder();
        await using var sample = await ServedSample.StartAsync(
            clusters,
            Plant,
            $"text-plain@{ServedSample.Project.Id}/users/{ServedSample.Project.UserId(6)}",
            "list-changed",
            "user-changed");

        var run = await new SuiteCommand
        {
            Filter = "Category=Projects|Category=Users|Category=Teams",
            Variables = new Dictionary<string, string>
            {
                ["INTEGRITY_DATABASE"] = sample.Database,
                ["INTEGRITY_API_URL"] = sample.Url,
                ["INTEGRITY_ADMIN_KEY"] = AdminCalls.Key,
                ["INTEGRITY_ALLOW_PRIMARY"] = "yes",
                ["INTEGRITY_PROJECTS"] = ServedSample.Project.Id,
                ["INTEGRITY_RESULTS"] = folder.Path,
                ["INTEGRITY_BASELINE"] = Path.Combine(folder.Path, "known.jsonl"),
                ["INTEGRITY_BASELINE_WRITE"] = "yes",
            },
        }.RunAsync();

        foreach (var text in run.Texts) text.Should().NotContain(Canary);
        var files = Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories);
        files.Select(Path.GetFileName).Should().Contain(["findings.jsonl", "known.jsonl", "report.html"]);
        (await File.ReadAllTextAsync(Path.Combine(folder.Path, "known.jsonl"))).Should().Contain("USR001").And.Contain("USR002");
        foreach (var file in files) (await File.ReadAllTextAsync(file)).Should().NotContain(Canary, file);
    }
}
