using System.Text.Json.Nodes;
using FluentAssertions;
using IntegrityTests.Tests.EndToEnd.Recorded.Planted;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Traces;

/// <summary>The admin key and the passwords of databases appear nowhere, whatever is found and however much is printed.</summary>
[Collection(PlantedRunCollection.Name)]
public sealed class NoSecretTests(PlantedRun run)
{
    private const string OwnPassword = "c4n4ry-p4ssw0rd";
    private static readonly ProjectCopy Repeating = new(Granting.Id, "server that repeats secrets");
    private static readonly ProjectCopy OwnDatabase = new(Granting.Id, "database of its own");

    internal static readonly Planting Told = new([Repeating, OwnDatabase], deployment =>
    {
        deployment.Answers.Replace(
            Repeating.Id,
            Paths.User(Granting.PlainUser),
            Answer.Text(500, $"bad key {RecordedDeployment.AdminKey} for {deployment.DatabasePassword}"));
        deployment.Answers.ChangeConfig(OwnDatabase.Id, config => config["sourceOfTruth"] = new JsonObject
        {
            ["type"] = "postgres",
            ["connectionString"] = $"postgres://owner:{OwnPassword}@127.0.0.1:1/users",
        });
        return Task.CompletedTask;
    });

    [Fact]
    public async Task No_secret_in_a_run_of_the_project_with_findings_of_all_kinds()
    {
        var verified = await run.VerifiedAsync();

        verified.Run.Findings.Findings.Should().NotBeEmpty();
        verified.Run.Should().ShowNone(RecordedDeployment.AdminKey, verified.Deployment.DatabasePassword);
    }

    [Fact]
    public async Task A_secret_that_the_server_repeats_is_not_quoted()
    {
        var project = await run.InAsync(Repeating);

        project.Findings.Should().Contain(finding => finding.Code == "USR002" && finding.Subject == $"user:{Granting.PlainUser}");
        project.Run.Should().ShowNone(RecordedDeployment.AdminKey, "bad key");
    }

    [Fact]
    public async Task The_password_of_a_projects_own_database_that_cannot_be_reached_is_hidden()
    {
        var project = await run.InAsync(OwnDatabase);

        project.Run.Should().Say("the project's own database is not usable");
        project.Run.Should().ShowNone(OwnPassword);
    }
}
