using System.Text.Json.Nodes;
using FluentAssertions;
using IntegrityTests.Tests.EndToEnd.Harness;
using IntegrityTests.Tests.EndToEnd.Recorded;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.BadInput;

/// <summary>The admin key and the passwords of databases appear nowhere, whatever goes wrong and however much is printed.</summary>
[Collection(BadInputCollection.Name)]
public sealed class SecretsTests(RecordedDeployments deployments)
{
    private const string Canary = "c4n4ry-p4ssw0rd";

    [FactRequiringFacts]
    public Task No_secret_in_a_green_run_of_the_project() => ShowsNoSecretAsync(_ => { }, command => command with { ByProject = true });

    [FactRequiringFacts]
    public Task No_secret_in_a_run_of_the_project_with_findings() => ShowsNoSecretAsync(
        deployment => deployment.Answers.RefuseUser(Granting.Id, Granting.PlainUser), command => command with { ByProject = true });

    [FactRequiringFacts]
    public async Task No_secret_where_the_server_repeats_it()
    {
        var run = await ShowsNoSecretAsync(deployment => deployment.Answers.Replace(
            Granting.Id,
            Paths.User(Granting.PlainUser),
            Answer.Text(500, $"bad key {RecordedDeployment.AdminKey} for {PasswordOf(deployment)}")));

        run.Should().Say("bad key *** for ***");
    }

    [FactRequiringFacts]
    public Task No_secret_of_a_projects_own_database_that_cannot_be_reached() => ShowsNoSecretAsync(deployment =>
        deployment.Answers.ChangeConfig(Granting.Id, config => config["sourceOfTruth"] = new JsonObject
        {
            ["type"] = "postgres",
            ["connectionString"] = $"postgres://owner:{Canary}@127.0.0.1:1/users",
        }));

    [FactRequiringFacts]
    public Task No_secret_when_the_server_is_down() => ShowsNoSecretAsync(deployment => deployment.Api.Intercept = context =>
    {
        context.Abort();
        return Task.FromResult(true);
    });

    [FactRequiringFacts]
    public Task No_secret_when_the_key_is_refused() => ShowsNoSecretAsync(
        deployment => deployment.Api.Intercept = Refuse, command => command.With("INTEGRITY_ADMIN_KEY", Canary));

    [FactRequiringFacts]
    public Task No_secret_when_the_password_is_wrong() => ShowsNoSecretAsync(
        _ => { }, command => command.With("INTEGRITY_DATABASE", Password(command.Variables["INTEGRITY_DATABASE"], Canary)));

    [FactRequiringFacts]
    public Task No_secret_when_the_connection_string_is_malformed() => ShowsNoSecretAsync(
        _ => { }, command => command.With("INTEGRITY_DATABASE", $"postgres://owner:{Canary}@127.0.0.1:port/users?sslmode={Canary}"));

    private async Task<SuiteResult> ShowsNoSecretAsync(Action<RecordedDeployment> prepare, Func<SuiteCommand, SuiteCommand>? mistake = null)
    {
        await using var deployment = await deployments.DeployAsync();
        prepare(deployment);
        var command = deployment.Verification(Granting.Id) with { Arguments = ["-v", "detailed", "--logger", "console;verbosity=detailed"] };

        var run = await (mistake ?? (same => same))(command).RunAsync();

        foreach (var text in new[] { run.Console, run.Trx!.Text, run.Findings.Text, run.Report })
            text.Should().NotContainAny(RecordedDeployment.AdminKey, PasswordOf(deployment), Canary);
        return run;
    }

    private static async Task<bool> Refuse(HttpContext context)
    {
        context.Response.StatusCode = 401;
        await context.Response.WriteAsync($"Invalid development key override {context.Request.Headers["x-stack-development-override-key"]}");
        return true;
    }

    private static string PasswordOf(RecordedDeployment deployment) => new UriBuilder(deployment.DatabaseUri).Password;

    private static string Password(string uri, string password) => new UriBuilder(uri) { Password = password }.ToString();
}
