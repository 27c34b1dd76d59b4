using System.Text.Json.Nodes;
using FluentAssertions;
using IntegrityTests.Tests.EndToEnd.Harness;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Snapshots;

/// <summary>A run that is cut off while it saves leaves what was saved before, and nothing that could be taken for a snapshot.</summary>
[Collection(SavedDeploymentsCollection.Name)]
public sealed class CutOffTests(SavedDeployments deployments)
{
    [Fact]
    public Task By_kill_9() => LeavesThePreviousSnapshotAsync(process =>
    {
        process.Kill();
        return Task.CompletedTask;
    });

    [Fact]
    public Task By_ctrl_c() => LeavesThePreviousSnapshotAsync(process => process.InterruptAsync());

    [Fact]
    public async Task By_a_server_that_dies()
    {
        var folder = await deployments.CopyAsync();
        var before = SnapshotCommands.Contents(folder);
        await using var deployment = await deployments.DeployAsync();
        var asked = 0;
        deployment.Api.Intercept = context =>
        {
            if (Interlocked.Increment(ref asked) < 60) return Task.FromResult(false);
            context.Abort();
            return Task.FromResult(true);
        };

        var run = await SavedDeployments.Saving(deployment, folder, Granting.Id).RunAsync();

        run.Should().BeRed();
        run.Should().Say("The snapshot was not saved: the run did not get to its end.");
        SnapshotCommands.Contents(folder).Should().BeEquivalentTo(before);
    }

    [Fact]
    public async Task By_a_disk_that_is_full()
    {
        const int Megabyte = 1 << 20;
        var folder = await deployments.CopyAsync();
        var before = SnapshotCommands.Contents(folder);
        await using var deployment = await deployments.DeployAsync();
        var text = new string('x', 4 * Megabyte);
        await deployment.DamageAsync($"""
            UPDATE "ProjectUser" SET "serverMetadata" = jsonb_build_object('a', repeat('x', {text.Length}))
            WHERE "tenancyId" = '{Granting.Tenancy}' AND "projectUserId" = '{Granting.PlainUser}'
            """);
        deployment.Answers.ChangeUser(
            Granting.Id, Granting.PlainUser, user => user["server_metadata"] = new JsonObject { ["a"] = text });

        var run = await (SavedDeployments.Saving(deployment, folder, Granting.Id) with { LongestFile = 2 * Megabyte }).RunAsync();

        run.Should().BeRed();
        run.Should().Say($"The snapshot cannot be written to {folder}: ", "Make room, or set INTEGRITY_SNAPSHOT_DIR to another folder.");
        run.Findings.Findings.Should().BeEmpty();
        SnapshotCommands.Contents(folder).Should().BeEquivalentTo(before);
        Directory.Exists(Path.Combine(folder, ".saving")).Should().BeFalse();
    }

    private async Task LeavesThePreviousSnapshotAsync(Func<SuiteProcess, Task> cutOff)
    {
        var folder = await deployments.CopyAsync();
        var before = SnapshotCommands.Contents(folder);
        await using var deployment = await deployments.DeployAsync();
        var underway = new TaskCompletionSource();
        var asked = 0;
        deployment.Api.Intercept = async context =>
        {
            if (Interlocked.Increment(ref asked) < 60) return false;
            underway.TrySetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
            return true;
        };
        var command = SavedDeployments.Saving(deployment, folder, Granting.Id).With("INTEGRITY_SNAPSHOT_TABLES", "all") with
        {
            IsInterruptible = true,
        };

        var run = await command.RunAsync(async process =>
        {
            await process.BeforeEndAsync(underway.Task);
            await cutOff(process);
        });

        run.ExitCode.Should().NotBe(0);
        SnapshotCommands.Contents(folder).Should().BeEquivalentTo(before);

        deployment.Api.Intercept = _ => Task.FromResult(false);
        // One check is enough to open the snapshot, and its answers to compare with it.
        var comparison = SavedDeployments.Comparing(deployment, folder, Granting.Id) with { Filter = "Check=PRJ001" };
        (await comparison.RunAsync()).Should().BeGreen();
        Directory.Exists(Path.Combine(folder, ".saving")).Should().BeFalse("what the dead run left is removed");
    }
}
