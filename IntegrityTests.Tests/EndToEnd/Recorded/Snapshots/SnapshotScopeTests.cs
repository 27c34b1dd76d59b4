using FluentAssertions;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Snapshots;

/// <summary>Only what both runs cover is judged, and what may differ does not.</summary>
[Collection(SavedDeploymentsCollection.Name)]
public sealed class SnapshotScopeTests(SavedDeployments deployments)
{
    [Fact]
    public async Task A_smaller_scope_and_a_filter_compare_less_and_say_so()
    {
        await using var deployment = await deployments.DeployAsync();
        var command = SavedDeployments.Comparing(deployment, await deployments.CopyAsync(), Granting.Id)
            .With("INTEGRITY_MAX_USERS_PER_PROJECT", "5");

        var run = await (command with { Filter = "Check=USR002|Check=USR001" }).RunAsync();

        run.Should().BeGreen();
        run.Differences().Should().BeEmpty();
        run.Should().Say("not compared: a filter leaves their check out");
        run.Should().Say("not compared: INTEGRITY_PROJECTS leaves their project out");
        run.Should().Say("not compared: only one of the two runs has them in scope, or could verify them");
    }

    [Fact]
    public async Task What_is_ignored_may_differ_and_a_path_that_matches_nothing_is_a_warning()
    {
        await using var deployment = await deployments.DeployAsync();
        var folder = await deployments.CopyAsync();
        await deployment.DamageAsync($"""
            UPDATE "ProjectUser" SET "displayName" = 'Another'
            WHERE "tenancyId" = '{Granting.Tenancy}' AND "projectUserId" = '{Granting.PlainUser}'
            """);
        deployment.Answers.ChangeUser(Granting.Id, Granting.PlainUser, user => user["display_name"] = "Another");

        var run = await SavedDeployments.Comparing(deployment, folder, Granting.Id)
            .With("INTEGRITY_SNAPSHOT_IGNORE", "/api/v1/users/*: $.display_name, /api/v1/users: $.items[*].display_name, $.misspelt")
            .RunAsync();

        run.Should().BeGreen();
        run.Findings.Findings.Should().ContainSingle().Which
            .Should().BeEquivalentTo(new { Code = "SNP001", Severity = "warning", Subject = "ignore:$.misspelt" });
        SnapshotCommands.Received(folder).Should().BeEmpty();
    }

    [Fact]
    public async Task A_run_that_compares_nothing_is_red()
    {
        await using var deployment = await deployments.DeployAsync();
        var folder = await deployments.CopyAsync();
        foreach (var file in Directory.EnumerateFiles(folder, "*.verified.jsonl", SearchOption.AllDirectories)) File.Delete(file);
        await ChangeAsync(Path.Combine(folder, "set.json"), "ProjectReadsAsStored", "Other");

        var run = await (SavedDeployments.Comparing(deployment, folder, Granting.Id) with { Filter = "Check=PRJ001" }).RunAsync();

        run.Should().BeRed();
        run.Should().Say("The run compared nothing with the snapshot");
    }

    [Fact]
    public async Task Damaged_files_of_a_snapshot_are_red_and_say_why()
    {
        await using var deployment = await deployments.DeployAsync();
        var folder = await deployments.CopyAsync();
        var own = Path.Combine(folder, Granting.Id);
        await ChangeAsync(
            Path.Combine(own, "ProjectReadsAsStored.Every_project_reads_as_stored.verified.jsonl"), "{\"end\":true,\"lines\":1}\n", "");
        await ChangeAsync(Path.Combine(own, "UserReadsAsStored.Every_user_reads_as_stored.verified.jsonl"), "\n", "\r\n");

        var run = await SavedDeployments.Comparing(deployment, folder, Granting.Id).RunAsync();

        run.Should().BeRed();
        run.Should().Say("was cut off", "has lines that end in \\r\\n");
        run.Differences().Should().BeEmpty();
    }

    [Fact]
    public async Task A_snapshot_of_another_deployment_is_red_and_says_so()
    {
        await using var deployment = await deployments.DeployAsync();
        var folder = await deployments.CopyAsync();
        await ChangeAsync(Path.Combine(folder, "set.json"), "\"target\":\"", "\"target\":\"other-");

        var run = await SavedDeployments.Comparing(deployment, folder, Granting.Id).RunAsync();

        run.Should().BeRed();
        run.Should().Say("is of another deployment");
        run.Differences().Should().BeEmpty();
    }

    private static async Task ChangeAsync(string file, string text, string other) =>
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace(text, other, StringComparison.Ordinal));
}
