using FluentAssertions;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Snapshots;

/// <summary>One change of the deployment is exactly the findings that it should be.</summary>
[Collection(SavedDeploymentsCollection.Name)]
public sealed class ChangedDeploymentTests(SavedDeployments deployments)
{
    [Fact]
    public async Task An_unchanged_deployment_has_no_differences_with_shuffled_keys_odd_names_and_all_kinds_of_projects()
    {
        await using var deployment = await deployments.DeployAsync();
        var folder = await deployments.CopyAsync();

        var run = await SavedDeployments.Comparing(deployment, folder).With("INTEGRITY_CONCURRENCY", "1").RunAsync();

        run.Should().FindExactly(("PAY004", Misconfigured.Id, $"project:{Misconfigured.Id}"));
        run.Findings.Totals["SNP001"].Verified.Should().BeGreaterThan(1000);
        SnapshotCommands.Received(folder).Should().BeEmpty();
    }

    [Fact]
    public async Task Two_saves_of_an_unchanged_deployment_are_equal_byte_by_byte_whatever_the_concurrency()
    {
        await using var deployment = await deployments.DeployAsync();
        var folder = deployments.NewFolder();

        await SavedDeployments.Saving(deployment, folder).With("INTEGRITY_CONCURRENCY", "1").RunAsync();

        SnapshotCommands.Contents(folder).Should().BeEquivalentTo(SnapshotCommands.Contents(await deployments.CopyAsync()));
    }

    [Fact]
    public Task Each_change_is_one_finding_however_many_answers_show_it() => HasExactlyAsync(
        SavedDeployments.Changed,
        ("SNP001", $"user:{Granting.PlainUser}", "$.display_name"),
        ("SNP001", $"team:{Granting.TeamOne}", "$.server_metadata"),
        ("SNP001", $"team:{Granting.TeamFour}", $"$.items[id=billing, user_id={Granting.BillingUser}]"),
        ("SNP001", "permission:editor", "$.description"),
        ("SNP001", $"user:{Granting.Editor}", "$.primary_email"),
        ("SNP001", $"user:{Granting.SecondEditor}", "$.primary_email"),
        ("SNP001", $"user:{Granting.OddUser}", ""));

    [Fact]
    public Task A_deleted_user_is_one_finding_though_teams_lose_its_permissions_and_an_added_one_in_the_middle_another() =>
        HasExactlyAsync(
            SavedDeployments.OtherUsers,
            ("SNP002", $"user:{Granting.BillingUser}", ""),
            ("SNP001", $"user:{Granting.Nobody}", ""));

    [Fact]
    public async Task A_deleted_project_is_one_finding()
    {
        var run = (await deployments.ChangedAsync()).Run;

        run.Differences(SavedDeployments.Deleted.Id).Should().Equal(("SNP002", $"project:{SavedDeployments.Deleted.Id}", ""));
    }

    [Fact]
    public async Task An_added_project_is_one_finding()
    {
        var run = (await deployments.ChangedAsync()).Run;

        run.Differences(SavedDeployments.Added.Id).Should().Equal(("SNP001", $"project:{SavedDeployments.Added.Id}", ""));
    }

    [Fact]
    public async Task A_changed_secret_is_found_by_its_hash_and_not_shown()
    {
        var run = (await deployments.ChangedAsync()).Run;

        var project = SavedDeployments.WithSecret.Id;
        run.Differences(project).Should().Equal(("SNP001", $"project:{project}", "$.config_string.emails.password"));
        run.Findings.Text.Should().NotContain("c4n4ry");
    }

    [Fact]
    public async Task A_snapshot_of_another_generation_is_mentioned_and_is_nothing_wrong()
    {
        var run = (await deployments.ChangedAsync()).Run;

        run.Findings.Findings.Should().ContainSingle(finding => finding.Severity == "info" && finding.Code == "SNP001")
            .Which.Message.Should().StartWith(
                "was saved from another generation of the platform: data of 2026-02, servers of 2026-03, package version 2.8.77; "
                + "now: data of 2026-03, servers of 2026-03, ");
    }

    [Fact]
    public async Task Projects_without_a_change_have_no_differences()
    {
        ProjectCopy[] changed =
        [
            SavedDeployments.Changed, SavedDeployments.OtherUsers, SavedDeployments.Deleted, SavedDeployments.Added,
            SavedDeployments.WithSecret,
        ];

        var (run, received) = await deployments.ChangedAsync();

        run.Should().BeRed();
        // Two users cannot have each other's e-mail while the index on it is there.
        run.Findings.Findings
            .Where(finding => finding.Project != Misconfigured.Id && finding.Severity != "info" && finding.Code != "DBI079")
            .Select(finding => finding.Project)
            .Should().BeSubsetOf(changed.Select(project => project.Id));
        received.Should().OnlyContain(file => changed.Any(project => file.StartsWith(project.Id)));
    }

    [Fact]
    public async Task A_snapshot_holds_no_secret_but_its_hash()
    {
        var contents = SnapshotCommands.Contents(await deployments.CopyAsync()).Values;

        contents.Should().NotContain(text => text.Contains(SavedDeployments.Secret) || text.Contains(SavedDeployments.Key));
        contents.Should().Contain(text => text.Contains("<secret #"));
    }

    private async Task HasExactlyAsync(ProjectCopy project, params (string Code, string Subject, string Path)[] expected)
    {
        var changed = await deployments.ChangedAsync();

        changed.Run.Differences(project.Id).Should().BeEquivalentTo(expected, changed.Run.Console);
        changed.Received.Should().Contain(file => file.StartsWith(project.Id));
    }
}
